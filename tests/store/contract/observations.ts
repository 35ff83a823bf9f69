import fc from 'fast-check'
import { expect, test } from 'vitest'
import { observationOf } from '../../../src/core/observation.ts'
import type { RangeQuery, Store, StoredObservation } from '../../../src/store/store.ts'
import { ROLLUP_STEPS } from '../../../src/store/store.ts'
import { type DatabaseName, emptyDatabase, openedStore } from '../../support/databases.ts'
import { arbitraryLooks, arbitraryRounds, LOOKS_FROM_AT, LOOKS_TO_AT, type MadeRound } from '../arbitrary-looks.ts'
import { expectedLatest, expectedRollups, expectedTransitions } from '../expected-history.ts'

const ALL = { fromAt: LOOKS_FROM_AT - 86_400_000, toAt: LOOKS_TO_AT }

/** Every case of a law looks from a vantage of its own, because all of them share one database. */
let cases = 0
const nextVantage = () => `office-${++cases}`

async function append(store: Store, vantage: string, { looks, inconclusive }: MadeRound): Promise<StoredObservation[]> {
  const observations = looks.map((look) => ({ ...look, vantage }))
  await store.observations.appendRound(observations, { inconclusive })
  return observations.map((o) => ({ ...o, inconclusive: inconclusive && o.outcome === 'failed' }))
}

async function appendAll(store: Store, vantage: string, rounds: readonly MadeRound[]): Promise<StoredObservation[]> {
  const kept: StoredObservation[] = []
  for (const round of rounds) kept.push(...(await append(store, vantage, round)))
  return kept
}

async function everything(store: Store, query: Omit<RangeQuery, 'fromAt' | 'toAt'>): Promise<StoredObservation[]> {
  const found: StoredObservation[] = []
  let cursor: string | null = null
  do {
    const page = await store.observations.range({ ...ALL, ...query, cursor })
    expect(page.observations.length).toBeLessThanOrEqual(query.limit ?? 1000)
    found.push(...page.observations)
    cursor = page.next
  } while (cursor !== null)
  return found
}

const sortKeys = (_key: string, value: unknown) =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value
/** Equal but for the order, which nobody promised. */
function expectSame(actual: readonly object[], expected: readonly object[]): void {
  const sorted = (list: readonly object[]) => list.map((item) => JSON.stringify(item, sortKeys)).sort()
  expect(sorted(actual)).toEqual(sorted(expected))
}

const lookAt = (at: number, vantage = 'office', target = 'login') =>
  observationOf({ target, role: 'service', kind: 'http', vantage, at })

