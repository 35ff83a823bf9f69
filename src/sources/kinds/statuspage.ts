import { z } from 'zod'
import { COMPONENTS, type Component } from '../../core/condition.ts'
import type { NoticeFacts, NoticeStatus } from '../../core/notice.ts'
import type { FetchedDocument } from '../../platform/fetch/fetched.ts'
import { bodyOf, linkOf, titleOf } from '../item-text.ts'
import { errorIn, jsonOf } from '../json-document.ts'
import { placeUrl, words } from '../option-rules.ts'
import { defineSource, type NoticeItem, type Parsed, unreadable } from '../source.ts'

const OPTIONS = z.strictObject({
  url: placeUrl.describe('The status page; /api/v2/… is asked below it.'),
  components: z
    .record(words, z.enum(COMPONENTS).nullable())
    .default({})
    .describe('What its parts are for us; where some are named, only what touches them is read.'),
})
type Options = z.output<typeof OPTIONS>

const COMPONENT = z.looseObject({ name: z.string(), status: z.string() })
const INCIDENT = z.looseObject({
  id: z.string().min(1),
  name: z.string(),
  status: z.string(),
  created_at: z.string(),
  started_at: z.string().nullish(),
  resolved_at: z.string().nullish(),
  scheduled_for: z.string().nullish(),
  scheduled_until: z.string().nullish(),
  shortlink: z.string().nullish(),
  components: z.array(z.looseObject({ name: z.string() })).nullish(),
  incident_updates: z.array(z.looseObject({ body: z.string() })).default([]),
})
type Incident = z.output<typeof INCIDENT>
const PAGE = z.looseObject({ id: z.string().min(1), name: z.string() })
const SUMMARY = z.looseObject({
  page: PAGE,
  status: z.looseObject({ indicator: z.enum(['none', 'minor', 'major', 'critical', 'maintenance']) }),
  components: z.array(COMPONENT).min(1),
  incidents: z.array(INCIDENT),
  scheduled_maintenances: z.array(INCIDENT).default([]),
})
const HISTORY = z.looseObject({ page: PAGE, incidents: z.array(INCIDENT) })

const OUTAGE: Readonly<Record<string, NoticeStatus>> = {
  investigating: 'investigating',
  identified: 'identified',
  monitoring: 'monitoring',
  resolved: 'resolved',
  postmortem: 'resolved',
}
const MAINTENANCE: Readonly<Record<string, NoticeStatus>> = {
  scheduled: 'scheduled',
  in_progress: 'in_progress',
  verifying: 'in_progress',
  completed: 'completed',
}

const addressOf = ({ url }: Options, name: string) => `${url.replace(/\/+$/, '')}/api/v2/${name}.json`

function read(documents: readonly FetchedDocument[], options: Options): Parsed {
  const [first, second] = ['summary', 'incidents'].map((name) =>
    documents.find(({ url }) => url === addressOf(options, name)),
  )
  const summary = shaped(first, SUMMARY)
  if ('unreadable' in summary) return summary
  const history = shaped(second, HISTORY)
  if ('unreadable' in history) return history
  // Pages that call themselves compatible answer with the parts of somebody else, or of nobody.
  if (history.data.page.id !== summary.data.page.id) return unreadable('other-shape', 'two pages in one')
  const named = Object.keys(options.components)
  const missing = named.find((name) => !summary.data.components.some((component) => component.name === name))
  if (missing !== undefined) return unreadable('no-marker', missing)
  const incidents = new Map([...history.data.incidents, ...summary.data.incidents].map((one) => [one.id, one]))
  const touches = (incident: Incident) => named.length === 0 || named.some((name) => isAbout(incident, name))
  const items = [
    ...[...incidents.values()].filter(touches).map((one) => itemOf(one, 'outage', first!, options)),
    ...summary.data.scheduled_maintenances.filter(touches).map((one) => itemOf(one, 'maintenance', first!, options)),
  ]
  const strange = items.find((item) => item === null)
  if (strange === null) return unreadable('other-shape', 'an unknown status')
  return { readable: items.filter((item) => item !== null) }
}

function shaped<T>(document: FetchedDocument | undefined, schema: z.ZodType<T>) {
  const parsed = jsonOf(document)
  if ('unreadable' in parsed) return parsed
  const error = errorIn(parsed.json)
  if (error !== null) return unreadable('error-answer', error)
  const checked = schema.safeParse(parsed.json)
  return checked.success
    ? { data: checked.data }
    : unreadable('other-shape', checked.error.issues[0]?.path.join('.') ?? '')
}

/** An incident names its parts in a field, or in its words. */
const isAbout = ({ components, name, incident_updates }: Incident, part: string): boolean =>
  components && components.length > 0
    ? components.some((component) => component.name === part)
    : [name, ...incident_updates.map(({ body }) => body)].some((text) =>
        text.toLowerCase().includes(part.toLowerCase()),
      )

function itemOf(
  incident: Incident,
  kind: 'outage' | 'maintenance',
  document: FetchedDocument,
  options: Options,
): NoticeItem | null {
  const status = (kind === 'outage' ? OUTAGE : MAINTENANCE)[incident.status]
  if (status === undefined) return null
  const url = linkOf(incident.shortlink, document.finalUrl)
  const title = titleOf(incident.name)
  const body = bodyOf(incident.incident_updates.map((update) => update.body).join('\n'))
  const isMaintenance = kind === 'maintenance'
  const startAt = at(isMaintenance ? incident.scheduled_for : (incident.started_at ?? incident.created_at))
  const endAt = at(isMaintenance ? incident.scheduled_until : incident.resolved_at)
  const components = Object.entries(options.components).flatMap(([name, component]): Component[] =>
    component !== null && isAbout(incident, name) ? [component] : [],
  )
  const facts: Partial<NoticeFacts> = {
    kind,
    status,
    windows: startAt === null ? [] : [{ startAt, endAt, approximate: false }],
    ...(Object.keys(options.components).length > 0
      ? { components: [...new Set(components)], affectsLogin: components.includes('login') }
      : {}),
  }
  const publishedAt = at(incident.created_at)
  const from = { format: 'text' as const, url: url ?? document.finalUrl, fetchedAt: document.fetchedAt, title, body }
  return { kind: 'notice', key: incident.id, url, title, publishedAt, document: from, facts }
}

const at = (text: string | null | undefined): number | null => {
  const instant = text ? Date.parse(text) : Number.NaN
  return Number.isFinite(instant) ? instant : null
}

/** A status page made with Statuspage by Atlassian, version 2 of its interface. */
export const statuspage = defineSource({
  kind: 'statuspage',
  title: { ja: 'ステータスページ（Atlassian Statuspage）', en: 'Status page (Atlassian Statuspage)' },
  reads: 'notices',
  terms: { ja: '無料。公開されている API です。', en: 'Free. A public interface.' },
  options: OPTIONS,
  example: { url: 'https://status.example.com', components: { Login: 'login' } },
  leastIntervalMs: 60_000,
  usualIntervalMs: 60_000,
  mayBeEmpty: true,
  lists: true,
  requests: (options) =>
    ['summary', 'incidents'].map((name) => ({ url: addressOf(options, name), accept: 'application/json' })),
  read,
})
