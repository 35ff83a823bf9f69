import { expect, test } from 'vitest'
import { observationOf } from '../../../src/core/observation.ts'
import { type DatabaseName, emptyDatabase, openedStore } from '../../support/databases.ts'

const ALL = { fromAt: 0, toAt: 9e12 }
const look = (vantage: string, at: number) =>
  observationOf({ target: 'login', role: 'service', kind: 'http', vantage, at }, { address: `192.0.2.${at % 250}` })

export function transactionsContract(database: DatabaseName): void {
  const opened = async () => openedStore({ url: await emptyDatabase(database) })

  test('what aggregates did together is kept together', async () => {
    const store = await opened()
    const answer = await store.transaction(async ({ observations, settings }) => {
      await observations.appendRound([look('tokyo', 1)])
      await settings.set('seen', 'yes')
      return 42
    })
    expect(answer).toBe(42)
    expect(await store.settings.get('seen')).toBe('yes')
    expect((await store.observations.range(ALL)).observations).toHaveLength(1)
  })

  test('what was undone leaves nothing behind, not even in memory', async () => {
    const store = await opened()
    const undone = store.transaction(async ({ observations }) => {
      await observations.appendRound([look('undone', 1)], { key: { vantage: 'undone', sequence: 1 } })
      throw new Error('undo')
    })
    await expect(undone).rejects.toThrow('undo')
    // The ids that the undone round was given now go to others.
    await store.observations.appendRound([look('osaka', 2)])
    await store.observations.appendRound([look('undone', 1)], { key: { vantage: 'undone', sequence: 1 } })
    const { observations } = await store.observations.range(ALL)
    expect(observations.map(({ vantage, at, address }) => [vantage, at, address])).toEqual([
      ['undone', 1, '192.0.2.1'],
      ['osaka', 2, '192.0.2.2'],
    ])
  })

  test('using the store itself inside a transaction is a mistake that shows, and no standstill', async () => {
    const store = await opened()
    const mistaken = store.transaction(async () => store.settings.get('x'))
    await expect(mistaken).rejects.toThrow('use the aggregates that were handed in')
    expect(await store.settings.get('x')).toBeNull()
  })

  test('rounds of many offices written at the same time are all kept, with the right sums', async () => {
    const url = await emptyDatabase(database)
    const stores = await Promise.all([1, 2].map(() => openedStore({ url })))
    const rounds = Array.from({ length: 24 }, (_, n) =>
      stores[n % 2]!.observations.appendRound([look(`office-${n % 3}`, 60_000 + n), look('shared', 60_000 + n)]),
    )
    await Promise.all(rounds)
    const [store] = stores
    expect((await store!.observations.range(ALL)).observations).toHaveLength(48)
    const rollups = await store!.observations.rollups({ ...ALL, step: 'hour' })
    expect(rollups.map(({ vantage, passed }) => [vantage, passed])).toEqual([
      ['office-0', 8],
      ['office-1', 8],
      ['office-2', 8],
      ['shared', 24],
    ])
    expect(await store!.observations.transitions(ALL)).toHaveLength(4)
  })

  test('a store that is opened again has everything', async () => {
    const url = await emptyDatabase(database)
    const first = await openedStore({ url })
    await first.observations.appendRound([look('tokyo', 1)])
    await first.close()
    const second = await openedStore({ url })
    await second.observations.appendRound([look('tokyo', 2)])
    expect((await second.observations.range(ALL)).observations).toHaveLength(2)
    expect(await second.observations.transitions(ALL)).toHaveLength(1)
  })
}
