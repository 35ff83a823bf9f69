import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearestWord } from '../../src/config/nearest-word.ts'

const KEYS = ['intervalSeconds', 'timeoutSeconds', 'concurrency', 'contact', 'repeatFailed', 'url', 'noProxy']

test.each([
  ['interval_seconds', 'intervalSeconds'],
  ['timeout-seconds', 'timeoutSeconds'],
  ['concurency', 'concurrency'],
  ['contcat', 'contact'],
  ['URL', 'url'],
  ['ulr', 'url'],
  ['interval', 'intervalSeconds'],
  ['noProxys', 'noProxy'],
  ['colour', null],
  ['x', null],
  ['', null],
])('%s → %s', (word, meant) => {
  expect(nearestWord(word, KEYS)).toBe(meant)
})

test('a known word is nearest to itself, and one slip does not hide it', () => {
  const place = fc.tuple(
    fc.constantFrom(...KEYS.filter((key) => key.length > 5)),
    fc.nat(),
    fc.constantFrom(...'aeioxyz'),
  )
  fc.assert(
    fc.property(place, ([key, at, letter]) => {
      expect(nearestWord(key, KEYS)).toBe(key)
      const index = at % key.length
      expect(nearestWord(key.slice(0, index) + letter + key.slice(index), KEYS)).toBe(key)
      expect(nearestWord(key.slice(0, index) + key.slice(index + 1), KEYS)).toBe(key)
    }),
  )
})
