import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseInstant } from '../../src/core/parse-instant.ts'
import { isoOf } from '../../src/core/time-text.ts'

const NOW = Date.parse('2026-11-23T09:05:00+09:00')
const read = (text: string, zone = 'Asia/Tokyo') => {
  const at = parseInstant(text, NOW, zone)
  return at === null ? null : isoOf(at, zone)
}

test.each([
  ['2026-11-23T09:00:00+09:00', '2026-11-23T09:00:00+09:00'],
  ['2026-11-23T00:00Z', '2026-11-23T09:00:00+09:00'],
  // A plus sign that an address made a blank.
  ['2026-11-23T09:00:00 09:00', '2026-11-23T09:00:00+09:00'],
  ['2026-11-23 09:00', '2026-11-23T09:00:00+09:00'],
  ['2026-1-2 9:00:30', '2026-01-02T09:00:30+09:00'],
  ['9:04', '2026-11-23T09:04:00+09:00'],
  ['9:06', '2026-11-22T09:06:00+09:00'],
])('%s is %s', (text, expected) => expect(read(text)).toBe(expected))

test('a zone that changes its clocks is followed', () => {
  expect(read('2026-07-01 12:00', 'Europe/Berlin')).toBe('2026-07-01T12:00:00+02:00')
  expect(read('2026-11-01 12:00', 'Europe/Berlin')).toBe('2026-11-01T12:00:00+01:00')
})

test.each(['', 'now', '25:00', '9:60', '2026-02-30 09:00', '2026-13-01 09:00', '20261123', '1700000000000', '9'])(
  '%j is no instant',
  (text) => expect(read(text)).toBeNull(),
)

test('every moment that was written down is read again', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4e9 }),
      fc.constantFrom('Asia/Tokyo', 'UTC', 'America/New_York', 'Asia/Kolkata'),
      (seconds, zone) => {
        expect(parseInstant(isoOf(seconds * 1000, zone), NOW, zone)).toBe(seconds * 1000)
      },
    ),
  )
})
