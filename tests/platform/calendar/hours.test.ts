import fc from 'fast-check'
import { expect, test } from 'vitest'
import { USUAL_HOURS } from '../../../src/core/calendar.ts'
import { createCalendar } from '../../../src/platform/calendar/create-calendar.ts'

const calendar = createCalendar('Asia/Tokyo', USUAL_HOURS)
const at = (text: string) => Date.parse(`${text}+09:00`)
const HOUR_MS = 3_600_000

test.each([
  ['2026-11-24T09:00:00', true],
  ['2026-11-24T08:59:59', false],
  ['2026-11-24T17:59:59', true],
  ['2026-11-24T18:00:00', false],
  // 勤労感謝の日, a Monday
  ['2026-11-23T10:00:00', false],
  ['2026-11-22T10:00:00', false],
])('at %s people work: %s', (text, expected) => {
  expect(calendar.isWithin('business', at(text))).toBe(expected)
})

test('people can be told when the next working day begins, after a long weekend too', () => {
  expect(calendar.nextWithin('business', at('2026-11-20T18:00:00'))).toBe(at('2026-11-24T09:00:00'))
  expect(calendar.nextWithin('business', at('2026-11-24T10:00:00'))).toBe(at('2026-11-24T10:00:00'))
})

test('the quiet hours end in the morning, whichever day they began on', () => {
  expect(calendar.nextWithin('not-quiet', at('2026-11-24T23:00:00'))).toBe(at('2026-11-25T07:00:00'))
  expect(calendar.nextWithin('not-quiet', at('2026-11-25T06:59:59'))).toBe(at('2026-11-25T07:00:00'))
  expect(calendar.isWithin('not-quiet', at('2026-11-25T07:00:00'))).toBe(true)
  expect(calendar.isWithin('not-quiet', at('2026-11-24T21:59:59'))).toBe(true)
})

test('nobody sleeps where no quiet hours are set', () => {
  const awake = createCalendar('Asia/Tokyo', { ...USUAL_HOURS, quiet: null })
  expect(awake.isWithin('not-quiet', at('2026-11-24T03:00:00'))).toBe(true)
})

test('business time leaves out nights, weekends and holidays', () => {
  expect(calendar.businessMsBetween(at('2026-11-20T17:00:00'), at('2026-11-24T10:30:00'))).toBe(2.5 * HOUR_MS)
  expect(calendar.businessMsBetween(at('2026-11-24T10:00:00'), at('2026-11-24T09:00:00'))).toBe(0)
})

test('a night shift belongs to the day it begins on', () => {
  const night = createCalendar('Asia/Tokyo', {
    ...USUAL_HOURS,
    business: { days: ['fri'], fromMinute: 22 * 60, toMinute: 6 * 60 },
  })
  expect(night.isWithin('business', at('2026-11-28T05:00:00'))).toBe(true)
  expect(night.isWithin('business', at('2026-11-27T05:00:00'))).toBe(false)
  expect(night.businessMsBetween(at('2026-11-27T00:00:00'), at('2026-11-29T00:00:00'))).toBe(8 * HOUR_MS)
})

test('a zone that nobody knows is a mistake', () => {
  expect(() => createCalendar('Asia/Nowhere', USUAL_HOURS)).toThrow(RangeError)
})

const instants = fc.integer({ min: at('2025-01-01T00:00:00'), max: at('2029-01-01T00:00:00') })
test('business time adds up, and an hour that is found is within', () => {
  fc.assert(
    fc.property(instants, fc.tuple(fc.nat(10 * 24), fc.nat(10 * 24)), (from, [one, two]) => {
      const [middle, end] = [from + one * HOUR_MS, from + (one + two) * HOUR_MS]
      expect(calendar.businessMsBetween(from, middle) + calendar.businessMsBetween(middle, end)).toBe(
        calendar.businessMsBetween(from, end),
      )
      for (const hours of ['business', 'not-quiet'] as const) {
        const found = calendar.nextWithin(hours, from)!
        expect(calendar.isWithin(hours, found)).toBe(true)
        expect(found === from || !calendar.isWithin(hours, found - 1)).toBe(true)
      }
    }),
    { numRuns: 100 },
  )
})
