import type { Component } from '../condition.ts'
import {
  INCIDENT_CONDITIONS,
  type Incident,
  type IncidentCondition,
  type IncidentLimits,
  type TimelineEntry,
  type TimelineKind,
} from './incident.ts'
import { type Sight, scopeKeyOf } from './sight.ts'
import { entryOf, withEntries } from './timeline.ts'

/** What a step made of an incident; `changed`: nothing that anybody is told. */
export type IncidentChangeKind =
  | 'suspected'
  | 'cleared'
  | 'opened'
  | 'worsened'
  | 'eased'
  | 'flapping'
  | 'relapsed'
  | 'resolved'
  | 'acknowledged'
  | 'updated'
  | 'noticed'
  | 'changed'

export interface IncidentStep {
  readonly incident: Incident
  readonly changes: readonly IncidentChangeKind[]
}

/** The incident that one scope's trouble begins, still a suspicion. */
export function suspicionOf(sight: Sight, at: number): Incident {
  const startedAt = Math.min(at, (sight.health === 'trouble' ? sight.since : null) ?? at)
  const condition = sight.condition ?? (sight.scope.kind === 'site' ? 'company_network' : 'degraded')
  return {
    id: `${scopeKeyOf(sight.scope)}-${at.toString(36)}`,
    scope: sight.scope,
    state: 'suspected',
    condition,
    worst: condition,
    raw: sight.raw,
    culprit: sight.culprit,
    startedAt,
    suspectedAt: at,
    openedAt: null,
    recoveringAt: null,
    endedAt: null,
    resolvedAt: null,
    spells: [],
    isFlapping: false,
    isUnseen: false,
    components: [],
    sites: [],
    confidence: sight.confidence,
    advice: sight.advice,
    acknowledgement: null,
    updates: [],
    notices: [],
    mergedInto: null,
    timeline: [entryOf('suspected', at)],
    changedAt: at,
  }
}

/** The incident after one more verdict. The same thresholds open and end it; what cannot be seen does neither. */
export function stepIncident(before: Incident, sight: Sight, at: number, limits: IncidentLimits): IncidentStep {
  const seen = seenAs(before, sight, at)
  if (sight.health === 'gone') return seen.state === 'resolved' ? unchanged(seen, before) : resolve(seen, at)
  if (sight.health === 'unknown') return unchanged(calmBroken(seen), before)
  if (sight.health === 'trouble') return inTrouble(seen, before, sight, at, limits)
  return sight.raw === 'trouble' ? wavering(seen, before, at, limits) : inCalm(seen, before, sight, at, limits)
}

const unchanged = (incident: Incident, before: Incident): IncidentStep => ({
  incident,
  changes: incident === before ? [] : ['changed'],
})
const calmBroken = (incident: Incident): Incident =>
  incident.recoveringAt === null ? incident : { ...incident, recoveringAt: null }

/** Whether it can be seen at the moment, and what the newest looks say. */
function seenAs(before: Incident, sight: Sight, at: number): Incident {
  const isUnseen = before.state !== 'resolved' && sight.health === 'unknown'
  const raw = sight.raw
  if (isUnseen === before.isUnseen && raw === before.raw) return before
  const kind: TimelineKind = isUnseen ? 'unseen' : 'seen-again'
  return {
    ...before,
    isUnseen,
    raw,
    timeline: isUnseen === before.isUnseen ? before.timeline : withEntries(before.timeline, [entryOf(kind, at)]),
    changedAt: at,
  }
}

