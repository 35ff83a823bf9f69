import type { Occurrence, Recurrence } from './maintenance/recurrence.ts'

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** A part of the day by the wall clock, minutes after midnight. Where `to` is not after `from` it ends on the next day. */
export interface DaySpan {
  readonly fromMinute: number
  readonly toMinute: number
}

/** When people work and when they sleep, in one zone. */
export interface Hours {
  readonly business: DaySpan & { readonly days: readonly Weekday[] }
  /** Null: nobody minds. */
  readonly quiet: DaySpan | null
  /** Whether Japanese public holidays count as days off. */
  readonly holidays: boolean
}

export const USUAL_HOURS: Hours = {
  business: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], fromMinute: 9 * 60, toMinute: 18 * 60 },
  quiet: { fromMinute: 22 * 60, toMinute: 7 * 60 },
  holidays: true,
}

/** Which hours something may be told in. `not-quiet`: outside the quiet hours. */
export const TELLING_HOURS = ['always', 'business', 'not-quiet'] as const
export type TellingHours = (typeof TELLING_HOURS)[number]

/** What has to be known about days and zones; the machine behind it is in `platform/calendar`. */
export interface Calendar {
  /** IANA name. */
  readonly zone: string
  isWithin(hours: TellingHours, at: number): boolean
  /** The first instant not before `at` that is within; null where there is none in the next 40 days. */
  nextWithin(hours: TellingHours, at: number): number | null
  /** Business time between two instants, milliseconds. */
  businessMsBetween(fromAt: number, toAt: number): number
  /** The next ones whose start is after `at`, at most `count`, by start. */
  nextOccurrences(recurrence: Recurrence, at: number, count: number): readonly Occurrence[]
  /** The one that is going on at that instant, if any. */
  occurrenceAt(recurrence: Recurrence, at: number): Occurrence | null
}
