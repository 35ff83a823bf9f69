import type { Calendar } from '../../core/calendar.ts'
import type { Incident } from '../../core/incident/incident.ts'
import { summaryOf } from '../../core/incident/summary.ts'
import { firstWordsOf } from '../../core/incident/timeline.ts'
import type { Text } from '../../core/locale.ts'
import type { KeptWindow } from '../../core/maintenance/window.ts'
import { CONDITION_TITLE } from '../../core/phrases.ts'
import { isoOf } from '../../core/time-text.ts'
import type { Uptime } from '../../core/uptime.ts'
import type { HttpFacts } from '../deps.ts'
import { vantageTitleOf } from '../pages/page-context.ts'
import type { IncidentDetailView, IncidentView, UptimeView, WindowView } from './incident-schema.ts'

/** What an incident is called: what is wrong, and whose it is. */
export function incidentTitleOf({ scope, worst }: Incident, facts: Pick<HttpFacts, 'vantageTitles'>): Text {
  const condition = CONDITION_TITLE[worst]
  if (scope.kind === 'service') return { ja: `LINE WORKS の${condition.ja}`, en: `LINE WORKS: ${condition.en}` }
  const site = vantageTitleOf(scope.vantage, facts)
  return { ja: `${site.ja}：${condition.ja}`, en: `${site.en}: ${condition.en}` }
}

export interface ViewParts {
  readonly facts: Pick<HttpFacts, 'zone' | 'vantageTitles'>
  readonly now: number
  readonly calendar: Pick<Calendar, 'businessMsBetween'>
}

export function incidentViewOf(incident: Incident, { facts, now, calendar }: ViewParts): IncidentView {
  const iso = (at: number) => isoOf(at, facts.zone)
  const orNull = (at: number | null) => (at === null ? null : iso(at))
  const { scope, acknowledgement } = incident
  const { lastedMs, troubleMs, businessMs } = summaryOf(incident, calendar, now)
  const { probes, notices, people } = firstWordsOf(incident)
  return {
    id: incident.id,
    title: incidentTitleOf(incident, facts),
    scope: scope.kind,
    site: scope.kind === 'site' ? scope.vantage : null,
    state: incident.state,
    condition: incident.condition,
    worst: incident.worst,
    startedAt: iso(incident.startedAt),
    openedAt: orNull(incident.openedAt),
    endedAt: orNull(incident.endedAt),
    lastedMs,
    troubleMs,
    businessMs,
    components: [...incident.components],
    sites: [...incident.sites],
    acknowledgement: acknowledgement && { ...acknowledgement, at: iso(acknowledgement.at) },
    updates: incident.updates.map(({ at, by, text }) => ({ at: iso(at), by, text })),
    mergedInto: incident.mergedInto,
    firstWords: { probes: orNull(probes), notices: orNull(notices), people: orNull(people) },
  }
}

export const incidentDetailOf = (incident: Incident, parts: ViewParts): IncidentDetailView => ({
  ...incidentViewOf(incident, parts),
  timeline: incident.timeline.map(({ at, ...entry }) => ({ at: isoOf(at, parts.facts.zone), ...entry })),
})

export function windowViewOf(window: KeptWindow, zone: string): WindowView {
  const orNull = (at: number | null) => (at === null ? null : isoOf(at, zone))
  const { plan } = window
  return {
    id: window.id,
    origin: plan.origin,
    title: plan.title,
    url: plan.url,
    state: window.state,
    plannedStartAt: isoOf(plan.startAt, zone),
    plannedEndAt: orNull(plan.endAt),
    startedAt: orNull(window.startedAt),
    endedAt: orNull(window.endedAt),
    endConfirmed: window.endConfirmed,
    components: [...plan.components],
    affectsLogin: plan.affectsLogin,
  }
}

export const uptimeViewOf = (uptime: Uptime, site: string | null, zone: string): UptimeView => ({
  from: isoOf(uptime.fromAt, zone),
  to: isoOf(uptime.toAt, zone),
  site,
  working: uptime.working,
  usable: uptime.usable,
  ms: { ...uptime.ms },
})