/** Confirmed trouble. */
function inTrouble(seen: Incident, before: Incident, sight: Sight, at: number, limits: IncidentLimits): IncidentStep {
  if (seen.state === 'suspected') {
    const waiting = touched(calmBroken(seen), sight, at)
    return at - seen.suspectedAt < limits.confirmMs ? unchanged(waiting, before) : open(waiting, sight, at, limits)
  }
  if (seen.state === 'resolved') {
    const again = suspectedAgain(seen, at)
    return limits.confirmMs === 0 ? open(touched(again.incident, sight, at), sight, at, limits) : again
  }
  if (seen.state === 'recovering') return reopen(touched(seen, sight, at), sight, at, limits, [])
  const now = touched(seen, sight, at)
  const { condition } = sight
  if (condition === null || condition === now.condition) return unchanged(now, before)
  const isWorse = rankOf(condition) > rankOf(now.condition)
  return {
    incident: logged({ ...now, condition, worst: worseOf(now.worst, condition) }, at, [
      entryOf(isWorse ? 'worsened' : 'eased', at),
    ]),
    changes: [isWorse ? 'worsened' : 'eased'],
  }
}

/** Nothing is confirmed, but the newest looks are bad: no calm, and perhaps a beginning. */
function wavering(seen: Incident, before: Incident, at: number, limits: IncidentLimits): IncidentStep {
  if (seen.state !== 'resolved') return unchanged(calmBroken(seen), before)
  return at - seen.resolvedAt! > limits.relapseMs ? unchanged(seen, before) : suspectedAgain(seen, at)
}

/** It seems to be back. Of a trouble that people know of nothing is told before it is confirmed. */
function suspectedAgain(incident: Incident, at: number): IncidentStep {
  const again: Incident = { ...incident, state: 'suspected', suspectedAt: at, recoveringAt: null, changedAt: at }
  if (incident.openedAt !== null) return { incident: again, changes: ['changed'] }
  const anew: Incident = { ...again, startedAt: at, endedAt: null, resolvedAt: null }
  return { incident: logged(anew, at, [entryOf('suspected', at)]), changes: ['suspected'] }
}

/** Confirmed calm. It began with the first look that was well again. */
function inCalm(seen: Incident, before: Incident, sight: Sight, at: number, limits: IncidentLimits): IncidentStep {
  if (seen.state === 'resolved') return unchanged(seen, before)
  if (seen.state === 'open') {
    const wellAt = Math.min(at, sight.since ?? at)
    const spells = seen.spells.map((spell) =>
      spell.toAt === null ? { ...spell, toAt: Math.max(spell.fromAt, wellAt) } : spell,
    )
    const calm: Incident = { ...seen, state: 'recovering', recoveringAt: at, spells }
    return settled(logged(calm, at, [entryOf('recovering', at)]), at, limits, ['changed'])
  }
  const calm = seen.recoveringAt === null ? { ...seen, recoveringAt: at, changedAt: at } : seen
  return settled(calm, at, limits, calm === before ? [] : ['changed'])
}

function settled(calm: Incident, at: number, limits: IncidentLimits, otherwise: IncidentStep['changes']): IncidentStep {
  const neededMs = calm.isFlapping ? Math.max(limits.flapping.calmMs, limits.confirmMs) : limits.confirmMs
  if (at - calm.recoveringAt! < neededMs) return { incident: calm, changes: otherwise }
  return calm.state === 'suspected' ? clear(calm, at) : resolve(calm, at)
}

function resolve(incident: Incident, at: number): IncidentStep {
  if (incident.state === 'suspected') return clear(incident, at)
  const spells = incident.spells.map((spell) => (spell.toAt === null ? { ...spell, toAt: at } : spell))
  const endedAt = spells.at(-1)?.toAt ?? at
  return {
    incident: logged({ ...incident, state: 'resolved', spells, endedAt, resolvedAt: at, isUnseen: false }, at, [
      entryOf('resolved', at),
    ]),
    changes: ['resolved'],
  }
}

/** A suspicion came to nothing; after a trouble that is over, it stays over as it was. */
function clear(incident: Incident, at: number): IncidentStep {
  if (incident.openedAt !== null)
    return { incident: { ...incident, state: 'resolved', isUnseen: false, changedAt: at }, changes: ['changed'] }
  return {
    incident: logged({ ...incident, state: 'resolved', endedAt: at, resolvedAt: at, isUnseen: false }, at, [
      entryOf('cleared', at),
    ]),
    changes: ['cleared'],
  }
}

