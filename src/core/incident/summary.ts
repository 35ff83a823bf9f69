import type { Calendar } from '../calendar.ts'
import type { Component } from '../condition.ts'
import type { Incident, IncidentCondition } from './incident.ts'
import { leadsOf } from './timeline.ts'

/** What is left to say when it is over; while it goes on, as it stands. Durations are milliseconds. */
export interface IncidentSummary {
  readonly startedAt: number
  readonly endedAt: number | null
  readonly worst: IncidentCondition
  /** From the first failed look to the end. */
  readonly lastedMs: number
  /** Of that, the time in which it really was bad: pauses between relapses left out. */
  readonly troubleMs: number
  /** Of the trouble, what fell into business hours. */
  readonly businessMs: number
  readonly spells: number
  /** First failed look until it was confirmed; null: it never was. */
  readonly confirmedAfterMs: number | null
  /** Confirmed until somebody took it on; null: nobody did. */
  readonly acknowledgedAfterMs: number | null
  readonly components: readonly Component[]
  readonly sites: readonly string[]
  /** How much earlier than the first official notice; null: there was none. */
  readonly probesLeadMs: number | null
  readonly peopleLeadMs: number | null
  readonly notices: readonly string[]
}

export function summaryOf(
  incident: Incident,
  calendar: Pick<Calendar, 'businessMsBetween'>,
  now: number,
): IncidentSummary {
  const { startedAt, endedAt, openedAt, acknowledgement, spells } = incident
  const stretches = spells.map(({ fromAt, toAt }) => ({ fromAt, toAt: toAt ?? now }))
  const leads = leadsOf(incident)
  return {
    startedAt,
    endedAt,
    worst: incident.worst,
    lastedMs: Math.max(0, (endedAt ?? now) - startedAt),
    troubleMs: stretches.reduce((sum, { fromAt, toAt }) => sum + Math.max(0, toAt - fromAt), 0),
    businessMs: stretches.reduce((sum, { fromAt, toAt }) => sum + calendar.businessMsBetween(fromAt, toAt), 0),
    spells: spells.length,
    confirmedAfterMs: openedAt === null ? null : openedAt - startedAt,
    acknowledgedAfterMs:
      acknowledgement === null || openedAt === null ? null : Math.max(0, acknowledgement.at - openedAt),
    components: incident.components,
    sites: incident.sites,
    probesLeadMs: leads.probes,
    peopleLeadMs: leads.people,
    notices: incident.notices,
  }
}
