import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agoOf, durationOf, isoOf, whenOf } from '../../src/core/time-text.ts'

const at = Date.parse('2026-11-23T00:05:12Z')

test('an instant is told in the zone of the company', () => {
  expect(isoOf(at, 'Asia/Tokyo')).toBe('2026-11-23T09:05:12+09:00')
  expect(isoOf(at, 'America/St_Johns')).toBe('2026-11-22T20:35:12-03:30')
  expect(whenOf(at, at + 60_000, 'Asia/Tokyo', 'ja')).toBe('9:05')
  expect(whenOf(at, at + 86_400_000, 'Asia/Tokyo', 'ja')).toBe('11月23日 9:05')
  expect(whenOf(at, at + 400 * 86_400_000, 'Asia/Tokyo', 'en')).toBe('23 Nov 2026 9:05')
})

test('a duration is told in the largest units that matter', () => {
  expect(durationOf(45_400, 'ja')).toBe('45秒')
  expect(durationOf(125 * 60_000, 'ja')).toBe('2時間5分')
  expect(durationOf(120 * 60_000, 'en')).toBe('2 h')
  expect(durationOf(-1, 'en')).toBe('0 s')
  expect(agoOf(at, at + 1000, 'ja')).toBe('たった今')
  expect(agoOf(at, at + 180_000, 'en')).toBe('3 min ago')
})

test('what isoOf writes reads back as the same second, in any zone', () => {
  const zones = ['Asia/Tokyo', 'UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland']
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), fc.constantFrom(...zones), (seconds, zone) => {
      expect(Date.parse(isoOf(seconds * 1000, zone))).toBe(seconds * 1000)
    }),
  )
})