export function observationsContract(database: DatabaseName): void {
  const law = { numRuns: 15 }
  const opened = async () => openedStore({ url: await emptyDatabase(database) })

  test('a look comes back as it was handed in', async () => {
    const store = await opened()
    await fc.assert(
      fc.asyncProperty(arbitraryLooks, fc.boolean(), async (looks, inconclusive) => {
        const vantage = nextVantage()
        const kept = await append(store, vantage, { looks, inconclusive })
        expectSame(await everything(store, { vantage }), kept)
      }),
      law,
    )
  })

  test('rollups, transitions and the latest are what the looks make them, in whatever order these came', async () => {
    const store = await opened()
    await fc.assert(
      fc.asyncProperty(arbitraryRounds, async (rounds) => {
        const vantage = nextVantage()
        const kept = await appendAll(store, vantage, rounds)
        for (const step of ROLLUP_STEPS) {
          expectSame(await store.observations.rollups({ ...ALL, step, vantage }), expectedRollups(step, kept))
        }
        expectSame(await store.observations.transitions({ ...ALL, vantage }), expectedTransitions(kept))
        expectSame(await store.observations.latest({ vantage }), expectedLatest(kept))
      }),
      law,
    )
  })

  test('pages give each look once, in order, forwards and backwards', async () => {
    const store = await opened()
    const pages = fc.record({ limit: fc.integer({ min: 1, max: 9 }), newestFirst: fc.boolean(), crowd: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(arbitraryRounds, pages, async (rounds, { limit, newestFirst, crowd }) => {
        const vantage = nextVantage()
        const kept = await appendAll(store, vantage, rounds)
        // Many sightings are read another way than few.
        if (crowd) {
          const many = Array.from({ length: 20 }, (_, index) =>
            lookAt(LOOKS_FROM_AT + index, vantage, `crowd-${index}`),
          )
          kept.push(...(await append(store, vantage, { looks: many, inconclusive: false })))
        }
        const found = await everything(store, { vantage, limit, newestFirst })
        expectSame(found, kept)
        const order = found.map((o) => o.at)
        expect(order).toEqual(order.toSorted((a, b) => (newestFirst ? b - a : a - b)))
      }),
      law,
    )
  })

  test('a round sent twice with its key is kept once', async () => {
    const store = await opened()
    await fc.assert(
      fc.asyncProperty(arbitraryRounds, async (rounds) => {
        const vantage = nextVantage()
        const send = async () => {
          const results = []
          for (const [sequence, { looks, inconclusive }] of rounds.entries()) {
            const own = looks.map((look) => ({ ...look, vantage }))
            results.push(await store.observations.appendRound(own, { inconclusive, key: { vantage, sequence } }))
          }
          return results
        }
        const picture = async () => [
          await everything(store, { vantage }),
          await store.observations.rollups({ ...ALL, step: 'hour', vantage }),
          await store.observations.transitions({ ...ALL, vantage }),
        ]
        expect(await send()).toEqual(rounds.map(({ looks }) => ({ appended: looks.length, duplicate: false })))
        const before = await picture()
        expect(await send()).toEqual(rounds.map(() => ({ appended: 0, duplicate: true })))
        expect(await picture()).toEqual(before)
      }),
      law,
    )
  })

  test('without a key, looks of one sighting at the same instant are all kept', async () => {
    const store = await opened()
    await store.observations.appendRound([lookAt(1000), lookAt(1000)])
    await store.observations.appendRound([lookAt(1000)])
    const { observations } = await store.observations.range({ fromAt: 1000, toAt: 1001 })
    expect(observations).toHaveLength(3)
    expect(await store.observations.latest()).toHaveLength(1)
  })

  test('an interval holds its start and not its end', async () => {
    const store = await opened()
    await store.observations.appendRound([lookAt(1000), lookAt(2000), lookAt(3000)])
    const { observations } = await store.observations.range({ fromAt: 1000, toAt: 3000 })
    expect(observations.map((o) => o.at)).toEqual([1000, 2000])
  })

  test('targets and vantages are picked out', async () => {
    const store = await opened()
    const looks = [lookAt(1, 'tokyo', 'login'), lookAt(2, 'osaka', 'login'), lookAt(3, 'tokyo', 'talk')]
    await store.observations.appendRound(looks)
    const ats = async (query: { target?: string; vantage?: string }) =>
      (await store.observations.range({ fromAt: 0, toAt: 10, ...query })).observations.map((o) => o.at)
    expect(await ats({ target: 'login' })).toEqual([1, 2])
    expect(await ats({ vantage: 'tokyo' })).toEqual([1, 3])
    expect(await ats({ vantage: 'tokyo', target: 'talk' })).toEqual([3])
    expect(await ats({ vantage: 'nagoya' })).toEqual([])
    expect((await store.observations.latest({ sinceAt: 2 })).map((o) => o.at).sort()).toEqual([2, 3])
  })

  test('text that a database cannot hold does not stop a round', async () => {
    const store = await opened()
    const bad = {
      ...lookAt(1),
      phase: 'content',
      outcome: 'failed',
      bodyHead: 'a\u0000b\ud83d',
      detail: '\ud83d',
    } as const
    await store.observations.appendRound([bad])
    const { observations } = await store.observations.range({ fromAt: 0, toAt: 10 })
    expect(observations[0]).toMatchObject({ bodyHead: 'a\ufffdb\ufffd', detail: '\ufffd' })
  })

  test('pruning takes what is older, step by step, and leaves days and transitions', async () => {
    const store = await opened()
    const many = Array.from({ length: 2500 }, (_, index) => lookAt(index * 60_000))
    await store.observations.appendRound(many)
    await store.observations.appendRound([{ ...lookAt(2500 * 60_000), phase: 'tls', outcome: 'failed' }])
    const before = await store.observations.rollups({ step: 'day', fromAt: -86_400_000, toAt: 9e12 })
    const limits = { rawAt: 2400 * 60_000, minuteAt: 2300 * 60_000, hourAt: 40 * 3_600_000 }
    // Looks 0 to 2399, minutes 0 to 2299, hours 0 to 39.
    expect(await store.observations.pruneBefore(limits)).toBe(2400 + 2300 + 40)
    const counted = async (step: 'minute' | 'hour') =>
      (await store.observations.rollups({ step, fromAt: 0, toAt: 9e12 })).length
    expect((await store.observations.range({ fromAt: 0, toAt: 9e12 })).observations).toHaveLength(101)
    expect([await counted('minute'), await counted('hour')]).toEqual([201, 2])
    expect(await store.observations.rollups({ step: 'day', fromAt: -86_400_000, toAt: 9e12 })).toEqual(before)
    expect(await store.observations.transitions({ fromAt: 0, toAt: 9e12 })).toHaveLength(2)
    expect(await store.observations.pruneBefore(limits)).toBe(0)
  })
}
