/** Turns probabilities into a condition that does not flicker: quick to say trouble, a little slower to take it back. */

export interface Settled<Condition extends string> {
  readonly condition: Condition
  /** When it began; null while nothing is known. */
  readonly since: number | null
  /** What the newest looks alone would say, and since when they say so. */
  readonly leaning: Condition
  readonly leaningSince: number
  /** The last times it changed from fine to trouble: each one makes it slower to call the next calm an end. */
  readonly onsets: readonly number[]
}

export const unsettled = <Condition extends string>(condition: Condition, at: number): Settled<Condition> => ({
  condition,
  since: null,
  leaning: condition,
  leaningSince: at,
  onsets: [],
})

const ONSETS_KEPT_MS = 60 * 60_000

/**
 * The condition after one more reading. `waitMs` tells how long a leaning must hold before it counts;
 * `startsAt` is what a new condition began with (the first failed look).
 */
export function settle<Condition extends string>(
  before: Settled<Condition>,
  leaning: Condition,
  at: number,
  waitMs: (from: Condition, to: Condition, onsets: number) => number,
  startsAt: number | null,
  isTrouble: (condition: Condition) => boolean,
): Settled<Condition> {
  const leaningSince = leaning === before.leaning ? before.leaningSince : at
  const onsets = before.onsets.filter((onset) => onset > at - ONSETS_KEPT_MS)
  if (leaning === before.condition) return { ...before, leaning, leaningSince, onsets }
  if (at - leaningSince < waitMs(before.condition, leaning, onsets.length))
    return { ...before, leaning, leaningSince, onsets }
  const begins = isTrouble(leaning) && !isTrouble(before.condition)
  return {
    condition: leaning,
    since: begins ? (startsAt ?? leaningSince) : leaningSince,
    leaning,
    leaningSince,
    onsets: begins ? [...onsets, at] : onsets,
  }
}
