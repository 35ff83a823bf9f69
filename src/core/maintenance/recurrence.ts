import type { Weekday } from '../calendar.ts'
import type { Component } from '../condition.ts'
import type { Text } from '../locale.ts'

/** Which days. A day that a month does not have is left out in that month; −1 counts from its end. */
export type RecurringDay =
  | { readonly kind: 'daily' }
  /** Every so many weeks, counted from the week of `fromDate` (`2026-11-23`; weeks begin on Monday). */
  | {
      readonly kind: 'weekly'
      readonly everyWeeks: number
      readonly weekdays: readonly Weekday[]
      readonly fromDate: string | null
    }
  | { readonly kind: 'monthly-weekday'; readonly nth: 1 | 2 | 3 | 4 | 5 | -1; readonly weekday: Weekday }
  | { readonly kind: 'monthly-date'; readonly day: number }

/** What happens when the day is a Japanese public holiday (or, for `next-business-day`, the next day is none to work either). */
export const HOLIDAY_RULES = ['same', 'next-business-day', 'skip'] as const
export type HolidayRule = (typeof HOLIDAY_RULES)[number]

/** When something recurs, by the wall clock of a zone. */
export interface Recurrence {
  readonly day: RecurringDay
  /** Minutes after midnight of that day; 25:30 is 1530 and still belongs to that day, as Japanese night work is written. */
  readonly minute: number
  readonly durationMs: number
  /** IANA name. */
  readonly zone: string
  readonly onHoliday: HolidayRule
}

/** One time it happens. A window over midnight belongs to the day it starts on. */
export interface Occurrence {
  /** `2026-12-02`: the day it belongs to, after any move for a holiday. */
  readonly date: string
  /** The day it would have been on. */
  readonly plannedDate: string
  readonly startAt: number
  readonly endAt: number
}

/** Maintenance that is known to come again and again, from configuration. */
export interface RecurringMaintenance {
  readonly id: string
  readonly title: Text
  readonly recurrence: Recurrence
  readonly components: readonly Component[]
  readonly url: string | null
}
