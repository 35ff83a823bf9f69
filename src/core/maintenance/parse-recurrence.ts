import { WEEKDAYS, type Weekday } from '../calendar.ts'
import type { Text } from '../locale.ts'
import type { Recurrence, RecurringDay } from './recurrence.ts'

/** The part of a recurrence that is written as one line. */
export type RecurringTime = Pick<Recurrence, 'day' | 'minute'>
export type ParsedRecurrence = { readonly time: RecurringTime } | { readonly problem: Text }

const NTH: Readonly<Record<string, 1 | 2 | 3 | 4 | 5 | -1>> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  fifth: 5,
  '5th': 5,
  last: -1,
}
const JAPANESE_DAYS = '月火水木金土日'

/** The Japanese way of writing it, in the words of the English one. */
const inEnglish = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/毎日/g, ' daily ')
    .replace(/月末/g, ' last day ')
    .replace(/隔週/g, ' every 2 weeks ')
    .replace(/毎週|毎月/g, ' ')
    .replace(/最終/g, ' last ')
    .replace(/第([1-5])/g, (_, nth: string) => ` ${Object.keys(NTH)[Number(nth) * 2 - 2]} `)
    .replace(/([月火水木金土日])曜日?/g, (_, day: string) => ` ${WEEKDAYS[JAPANESE_DAYS.indexOf(day)]} `)
    .replace(/(\d{1,2})日/g, ' day $1 ')
    .replace(/[・、,]\s*/g, ' ')
    .replace(/から/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const DAY = `(?:${WEEKDAYS.join('|')})[a-z]*`
const TIME = '(\\d{1,2}):(\\d\\d)'
const FORMS: readonly (readonly [RegExp, (parts: readonly string[]) => RecurringDay | null])[] = [
  [new RegExp(`^(?:daily|every day) ${TIME}$`), () => ({ kind: 'daily' })],
  [
    new RegExp(`^(?:every )?(?:the )?(${Object.keys(NTH).join('|')}) (${DAY}) ${TIME}$`),
    ([nth, day]) => ({ kind: 'monthly-weekday', nth: NTH[nth!]!, weekday: weekdayOf(day!) }),
  ],
  [/^(?:the )?last day (\d{1,2}):(\d\d)$/, () => ({ kind: 'monthly-date', day: -1 })],
  [/^day (\d{1,2}) (\d{1,2}):(\d\d)$/, ([day]) => dateOf(day!)],
  [/^(?:the )?(\d{1,2})(?:st|nd|rd|th) (\d{1,2}):(\d\d)$/, ([day]) => dateOf(day!)],
  [
    new RegExp(`^every (\\d{1,2}) weeks ((?:${DAY} )+)${TIME}(?: from (\\d{4}-\\d\\d-\\d\\d))?$`),
    ([weeks, days, , , from]) => weeklyOf(Number(weeks), days!, from ?? null),
  ],
  [new RegExp(`^(?:every )?((?:${DAY} )+)${TIME}$`), ([days]) => weeklyOf(1, days!, null)],
]

const weekdayOf = (day: string): Weekday => day.slice(0, 3) as Weekday
const dateOf = (day: string): RecurringDay | null =>
  Number(day) >= 1 && Number(day) <= 31 ? { kind: 'monthly-date', day: Number(day) } : null

function weeklyOf(everyWeeks: number, days: string, fromDate: string | null): RecurringDay | null {
  if (everyWeeks < 1 || everyWeeks > 52 || (fromDate !== null && Number.isNaN(Date.parse(fromDate)))) return null
  const named = new Set(days.trim().split(' ').map(weekdayOf))
  return { kind: 'weekly', everyWeeks, weekdays: WEEKDAYS.filter((day) => named.has(day)), fromDate }
}

const PROBLEM: Text = {
  ja: '"wed 02:00"、"first wed 02:00"、"day 15 22:00"、"last day 22:00"、"every 2 weeks wed 02:00 from 2026-01-07"、"daily 03:00" のように書いてください（「第1水曜 02:00」でも可。翌朝は 25:00 のように書けます）',
  en: 'must look like "wed 02:00", "first wed 02:00", "day 15 22:00", "last day 22:00", "every 2 weeks wed 02:00 from 2026-01-07" or "daily 03:00" (25:00 is one in the morning of the next day)',
}

/** Reads `first wed 02:00` and the like, in English or Japanese. Hours go up to 29:59: that night still belongs to its day. */
export function parseRecurrence(text: string): ParsedRecurrence {
  const plain = inEnglish(text)
  for (const [form, read] of FORMS) {
    const parts = form.exec(plain)?.slice(1)
    if (!parts) continue
    const day = read(parts)
    const minute = minuteOf(/(\d{1,2}):(\d\d)/.exec(plain)!)
    if (day && minute !== null) return { time: { day, minute } }
  }
  return { problem: PROBLEM }
}

function minuteOf([, hours, minutes]: RegExpExecArray): number | null {
  const [h, m] = [Number(hours), Number(minutes)]
  return h <= 29 && m <= 59 ? h * 60 + m : null
}
