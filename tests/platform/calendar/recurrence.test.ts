import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { USUAL_HOURS, WEEKDAYS } from '../../../src/core/calendar.ts'
import { parseRecurrence } from '../../../src/core/maintenance/parse-recurrence.ts'
import type { Recurrence, RecurringDay } from '../../../src/core/maintenance/recurrence.ts'
import { createCalendar } from '../../../src/platform/calendar/create-calendar.ts'

const HOUR_MS = 3_600_000
const calendar = createCalendar('Asia/Tokyo', USUAL_HOURS)
const at = (text: string) => Date.parse(text)

const recurring = (text: string, rest: Partial<Recurrence> = {}): Recurrence => {
  const parsed = parseRecurrence(text)
  if ('problem' in parsed) throw new Error(parsed.problem.en)
  return { ...parsed.time, durationMs: 4 * HOUR_MS, zone: 'Asia/Tokyo', onHoliday: 'same', ...rest }
}
const starts = (recurrence: Recurrence, from: string, count: number) =>
  calendar
    .nextOccurrences(recurrence, at(from), count)
    .map(({ startAt }) =>
      Temporal.Instant.fromEpochMilliseconds(startAt)
        .toZonedDateTimeISO(recurrence.zone)
        .toString({ smallestUnit: 'minute', timeZoneName: 'never' }),
    )

test('the first Wednesday at 02:00 is the early morning of that Wednesday, in Japan', () => {
  expect(starts(recurring('first wed 02:00'), '2026-11-23T00:00:00+09:00', 3)).toEqual([
    '2026-12-02T02:00+09:00',
    '2027-01-06T02:00+09:00',
    '2027-02-03T02:00+09:00',
  ])
})

test('work at 25:30 belongs to the evening before', () => {
  const [first] = calendar.nextOccurrences(recurring('第1水曜 25:30'), at('2026-12-01T00:00:00+09:00'), 1)
  expect(first).toEqual({
    date: '2026-12-02',
    plannedDate: '2026-12-02',
    startAt: at('2026-12-03T01:30:00+09:00'),
    endAt: at('2026-12-03T05:30:00+09:00'),
  })
})

test('a window over midnight is still going on in the morning', () => {
  const night = recurring('sat 23:00', { durationMs: 8 * HOUR_MS })
  expect(calendar.occurrenceAt(night, at('2026-11-29T06:59:00+09:00'))?.date).toBe('2026-11-28')
  expect(calendar.occurrenceAt(night, at('2026-11-29T07:00:00+09:00'))).toBeNull()
})

test.each([
  // 2026-11-23 (Mon) is 勤労感謝の日; 2026-05-04 to 06 are holidays in a row.
  ['mon 02:00', 'same', '2026-11-20T00:00:00+09:00', ['2026-11-23T02:00+09:00', '2026-11-30T02:00+09:00']],
  ['mon 02:00', 'skip', '2026-11-20T00:00:00+09:00', ['2026-11-30T02:00+09:00', '2026-12-07T02:00+09:00']],
  ['mon 02:00', 'next-business-day', '2026-11-20T00:00:00+09:00', ['2026-11-24T02:00+09:00', '2026-11-30T02:00+09:00']],
  [
    'mon tue 02:00',
    'next-business-day',
    '2026-05-01T00:00:00+09:00',
    ['2026-05-07T02:00+09:00', '2026-05-11T02:00+09:00'],
  ],
  // A Saturday that is no holiday stays where it is.
  ['sat 02:00', 'next-business-day', '2026-11-20T00:00:00+09:00', ['2026-11-21T02:00+09:00', '2026-11-28T02:00+09:00']],
] as const)('%s, on a holiday %s', (text, onHoliday, from, expected) => {
  expect(starts(recurring(text, { onHoliday }), from, 2)).toEqual(expected)
})

