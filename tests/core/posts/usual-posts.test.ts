import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  hourOfWeek,
  learnHour,
  noUsualPosts,
  usualAnHour,
  usualPostsFrom,
} from '../../../src/core/posts/usual-posts.ts'

const HOUR = 3_600_000
const MONDAY = Date.parse('2026-04-13T00:00:00+09:00')

test('the week begins on Monday in Japan', () => {
  expect(hourOfWeek(MONDAY)).toBe(0)
  expect(hourOfWeek(MONDAY - 1)).toBe(167)
  expect(hourOfWeek(MONDAY + 33 * HOUR + 1)).toBe(33)
  expect(hourOfWeek(Date.parse('1969-12-29T00:00:00+09:00'))).toBe(0)
})

test('an hour is learned by itself, and others only through the average', () => {
  let usual = noUsualPosts
  for (let week = 0; week < 20; week++) {
    usual = learnHour(usual, MONDAY + week * 168 * HOUR, 3)
    usual = learnHour(usual, MONDAY + (week * 168 + 1) * HOUR, 0)
  }
  expect(usualAnHour(usual, MONDAY)).toBeGreaterThan(2.3)
  expect(usualAnHour(usual, MONDAY + HOUR)).toBeLessThan(0.7)
})

test('one outage does not make the next one look usual', () => {
  const usual = learnHour(noUsualPosts, MONDAY, 500)
  expect(usualAnHour(usual, MONDAY)).toBeLessThan(8)
})

test('before anything is known a few an hour are taken to be usual; a week of silence says otherwise', () => {
  expect(usualAnHour(noUsualPosts, MONDAY)).toBe(3)
  let usual = noUsualPosts
  for (let hour = 0; hour < 168; hour++) usual = learnHour(usual, MONDAY + hour * HOUR, 0)
  expect(usualAnHour(usual, MONDAY)).toBe(0.3)
})

test('what was kept comes back, and what is no such thing is nothing', () => {
  const usual = learnHour(noUsualPosts, MONDAY, 2)
  expect(usualPostsFrom(JSON.parse(JSON.stringify(usual)))).toEqual(usual)
  for (const odd of [null, 1, 'x', [], {}, { reports: [1], weeks: [1] }, { ...usual, weeks: usual.weeks.map(String) }])
    expect(usualPostsFrom(odd)).toBe(noUsualPosts)
})

test('never below the least, whatever was learned', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(167), fc.nat(30)), { maxLength: 200 }), (hours) => {
      const usual = hours.reduce((all, [hour, reports]) => learnHour(all, MONDAY + hour * HOUR, reports), noUsualPosts)
      for (const hour of [0, 50, 167]) {
        expect(usualAnHour(usual, MONDAY + hour * HOUR)).toBeGreaterThanOrEqual(0.3)
        expect(usualAnHour(usual, MONDAY + hour * HOUR)).toBeLessThan(100)
      }
    }),
  )
})
