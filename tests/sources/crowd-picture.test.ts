import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Report } from '../../src/core/report.ts'
import { chanceOfAsMany, crowdPictureOf, hourOfWeek, usualPerQuarter } from '../../src/sources/crowd-picture.ts'

const NOW = Date.UTC(2026, 3, 6, 0, 30)
const WEEK = 7 * 86_400_000
const MINUTE = 60_000
const said = (at: number, symptom: Report['symptom'] = 'login'): Report => ({ at, site: 'x', symptom, component: null })
const many = (count: number, at: number, symptom?: Report['symptom']) =>
  Array.from({ length: count }, (_, i) => said(at - i * 1000, symptom))

test('counts the last quarter of an hour only', () => {
  const recent = [...many(4, NOW), said(NOW - 16 * MINUTE), said(NOW - MINUTE, 'works'), said(NOW + MINUTE)]
  expect(crowdPictureOf(recent, [], NOW)).toMatchObject({ failing: 4, working: 1, isUnusual: true })
})

test('one or two people are never unusual', () => {
  for (const count of [0, 1, 2]) expect(crowdPictureOf(many(count, NOW), [], NOW).isUnusual).toBe(false)
})

test('what is usual at this hour of the week is not unusual, and at another hour it is', () => {
  const past = [1, 2, 3, 4, 5, 6].flatMap((week) => many(20, NOW - week * WEEK))
  expect(usualPerQuarter(past, NOW)).toBe(5)
  expect(crowdPictureOf(many(6, NOW), past, NOW).isUnusual).toBe(false)
  const later = NOW + 5 * 3_600_000
  expect(crowdPictureOf(many(6, later), past, later).isUnusual).toBe(true)
})

test('the outage of one week does not become the usual of that hour', () => {
  const past = [said(NOW - 6 * WEEK), ...many(400, NOW - WEEK)]
  expect(usualPerQuarter(past, NOW)).toBeLessThan(1)
})

test('the hour of the week comes again each week', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 50 }), (at, weeks) => {
      expect(hourOfWeek(at + weeks * WEEK)).toBe(hourOfWeek(at))
    }),
  )
})

test('the chance of as many falls with the number and rises with what is usual', () => {
  expect(chanceOfAsMany(0, 1)).toBe(1)
  expect(chanceOfAsMany(1, 1)).toBeCloseTo(1 - Math.exp(-1), 12)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.double({ min: 0, max: 20, noNaN: true }), (count, mean) => {
      expect(chanceOfAsMany(count + 1, mean)).toBeLessThanOrEqual(chanceOfAsMany(count, mean))
      expect(chanceOfAsMany(count, mean + 1)).toBeGreaterThanOrEqual(chanceOfAsMany(count, mean) - 1e-12)
    }),
  )
})