test.each([
  ['day 31 22:00', ['2026-12-31T22:00+09:00', '2027-01-31T22:00+09:00', '2027-03-31T22:00+09:00']],
  ['last day 22:00', ['2026-11-30T22:00+09:00', '2026-12-31T22:00+09:00', '2027-01-31T22:00+09:00']],
  ['毎月15日 22:00', ['2026-12-15T22:00+09:00', '2027-01-15T22:00+09:00', '2027-02-15T22:00+09:00']],
  ['fifth sun 01:00', ['2026-11-29T01:00+09:00', '2027-01-31T01:00+09:00', '2027-05-30T01:00+09:00']],
  ['last fri 23:30', ['2026-11-27T23:30+09:00', '2026-12-25T23:30+09:00', '2027-01-29T23:30+09:00']],
  [
    'every 2 weeks wed 02:00 from 2026-11-25',
    ['2026-11-25T02:00+09:00', '2026-12-09T02:00+09:00', '2026-12-23T02:00+09:00'],
  ],
  ['隔週水曜 02:00', ['2026-12-02T02:00+09:00', '2026-12-16T02:00+09:00', '2026-12-30T02:00+09:00']],
  ['daily 03:00', ['2026-11-23T03:00+09:00', '2026-11-24T03:00+09:00', '2026-11-25T03:00+09:00']],
])('%s', (text, expected) => {
  expect(starts(recurring(text), '2026-11-23T00:00:00+09:00', 3)).toEqual(expected)
})

test('where the clock skips the hour it is the one after; where it shows it twice, the first', () => {
  const zone = 'Europe/Berlin'
  expect(starts(recurring('last sun 02:30', { zone }), '2026-03-01T00:00:00Z', 1)).toEqual(['2026-03-29T03:30+02:00'])
  expect(starts(recurring('last sun 02:30', { zone }), '2026-10-01T00:00:00Z', 1)).toEqual(['2026-10-25T02:30+02:00'])
})

test.each(['', 'someday', 'wed', 'wed 30:00', 'day 32 02:00', 'sixth wed 02:00', 'every 0 weeks wed 02:00', 'wed 2'])(
  '"%s" is refused with an example',
  (text) => {
    expect(parseRecurrence(text)).toMatchObject({ problem: { en: expect.stringContaining('first wed 02:00') } })
  },
)

