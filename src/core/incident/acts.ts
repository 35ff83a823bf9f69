import type { Text } from '../locale.ts'
import { type Incident, type IncidentUpdate, isIncidentOver } from './incident.ts'
import { worseOf } from './lifecycle.ts'
import { entryOf, withEntries } from './timeline.ts'

/** Somebody takes it on; who does so later replaces them. */
export function acknowledge(
  incident: Incident,
  act: { readonly at: number; readonly by: string; readonly owner: string | null; readonly note: string | null },
): Incident {
  const owner = act.owner ?? act.by
  const text: Text | null = act.note === null ? null : { ja: act.note, en: act.note }
  return {
    ...incident,
    acknowledgement: { at: act.at, by: act.by, owner, note: act.note },
    timeline: withEntries(incident.timeline, [entryOf('acknowledged', act.at, { text, ref: owner })]),
    changedAt: act.at,
  }
}

/** An update in both languages: what was written in one only is shown in the other as it is. */
export function updateTextOf({ ja, en }: IncidentUpdate['text']): Text {
  return { ja: ja ?? en ?? '', en: en ?? ja ?? '' }
}

/** An administrator says something about it. */
export function addUpdate(incident: Incident, update: IncidentUpdate): Incident {
  const entry = entryOf('update', update.at, { text: updateTextOf(update.text), ref: update.by })
  return {
    ...incident,
    updates: [...incident.updates, update],
    timeline: withEntries(incident.timeline, [entry]),
    changedAt: update.at,
  }
}

/** Why two incidents cannot be made one. */
export type MergeProblem = 'same' | 'merged-already' | 'other-is-merged'

export function mergeProblemOf(incident: Incident, into: Incident): MergeProblem | null {
  if (incident.id === into.id) return 'same'
  if (incident.mergedInto !== null) return 'merged-already'
  return into.mergedInto === null ? null : 'other-is-merged'
}

/** One turned out to be part of another: its story goes on there. The other keeps its own state. */
export function mergeIncidents(
  incident: Incident,
  into: Incident,
  act: { readonly at: number; readonly by: string },
): { readonly merged: Incident; readonly into: Incident } {
  const entry = entryOf('merged', act.at, { ref: into.id })
  return {
    merged: {
      ...incident,
      mergedInto: into.id,
      endedAt: incident.endedAt ?? act.at,
      resolvedAt: incident.resolvedAt ?? act.at,
      state: 'resolved',
      timeline: withEntries(incident.timeline, [entry]),
      changedAt: act.at,
    },
    into: {
      ...into,
      startedAt: Math.min(into.startedAt, incident.startedAt),
      worst: worseOf(into.worst, incident.worst),
      components: union(into.components, incident.components),
      sites: union(into.sites, incident.sites),
      notices: union(into.notices, incident.notices),
      updates: [...into.updates, ...incident.updates].sort((a, b) => a.at - b.at),
      acknowledgement: into.acknowledgement ?? incident.acknowledgement,
      timeline: withEntries(into.timeline, [...incident.timeline, entryOf('merged', act.at, { ref: incident.id })]),
      changedAt: act.at,
    },
  }
}

const union = <Item extends string>(left: readonly Item[], right: readonly Item[]): readonly Item[] =>
  [...new Set([...left, ...right])].sort()

/** Whether a merged one is still spoken for by the one that took it in. */
export const isHeldBy = (incident: Incident, all: readonly Incident[]): boolean =>
  incident.mergedInto !== null && all.some((one) => one.id === incident.mergedInto && !isIncidentOver(one))
