import fc from 'fast-check'
import { expect, test } from 'vitest'
import { retryAtOf } from '../../../src/platform/fetch/retry-after.ts'

const NOW = Date.UTC(2026, 3, 6)

test.each<[string | undefined, number | null]>([
  ['120', 120_000],
  [' 30 ', 30_000],
  ['0', 1_000],
  ['999999999', 86_400_000],
  ['Mon, 06 Apr 2026 00:05:00 GMT', 300_000],
  ['Mon, 06 Apr 2020 00:05:00 GMT', 1_000],
  ['Wed, 01 Apr 2099 00:00:00 GMT', 86_400_000],
  ['soon', null],
  ['-5', null],
  ['1.5', null],
  ['', null],
  [undefined, null],
])('%s', (header, afterMs) => expect(retryAtOf(header, NOW)).toBe(afterMs === null ? null : NOW + afterMs))

test('no host can send us away for more than a day', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      const at = retryAtOf(header, NOW)
      expect(at === null || (at > NOW && at <= NOW + 86_400_000)).toBe(true)
    }),
  )
})