const zones = fc.constantFrom(
  'Asia/Tokyo',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Africa/Casablanca',
  'UTC',
)
const days: fc.Arbitrary<RecurringDay> = fc.oneof(
  fc.constant<RecurringDay>({ kind: 'daily' }),
  fc.record({
    kind: fc.constant('weekly' as const),
    everyWeeks: fc.integer({ min: 1, max: 5 }),
    weekdays: fc.subarray([...WEEKDAYS], { minLength: 1 }),
    fromDate: fc.constantFrom(null, '2026-01-07', '2027-08-01'),
  }),
  fc.record({
    kind: fc.constant('monthly-weekday' as const),
    nth: fc.constantFrom(1, 2, 3, 4, 5, -1) as fc.Arbitrary<1 | 2 | 3 | 4 | 5 | -1>,
    weekday: fc.constantFrom(...WEEKDAYS),
  }),
  fc.record({ kind: fc.constant('monthly-date' as const), day: fc.constantFrom(1, 15, 29, 31, -1) }),
)
const recurrences: fc.Arbitrary<Recurrence> = fc.record({
  day: days,
  minute: fc.integer({ min: 0, max: 29 * 60 + 59 }),
  durationMs: fc.integer({ min: 60_000, max: 20 * HOUR_MS }),
  zone: zones,
  onHoliday: fc.constantFrom('same', 'skip', 'next-business-day'),
})
const instants = fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') })
const local = (instant: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime()

test('the next ones keep the time on the wall clock and the day of the week, whatever the zone does', () => {
  fc.assert(
    fc.property(recurrences, instants, (recurrence, from) => {
      for (const { date, plannedDate, startAt, endAt } of calendar.nextOccurrences(recurrence, from, 5)) {
        const { day, minute, zone, onHoliday } = recurrence
        const shown = local(startAt, zone)
        const wanted = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes: minute })
        // Off by what the clock skipped, and by nothing anywhere else.
        if (!shown.equals(wanted)) {
          expect(Temporal.PlainDateTime.compare(shown, wanted)).toBe(1)
          expect(
            local(startAt - 1, zone)
              .until(shown)
              .total('minutes'),
          ).toBeLessThan(25 * 60)
          const around = Temporal.ZonedDateTime.from(
            { ...fieldsOf(wanted), timeZone: zone },
            { disambiguation: 'earlier' },
          )
          expect(around.toPlainDateTime().equals(wanted)).toBe(false)
        }
        if (onHoliday === 'same') expect(plannedDate).toBe(date)
        const planned = Temporal.PlainDate.from(plannedDate)
        if (day.kind === 'weekly') expect(day.weekdays).toContain(WEEKDAYS[planned.dayOfWeek - 1])
        if (day.kind === 'monthly-weekday') expect(WEEKDAYS[planned.dayOfWeek - 1]).toBe(day.weekday)
        if (day.kind === 'monthly-date' && day.day > 0) expect(planned.day).toBe(day.day)
        expect(endAt - startAt).toBe(recurrence.durationMs)
        expect(startAt).toBeGreaterThan(from)
      }
    }),
    { numRuns: 150 },
  )
})
const fieldsOf = ({ year, month, day, hour, minute }: Temporal.PlainDateTime) => ({ year, month, day, hour, minute })

test('they come one after the other, none left out and none twice', () => {
  fc.assert(
    fc.property(recurrences, instants, (recurrence, from) => {
      const five = calendar.nextOccurrences(recurrence, from, 5)
      let cursor = from
      for (const one of five) {
        expect(one.startAt).toBeGreaterThan(cursor)
        expect(calendar.nextOccurrences(recurrence, cursor, 1)).toEqual([one])
        expect(calendar.nextOccurrences(recurrence, one.startAt - 1, 1)).toEqual([one])
        cursor = one.startAt
      }
    }),
    { numRuns: 60 },
  )
})

test('an instant lies within one exactly where that one says so', () => {
  fc.assert(
    fc.property(
      recurrences,
      instants,
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (recurrence, from, part) => {
        const [one, next] = calendar.nextOccurrences(recurrence, from, 2)
        if (!one) return
        // Where the clock goes forward two of them can touch; the earlier one is told.
        const inside = Math.min(one.endAt - 1, Math.floor(one.startAt + part * recurrence.durationMs))
        const found = calendar.occurrenceAt(recurrence, inside)!
        expect(found.startAt <= inside && inside < found.endAt).toBe(true)
        if (recurrence.day.kind !== 'daily' && recurrence.onHoliday === 'same') {
          const after = calendar.occurrenceAt(recurrence, one.endAt)
          expect(after === null || after.startAt === next?.startAt).toBe(true)
        }
      },
    ),
    { numRuns: 150 },
  )
})

test('what is remembered is what is reckoned afresh', () => {
  fc.assert(
    fc.property(recurrences, instants, fc.array(fc.nat(40 * 24), { maxLength: 6 }), (recurrence, from, hours) => {
      let at = from
      for (const hour of hours) {
        at += hour * HOUR_MS
        const afresh = createCalendar('Asia/Tokyo', USUAL_HOURS)
        expect(calendar.nextOccurrences(recurrence, at, 1)).toEqual(
          afresh.nextOccurrences(recurrence, at, 2).slice(0, 1),
        )
        expect(calendar.occurrenceAt(recurrence, at)).toEqual(afresh.occurrenceAt(recurrence, at))
      }
    }),
    { numRuns: 30 },
  )
})
