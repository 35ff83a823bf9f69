import type { Text } from '../locale.ts'
import type { Incident, Lane, TimelineEntry, TimelineKind } from './incident.ts'

/** A trouble that goes on for days must not grow without end: the first entries and the newest stay. */
const MOST = 200
const FIRST = 50

const LANE: Readonly<Partial<Record<TimelineKind, Lane>>> = {
  notice: 'notices',
  'notice-changed': 'notices',
  report: 'people',
  post: 'people',
  acknowledged: 'people',
  update: 'people',
  merged: 'people',
}

/** An entry in the lane of its kind. */
export const entryOf = (
  kind: TimelineKind,
  at: number,
  { text = null, ref = null }: { readonly text?: Text | null; readonly ref?: string | null } = {},
): TimelineEntry => ({ at, lane: LANE[kind] ?? 'probes', kind, text, ref })

/** The timeline with more entries, in order of time. */
export function withEntries(
  timeline: readonly TimelineEntry[],
  more: readonly TimelineEntry[],
): readonly TimelineEntry[] {
  if (more.length === 0) return timeline
  const all = [...timeline, ...more].sort((a, b) => a.at - b.at)
  return all.length <= MOST ? all : [...all.slice(0, FIRST), ...all.slice(FIRST - MOST)]
}

/** When each lane first spoke of the trouble; null where it never did. What is done about it is not speaking of it. */
export type FirstWords = Readonly<Record<Lane, number | null>>

const TELLING: Readonly<Record<Lane, readonly TimelineKind[]>> = {
  probes: ['suspected', 'opened'],
  notices: ['notice'],
  people: ['report', 'post'],
}

export function firstWordsOf({ timeline }: Pick<Incident, 'timeline'>): FirstWords {
  const first = (lane: Lane) =>
    timeline.reduce<number | null>(
      (earliest, { at, kind }) =>
        TELLING[lane].includes(kind) && (earliest === null || at < earliest) ? at : earliest,
      null,
    )
  return { probes: first('probes'), notices: first('notices'), people: first('people') }
}

/** How much earlier than the operator's word each of the others came, milliseconds; negative: later; null: one of the two never came. */
export function leadsOf(incident: Pick<Incident, 'timeline'>): {
  readonly probes: number | null
  readonly people: number | null
} {
  const { probes, notices, people } = firstWordsOf(incident)
  const lead = (at: number | null) => (at === null || notices === null ? null : notices - at)
  return { probes: lead(probes), people: lead(people) }
}
