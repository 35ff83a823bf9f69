import type { Weekday } from '../../core/calendar.ts'
import type { Occurrence, Recurrence } from '../../core/maintenance/recurrence.ts'
import { nextOccurrences, occurrenceAt } from './occurrences.ts'

/** What goes on and what comes next, remembered until time has passed it: it is asked for at every step. */
export interface Upcoming {
  next(recurrence: Recurrence, at: number): readonly Occurrence[]
  now(recurrence: Recurrence, at: number): Occurrence | null
}

interface Known {
  /** The answers hold from here to before `untilAt`. */
  readonly fromAt: number
  readonly untilAt: number
  readonly now: Occurrence | null
  readonly next: readonly Occurrence[]
}

/** Looks up what comes next of recurring work, and remembers it until it has come. */
export function createUpcoming(workdays: readonly Weekday[]): Upcoming {
  const known = new Map<string, Known>()
  const at = (recurrence: Recurrence, instant: number): Known => {
    const key = JSON.stringify(recurrence)
    const before = known.get(key)
    if (before && before.fromAt <= instant && instant < before.untilAt) return before
    const now = occurrenceAt(recurrence, workdays, instant)
    const next = nextOccurrences(recurrence, workdays, instant, 1)
    const untilAt = Math.min(now?.endAt ?? Number.POSITIVE_INFINITY, next[0]?.startAt ?? instant + 1)
    const after: Known = { fromAt: instant, untilAt, now, next }
    known.set(key, after)
    return after
  }
  return {
    next: (recurrence, instant) => at(recurrence, instant).next,
    now: (recurrence, instant) => at(recurrence, instant).now,
  }
}
