import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Report } from '../../../src/core/report.ts'
import { type DatabaseName, emptyDatabase, openedStore } from '../../support/databases.ts'
import { createFakeClock } from '../../support/fake-clock.ts'

const QUARTER = 15 * 60_000

export function smallAggregatesContract(database: DatabaseName): void {
  const opened = async () => openedStore({ url: await emptyDatabase(database) })

  test('the state of a source is the one last put', async () => {
    const { sources } = await opened()
    const state = (source: string, reason: string | null) => ({
      source,
      lastAttemptAt: 2,
      lastSuccessAt: 1,
      lastChangeAt: null,
      items: 3,
      state: 'working',
      reason,
    })
    await sources.put(state('status', null))
    await sources.put(state('blog', null))
    await sources.put(state('status', 'no entries found'))
    expect(await sources.all()).toEqual([state('blog', null), state('status', 'no entries found')])
  })

  test('one voice counts once a quarter of an hour, with its newest word', async () => {
    const { reports } = await opened()
    const said = (at: number, symptom: Report['symptom'], site = 'tokyo'): Report => ({
      at,
      site,
      symptom,
      component: 'login',
    })
    expect(await reports.append(said(0, 'login'), 'x')).toBe('added')
    expect(await reports.append(said(5, 'slow', 'osaka'), 'y')).toBe('added')
    expect(await reports.append(said(QUARTER - 1, 'works'), 'x')).toBe('replaced')
    expect(await reports.append(said(QUARTER, 'login'), 'x')).toBe('added')
    const all = { fromAt: 0, toAt: 9e12 }
    expect(await reports.range(all)).toEqual([
      said(5, 'slow', 'osaka'),
      said(QUARTER - 1, 'works'),
      said(QUARTER, 'login'),
    ])
    expect(await reports.range({ ...all, site: 'osaka' })).toHaveLength(1)
    expect(await reports.pruneBefore(QUARTER)).toBe(2)
    expect(await reports.range(all)).toHaveLength(1)
  })

  test('looks at accounts are kept in order, found by the account, and forgotten in time', async () => {
    const { accountChecks } = await opened()
    const check = (at: number, account: string) => ({ at, by: 'desk', address: '10.0.0.1', account, outcome: 'active' })
    for (const [at, account] of [
      [2, 'b'],
      [1, 'a'],
      [3, 'a'],
    ] as const)
      await accountChecks.append(check(at, account))
    const all = { fromAt: 0, toAt: 9e12 }
    expect(await accountChecks.range(all)).toEqual([check(1, 'a'), check(2, 'b'), check(3, 'a')])
    expect(await accountChecks.range({ ...all, account: 'a' })).toEqual([check(1, 'a'), check(3, 'a')])
    expect(await accountChecks.pruneBefore(3)).toBe(2)
    expect(await accountChecks.range(all)).toEqual([check(3, 'a')])
  })

  test('a setting is made once, whoever asks first', async () => {
    const url = await emptyDatabase(database)
    const [one, two] = [await openedStore({ url }), await openedStore({ url })]
    const made = await Promise.all([one.settings.ensure('key', () => 'one'), two.settings.ensure('key', () => 'two')])
    expect(made[0]).toBe(made[1])
    await two.settings.set('key', 'three')
    expect(await one.settings.get('key')).toBe('three')
    await one.settings.remove('key')
    expect(await two.settings.get('key')).toBeNull()
  })

  test('a lease has one holder at most, however many processes ask', async () => {
    const step = fc.oneof(
      fc.record({ ask: fc.constantFrom('a', 'b', 'c'), ttlMs: fc.integer({ min: 1, max: 50 }) }),
      fc.record({ release: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ wait: fc.integer({ min: 1, max: 30 }) }),
    )
    const clock = createFakeClock()
    const url = await emptyDatabase(database)
    const stores = [await openedStore({ url, clock }), await openedStore({ url, clock })]
    let cases = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const name = `probe-${++cases}`
        let held: { holder: string; expiresAt: number; term: number } | null = null
        let term = 0
        for (const [index, action] of steps.entries()) {
          const { leases } = stores[index % 2]!
          if ('wait' in action) await clock.advance(action.wait)
          else if ('release' in action) {
            await leases.release(name, action.release)
            if (held?.holder === action.release) held = null
          } else {
            const lease = await leases.acquire(name, action.ask, action.ttlMs)
            const isFree = held === null || held.expiresAt <= clock.now() || held.holder === action.ask
            expect(lease !== null).toBe(isFree)
            if (!lease) continue
            expect(lease).toMatchObject({ name, holder: action.ask, expiresAt: clock.now() + action.ttlMs })
            expect(lease.term).toBeGreaterThanOrEqual(term)
            if (held && held.holder !== action.ask) expect(lease.term).toBeGreaterThan(held.term)
            held = lease
            term = lease.term
          }
        }
      }),
      { numRuns: 20 },
    )
  })

  test('of many who ask at once, one gets the lease', async () => {
    const url = await emptyDatabase(database)
    const stores = await Promise.all([1, 2, 3].map(() => openedStore({ url })))
    const asked = stores.flatMap(({ leases }, store) =>
      [1, 2, 3].map((n) => leases.acquire('judge', `${store}-${n}`, 60_000)),
    )
    const got = (await Promise.all(asked)).filter((lease) => lease !== null)
    expect(got).toHaveLength(1)
  })
}
