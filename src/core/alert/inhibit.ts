import { type Incident, isIncidentOver } from '../incident/incident.ts'
import { isWindowOpen, type KeptWindow } from '../maintenance/window.ts'
import type { AlertEvent } from './event.ts'

/** What goes on now and may be the reason for something smaller. */
export interface Bigger {
  readonly incidents: readonly Incident[]
  readonly windows: readonly KeptWindow[]
  /** Every office that is looked at. */
  readonly sites: readonly string[]
}

/** A consequence may be noticed a little before its cause is. */
const SLACK_MS = 10 * 60_000

/**
 * Whether something follows from something bigger that goes on: while LINE WORKS is down its pages cannot be read, and while an
 * office has no network its agent is silent. Null: it stands for itself. Only the telling waits; when the cause is over and it still
 * is so, it is told.
 */
export function inhibitorOf(event: AlertEvent, { incidents, windows, sites }: Bigger): string | null {
  if (event.subject.kind !== 'ailment' || event.phase === 'end') return null
  const { topic, key, sinceAt } = event.subject.ailment
  if (topic === 'certificate') return null
  const causes = incidents.filter((one) => isGoing(one) && one.startedAt - SLACK_MS <= sinceAt)
  const service = causes.find(({ scope }) => scope.kind === 'service')
  if (service) return service.id
  const work = windows.find(
    (one) => isWindowOpen(one) && one.plan.affectsLogin && (one.startedAt ?? 0) - SLACK_MS <= sinceAt,
  )
  if (work && topic !== 'agent') return work.id
  const own = causes.filter(({ scope }) => scope.kind === 'site')
  if (topic === 'agent') return own.find(({ scope }) => scope.kind === 'site' && scope.vantage === key)?.id ?? null
  const isEverywhere =
    sites.length > 0 && sites.every((site) => own.some(({ scope }) => scope.kind === 'site' && scope.vantage === site))
  return isEverywhere ? own[0]!.id : null
}

/** Confirmed and not over. */
const isGoing = (incident: Incident): boolean =>
  !isIncidentOver(incident) && (incident.state === 'open' || incident.state === 'recovering')
