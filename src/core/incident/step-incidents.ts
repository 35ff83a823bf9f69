import type { HumanAct } from '../alert/facts.ts'
import type { Notice } from '../notice.ts'
import type { Verdict } from '../verdict.ts'
import { acknowledge, addUpdate, isHeldBy, mergeIncidents, mergeProblemOf } from './acts.ts'
import { type Incident, type IncidentLimits, isIncidentOver } from './incident.ts'
import { type IncidentChangeKind, stepIncident, suspicionOf } from './lifecycle.ts'
import { blindSight, type IsExcused, type Sight, scopeKeyOf, sightsOf } from './sight.ts'
import { withNotices, withPeople } from './voices.ts'

export interface IncidentFacts {
  readonly at: number
  /** Null where nothing is known now. */
  readonly verdict: Verdict | null
  readonly notices: readonly Notice[]
  readonly acts: readonly HumanAct[]
  readonly isExcused: IsExcused
}

/** One change that people may be told, with the incident as it is after the step. */
export interface IncidentChange {
  readonly kind: IncidentChangeKind
  readonly incident: Incident
}

export interface IncidentsStep {
  /** Those that go on, and those that may yet relapse or be spoken of. */
  readonly incidents: readonly Incident[]
  readonly changes: readonly IncidentChange[]
  /** Those that an act merged into another. */
  readonly merges: readonly { readonly from: Incident; readonly into: Incident }[]
}

/** How long an incident that is over is remembered: a late notice still finds it. */
const REMEMBERED_MS = 24 * 60 * 60_000

/** All incidents after one step: what people did first, then what was seen, then what others say. */
export function stepIncidents(known: readonly Incident[], facts: IncidentFacts, limits: IncidentLimits): IncidentsStep {
  const told = new Map<string, IncidentChangeKind[]>()
  const note = (incident: Incident, kinds: readonly IncidentChangeKind[]) =>
    told.set(incident.id, [...(told.get(incident.id) ?? []), ...kinds])
  const { incidents: acted, merges } = afterActs(known, facts.acts, note)
  const seen = afterSights(acted, facts, limits, note)
  const heard = seen.map((incident) => withVoices(incident, facts, note))
  return {
    incidents: heard.filter(
      (one) => !isIncidentOver(one) || (one.resolvedAt ?? one.changedAt) > facts.at - REMEMBERED_MS,
    ),
    changes: heard.flatMap((incident) => (told.get(incident.id) ?? []).map((kind) => ({ kind, incident }))),
    merges: merges.map(({ from, into }) => ({ from, into: heard.find(({ id }) => id === into.id) ?? into })),
  }
}

type Note = (incident: Incident, kinds: readonly IncidentChangeKind[]) => void

function afterActs(known: readonly Incident[], acts: readonly HumanAct[], note: Note) {
  const byId = new Map(known.map((incident) => [incident.id, incident]))
  const merges: { from: Incident; into: Incident }[] = []
  for (const act of acts) {
    const incident = byId.get(act.incident)
    // What is no longer known cannot be changed here; the store answers for it.
    if (!incident) continue
    if (act.kind === 'acknowledge') {
      byId.set(incident.id, acknowledge(incident, act))
      note(incident, ['acknowledged'])
    } else if (act.kind === 'update') {
      byId.set(incident.id, addUpdate(incident, { at: act.at, by: act.by, text: act.text }))
      note(incident, ['updated'])
    } else {
      const into = byId.get(act.into)
      if (!into || mergeProblemOf(incident, into) !== null) continue
      const both = mergeIncidents(incident, into, act)
      byId.set(incident.id, both.merged)
      byId.set(into.id, both.into)
      note(incident, ['changed'])
      note(into, ['changed'])
      merges.push({ from: both.merged, into: both.into })
    }
  }
  return { incidents: [...byId.values()], merges }
}

function afterSights(known: readonly Incident[], facts: IncidentFacts, limits: IncidentLimits, note: Note): Incident[] {
  const { at, verdict, isExcused } = facts
  const sights = sightsOf(verdict, isExcused)
  const seenScopes = new Set((sights ?? []).map(({ scope }) => scopeKeyOf(scope)))
  const unseen = known
    .filter((one) => !isIncidentOver(one) && !seenScopes.has(scopeKeyOf(one.scope)))
    .map(({ scope }) => blindSight(scope, sights === null ? 'unknown' : 'gone'))
  const byId = new Map(known.map((incident) => [incident.id, incident]))
  for (const sight of [...(sights ?? []), ...unseen]) {
    const before = currentOf([...byId.values()], sight, at, limits)
    if (before === 'held') continue
    const beginning = before ?? beginningOf(sight, at)
    if (beginning === null) continue
    const { incident, changes } = stepIncident(beginning, sight, at, limits)
    const isNew = before === null
    // A suspicion that is confirmed at once was never one.
    const kinds = isNew && !changes.includes('opened') ? (['suspected', ...changes] as const) : changes
    byId.set(incident.id, incident)
    note(incident, kinds)
  }
  return [...byId.values()]
}

/** The incident that this scope's trouble belongs to; `held`: it was merged into one that goes on. */
function currentOf(
  all: readonly Incident[],
  { scope }: Sight,
  at: number,
  limits: IncidentLimits,
): Incident | 'held' | null {
  const own = all.filter((one) => scopeKeyOf(one.scope) === scopeKeyOf(scope))
  const going = own.find((one) => !isIncidentOver(one))
  if (going) return going
  if (own.some((one) => isHeldBy(one, all))) return 'held'
  const lately = own
    .filter((one) => one.mergedInto === null && one.resolvedAt !== null && at - one.resolvedAt <= limits.relapseMs)
    .sort((a, b) => b.resolvedAt! - a.resolvedAt!)
  return lately[0] ?? null
}

const beginningOf = (sight: Sight, at: number): Incident | null =>
  sight.health === 'trouble' || (sight.health === 'well' && sight.raw === 'trouble') ? suspicionOf(sight, at) : null

function withVoices(incident: Incident, { verdict, notices }: IncidentFacts, note: Note): Incident {
  const { incident: noticed, isNew } = withNotices(incident, notices)
  if (isNew) note(incident, [isIncidentOver(incident) ? 'changed' : 'noticed'])
  const heard = verdict === null ? noticed : withPeople(noticed, verdict)
  if (heard !== incident && !isNew) note(incident, ['changed'])
  return heard
}
