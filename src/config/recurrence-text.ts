import { WEEKDAYS, type Weekday } from '../core/calendar.ts'
import type { Text } from '../core/locale.ts'
import type { RecurringDay } from '../core/maintenance/recurrence.ts'

/** What may be written under `when`. */
export const RECURRENCE_FORMS: Text = {
  ja: '"daily 02:00"、"wed,fri 02:00"、"every 2 weeks from 2026-11-25 wed 02:00"、"first wed 02:00"、"last fri 25:30"、"day 15 22:00" のどれかの形にしてください',
  en: 'must look like "daily 02:00", "wed,fri 02:00", "every 2 weeks from 2026-11-25 wed 02:00", "first wed 02:00", "last fri 25:30" or "day 15 22:00"',
}

const NTH = { first: 1, second: 2, third: 3, fourth: 4, fifth: 5, last: -1 } as const
const FORM =
  /^(?:(?<daily>daily)|(?:every (?<weeks>\d{1,2}) weeks from (?<from>\d{4}-\d{2}-\d{2}) )?(?<weekdays>[a-z]{3}(?:,[a-z]{3}){0,6})|(?<nth>first|second|third|fourth|fifth|last) (?<weekday>[a-z]{3})|day (?<day>\d{1,2}|last)) (?<hour>\d{2}):(?<minute>[0-5]\d)$/

const isWeekday = (word: string | undefined): word is Weekday => WEEKDAYS.some((day) => day === word)
const isDate = (text: string) => new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true

/** Reads when something recurs: which days, and the minute after midnight (25:30 is the next morning). Null: not one of the forms. */
export function parseRecurrenceText(text: string): { readonly day: RecurringDay; readonly minute: number } | null {
  const found = FORM.exec(text.trim().toLowerCase().replaceAll(/\s+/g, ' '))?.groups
  if (!found) return null
  const minute = Number(found.hour) * 60 + Number(found.minute)
  const day = dayOf(found)
  return day === null || minute >= 36 * 60 ? null : { day, minute }
}

function dayOf(found: Record<string, string | undefined>): RecurringDay | null {
  if (found.daily) return { kind: 'daily' }
  if (found.nth) {
    const nth = NTH[found.nth as keyof typeof NTH]
    return isWeekday(found.weekday) ? { kind: 'monthly-weekday', nth, weekday: found.weekday } : null
  }
  if (found.day) {
    const day = found.day === 'last' ? -1 : Number(found.day)
    return day === -1 || (day >= 1 && day <= 31) ? { kind: 'monthly-date', day } : null
  }
  const weekdays = (found.weekdays ?? '').split(',')
  const everyWeeks = Number(found.weeks ?? 1)
  if (!weekdays.every(isWeekday) || everyWeeks < 1) return null
  if (found.from !== undefined && !isDate(found.from)) return null
  return { kind: 'weekly', everyWeeks, weekdays, fromDate: found.from ?? null }
}
