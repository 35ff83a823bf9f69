import { happeningsOf, type Spell } from '../spell.ts'
import { WEATHERS } from '../weathers.ts'
import { escaped, json, notFound, type Page, robots, type Site, xml } from './page.ts'

const COMPONENTS = ['Messaging API', 'LINE Developers', 'LIFF', 'LINE Login'] as const
const TROUBLED: readonly string[] = ['Messaging API', 'LINE Login']
const MINUTES_TO_CLOSE = 5

/** One trouble on the platform of consumer LINE, as it reads at one moment. */
interface Incident {
  readonly id: string
  readonly startAt: number
  readonly toldAt: number
  readonly resolvedAt: number | null
}

/** The status page of consumer LINE's platform, in the form that Atlassian's status pages have. */
export const lineStatusSite =
  (spells: () => readonly Spell[], now: () => number, minuteMs: number): Site =>
  ({ url }) => {
    const at = now()
    const incidents = incidentsOf(spells(), at, minuteMs)
    const open = incidents.filter((incident) => incident.resolvedAt === null)
    const page = {
      id: 'linestatus',
      name: 'LINE API Status',
      url: url.origin,
      time_zone: 'Etc/UTC',
      updated_at: iso(at),
    }
    const status = open.length
      ? { indicator: 'major', description: 'Partial System Outage' }
      : { indicator: 'none', description: 'All Systems Operational' }
    const components = COMPONENTS.map((name, index) => ({
      id: `component${index}`,
      name,
      status: open.length && TROUBLED.includes(name) ? 'major_outage' : 'operational',
      updated_at: iso(at),
    }))
    const all = incidents.map(printed)
    const unresolved = all.filter((incident) => incident.status !== 'resolved')
    const documents: Readonly<Record<string, () => Page>> = {
      '/robots.txt': robots,
      '/api/v2/status.json': () => json({ page, status }),
      '/api/v2/components.json': () => json({ page, components }),
      '/api/v2/incidents.json': () => json({ page, incidents: all }),
      '/api/v2/incidents/unresolved.json': () => json({ page, incidents: unresolved }),
      '/api/v2/scheduled-maintenances.json': () => json({ page, scheduled_maintenances: [] }),
      '/api/v2/summary.json': () =>
        json({ page, components, incidents: unresolved, scheduled_maintenances: [], status }),
      '/history.rss': () => history(incidents, url.origin),
    }
    return (documents[url.pathname] ?? notFound)()
  }

function incidentsOf(spells: readonly Spell[], at: number, minuteMs: number): readonly Incident[] {
  return happeningsOf(spells)
    .filter((happening) => happening.kind === 'line')
    .map(({ startAt, endAt, spells: [first] }) => {
      const announcement = WEATHERS[first!.weather].announcement
      const after = announcement?.kind === 'line' ? announcement.afterMinutes : 0
      const closedAt = endAt === null ? null : endAt + MINUTES_TO_CLOSE * minuteMs
      const toldAt = startAt + after * minuteMs
      const resolvedAt = closedAt !== null && at >= closedAt ? Math.max(closedAt, toldAt) : null
      return { id: `line${Math.floor(startAt / 1000)}`, startAt, toldAt, resolvedAt }
    })
    .filter((incident) => at >= incident.toldAt)
    .reverse()
}

const iso = (at: number) => new Date(at).toISOString()
const NAME = 'Errors in LINE Login and Messaging API'
const FIRST_WORDS = 'We are investigating errors in LINE Login and the Messaging API.'
const LAST_WORDS = 'The errors have been fixed. LINE Login and the Messaging API work as usual.'

function printed({ id, startAt, toldAt, resolvedAt }: Incident) {
  const update = (status: string, body: string, at: number) => ({
    id: `${id}-${status}`,
    incident_id: id,
    status,
    body,
    created_at: iso(at),
    updated_at: iso(at),
    display_at: iso(at),
  })
  const first = update('investigating', FIRST_WORDS, toldAt)
  return {
    id,
    name: NAME,
    status: resolvedAt === null ? 'investigating' : 'resolved',
    impact: 'major',
    created_at: iso(toldAt),
    started_at: iso(startAt),
    updated_at: iso(resolvedAt ?? toldAt),
    resolved_at: resolvedAt === null ? null : iso(resolvedAt),
    shortlink: `https://status.line.test/${id}`,
    incident_updates: resolvedAt === null ? [first] : [update('resolved', LAST_WORDS, resolvedAt), first],
  }
}

function history(incidents: readonly Incident[], origin: string): Page {
  const items = incidents.map(
    ({ id, toldAt, resolvedAt }) => `<item><title>${NAME}</title><link>${origin}/incidents/${id}</link>
<guid>${origin}/incidents/${id}</guid><pubDate>${new Date(toldAt).toUTCString()}</pubDate>
<description>${escaped(resolvedAt === null ? FIRST_WORDS : LAST_WORDS)}</description></item>`,
  )
  return xml(
    'rss',
    `<rss version="2.0"><channel><title>LINE API Status - Incident History</title><link>${origin}</link>
<description>Incident history</description>
${items.join('\n')}
</channel></rss>`,
  )
}
