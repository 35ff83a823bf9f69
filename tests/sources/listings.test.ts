import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Listed, markMissed, rememberTelling, type Tellings } from '../../src/sources/listings.ts'
import { NOW } from './rig.ts'

const MINUTE = 60_000

/** Remembers what is listed, as the board does, and says what is missed. */
function read(tellings: Tellings, listed: readonly Listed[], at: number): string[] {
  for (const { own, publishedAt } of listed) {
    const place = tellings.get(own)?.place ?? null
    const telling = { source: 'list', saying: own, id: own, publishedAt, isListed: true }
    rememberTelling(tellings, own, { ...telling, place, misses: 0, missedSince: null })
  }
  markMissed(tellings, 'list', listed, at)
  return [...tellings].flatMap(([own, { misses }]) => (misses > 0 ? [own] : []))
}

const list = (ids: readonly number[], isDated: boolean): Listed[] =>
  ids.map((id) => ({ own: String(id), publishedAt: isDated ? NOW + id * MINUTE : null }))

test('a list that grows at its head and is cut at its foot misses nothing', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      (size, growth, isDated) => {
        const tellings: Tellings = new Map()
        let newest = size
        for (const [at, more] of growth.entries()) {
          newest += more
          const ids = Array.from({ length: size }, (_, i) => newest - i)
          expect(read(tellings, list(ids, isDated), NOW + at * MINUTE)).toEqual([])
        }
      },
    ),
  )
})

test('what is taken out of the middle is missed, with or without dates, until it is back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 9 }), fc.nat(), fc.boolean(), (size, pick, isDated) => {
      const ids = Array.from({ length: size }, (_, i) => size - i)
      const gone = ids[pick % (size - 1)]!
      const tellings: Tellings = new Map()
      const rest = list(
        ids.filter((id) => id !== gone),
        isDated,
      )
      expect(read(tellings, list(ids, isDated), NOW)).toEqual([])
      expect(read(tellings, rest, NOW + MINUTE)).toEqual([String(gone)])
      expect(read(tellings, rest, NOW + 2 * MINUTE)).toEqual([String(gone)])
      expect(tellings.get(String(gone))).toMatchObject({ misses: 2, missedSince: NOW + MINUTE })
      expect(read(tellings, list(ids, isDated), NOW + 3 * MINUTE)).toEqual([])
    }),
  )
})

test('another place does not speak for this one', () => {
  const tellings: Tellings = new Map()
  read(tellings, list([3, 2, 1], true), NOW)
  markMissed(tellings, 'other', list([9], true), NOW + MINUTE)
  expect([...tellings.values()].every(({ misses }) => misses === 0)).toBe(true)
})