function open(incident: Incident, sight: Sight, at: number, limits: IncidentLimits): IncidentStep {
  const firstAt = Math.min(sight.since ?? incident.suspectedAt, at)
  const condition = sight.condition ?? incident.condition
  if (incident.openedAt !== null) return reopen({ ...incident, condition }, sight, at, limits, ['relapsed'])
  const startedAt = Math.min(firstAt, incident.suspectedAt)
  return {
    incident: logged(
      {
        ...incident,
        state: 'open',
        condition,
        worst: condition,
        startedAt,
        openedAt: at,
        spells: [{ fromAt: startedAt, toAt: null }],
      },
      at,
      [entryOf('first-failure', startedAt), entryOf('opened', at)],
    ),
    changes: ['opened'],
  }
}

/** Trouble is back before, or soon after, it was believed to be over. */
function reopen(
  incident: Incident,
  sight: Sight,
  at: number,
  limits: IncidentLimits,
  told: IncidentStep['changes'],
): IncidentStep {
  const lastEnd = incident.spells.at(-1)?.toAt ?? incident.startedAt
  const noticedAt = incident.state === 'suspected' ? incident.suspectedAt : at
  const fromAt = Math.max(lastEnd, Math.min(sight.since ?? at, noticedAt))
  const spells = [...incident.spells, { fromAt, toAt: null }]
  const recent = spells.filter((spell) => spell.fromAt > at - limits.flapping.withinMs).length
  const isFlapping = recent >= limits.flapping.spells
  const starts = isFlapping && !incident.isFlapping
  const condition = sight.condition ?? incident.condition
  const worst = worseOf(incident.worst, condition)
  const again: Incident = {
    ...incident,
    state: 'open',
    condition,
    worst,
    spells,
    isFlapping,
    recoveringAt: null,
    endedAt: null,
    resolvedAt: null,
  }
  return {
    incident: logged(again, at, [entryOf('relapsed', at), ...(starts ? [entryOf('flapping', at)] : [])]),
    changes: starts ? ['flapping'] : told.length > 0 ? told : ['changed'],
  }
}

const logged = (incident: Incident, at: number, entries: readonly TimelineEntry[]): Incident => ({
  ...incident,
  timeline: withEntries(incident.timeline, entries),
  changedAt: at,
})

/** A confidence that moved by less is not worth a row. */
const CONFIDENCE_STEP = 0.1

/** What is touched only grows: offices and parts that are well again were touched all the same. */
function touched(incident: Incident, { components, sites, confidence, advice, culprit }: Sight, at: number): Incident {
  const newSites = sites.filter((site) => !incident.sites.includes(site))
  const newComponents = components.filter((component) => !incident.components.includes(component))
  const isOther = culprit !== incident.culprit || advice.join() !== incident.advice.join()
  const isSurer = Math.abs(confidence - incident.confidence) >= CONFIDENCE_STEP
  if (newSites.length + newComponents.length === 0 && !isOther && !isSurer) return incident
  return logged(
    {
      ...incident,
      components: unionOf(incident.components, newComponents),
      sites: unionOf(incident.sites, newSites),
      culprit,
      confidence,
      advice,
    },
    at,
    incident.scope.kind === 'service' ? newSites.map((site) => entryOf('site-affected', at, { ref: site })) : [],
  )
}

const unionOf = <Item extends Component | string>(left: readonly Item[], right: readonly Item[]): readonly Item[] =>
  right.length === 0 ? left : [...left, ...right].sort()

export const rankOf = (condition: IncidentCondition): number => INCIDENT_CONDITIONS.indexOf(condition)
export const worseOf = (left: IncidentCondition, right: IncidentCondition): IncidentCondition =>
  rankOf(left) >= rankOf(right) ? left : right
