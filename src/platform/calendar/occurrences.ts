import { Temporal } from 'temporal-polyfill'
import type { Weekday } from '../../core/calendar.ts'
import type { Occurrence, Recurrence, RecurringDay } from '../../core/maintenance/recurrence.ts'
import { type Day, dayAt, daysBetween, instantOf, isHoliday, weekdayOf } from './days.ts'

/** No run of days off is longer: how far a day can move. */
const FARTHEST_MOVE_DAYS = 20
const DAY_MS = 86_400_000
/** How far ahead is looked, step by step, until there are enough. */
const HORIZONS_DAYS = [70, 400, 4_000]

/** The next ones that start after `at`, in order. */
export function nextOccurrences(
  recurrence: Recurrence,
  workdays: readonly Weekday[],
  at: number,
  count: number,
): readonly Occurrence[] {
  const today = dayAt(at, recurrence.zone)
  for (const horizon of HORIZONS_DAYS) {
    const found = occurrencesBetween(recurrence, workdays, today.subtract({ days: 2 }), today.add({ days: horizon }))
    const next = found.filter(({ startAt }) => startAt > at).slice(0, count)
    if (next.length === count) return next
    if (horizon === HORIZONS_DAYS.at(-1)) return next
  }
  return []
}

/** The one that is going on at that instant: the earliest, where several overlap. */
export function occurrenceAt(recurrence: Recurrence, workdays: readonly Weekday[], at: number): Occurrence | null {
  const today = dayAt(at, recurrence.zone)
  const from = today.subtract({ days: 3 + Math.ceil(recurrence.durationMs / DAY_MS) })
  const found = occurrencesBetween(recurrence, workdays, from, today.add({ days: 1 }))
  return found.find(({ startAt, endAt }) => startAt <= at && at < endAt) ?? null
}

/** Those that belong to the days from one to another; two that moved to one day are one. */
function occurrencesBetween(
  { day: rule, minute, durationMs, zone, onHoliday }: Recurrence,
  workdays: readonly Weekday[],
  from: Day,
  to: Day,
): readonly Occurrence[] {
  const byDate = new Map<string, Occurrence>()
  for (const planned of daysBetween(from.subtract({ days: FARTHEST_MOVE_DAYS }), to)) {
    if (!isPlanned(rule, planned)) continue
    const day = isHoliday(planned) ? movedFrom(planned, onHoliday, workdays) : planned
    if (day === null || Temporal.PlainDate.compare(day, from) < 0 || Temporal.PlainDate.compare(day, to) > 0) continue
    const date = day.toString()
    const startAt = instantOf(day, minute, zone)
    // A day that is planned itself is not taken for one that moved there.
    if (!byDate.has(date) || day === planned)
      byDate.set(date, { date, plannedDate: planned.toString(), startAt, endAt: startAt + durationMs })
  }
  return [...byDate.values()].sort((a, b) => a.startAt - b.startAt)
}

function isPlanned(rule: RecurringDay, day: Day): boolean {
  switch (rule.kind) {
    case 'daily':
      return true
    case 'weekly':
      return rule.weekdays.includes(weekdayOf(day)) && weeksBetween(rule.fromDate, day) % rule.everyWeeks === 0
    case 'monthly-weekday':
      if (weekdayOf(day) !== rule.weekday) return false
      return rule.nth === -1 ? day.day + 7 > day.daysInMonth : Math.ceil(day.day / 7) === rule.nth
    case 'monthly-date':
      return day.day === (rule.day < 0 ? day.daysInMonth + 1 + rule.day : rule.day)
  }
}

/** A Monday, for rules that do not say which week is the first. */
const FIRST_MONDAY = '2024-01-01'

/** Whole weeks, Monday to Sunday, from the week of one day to that of another; never negative, for the sake of `%`. */
function weeksBetween(fromDate: string | null, day: Day): number {
  const mondayOf = (one: Day) => one.subtract({ days: one.dayOfWeek - 1 })
  const from = mondayOf(Temporal.PlainDate.from(fromDate ?? FIRST_MONDAY))
  return Math.abs(from.until(mondayOf(day), { largestUnit: 'days' }).days / 7)
}

function movedFrom(day: Day, onHoliday: Recurrence['onHoliday'], workdays: readonly Weekday[]): Day | null {
  if (onHoliday === 'same') return day
  if (onHoliday === 'skip') return null
  for (let shift = 1; shift <= FARTHEST_MOVE_DAYS; shift++) {
    const later = day.add({ days: shift })
    if (!isHoliday(later) && workdays.includes(weekdayOf(later))) return later
  }
  return null
}
