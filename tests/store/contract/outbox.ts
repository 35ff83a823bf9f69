import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Attempt, OutboxItem } from '../../../src/core/outbox/item.ts'
import { nextStep } from '../../../src/core/outbox/next-step.ts'
import type { Settlement, Taken, TakeQuery } from '../../../src/store/outbox/outbox.ts'
import type { Store } from '../../../src/store/store.ts'
import { itemOf, NOON } from '../../core/outbox/made-item.ts'
import { type DatabaseName, emptyDatabase, openedStore } from '../../support/databases.ts'

const MINUTE = 60_000
const never = () => false

const queryOf = (changes: Partial<TakeQuery> = {}): TakeQuery => ({
  holder: 'a',
  at: NOON,
  untilAt: NOON + MINUTE,
  limit: 100,
  isAffected: never,
  busy: [],
  roomOf: () => 100,
  ...changes,
})

/** What becomes of a taken item after one attempt. */
export function settlementOf(
  { n, item, attempts, way, owed }: Taken,
  result: Attempt['result'],
  at = NOON,
): Settlement {
  const attempt = { way, at, result, retryAt: at + (result === 'retry' ? 5_000 : 0) }
  const step = nextStep(item, [...attempts, attempt], never, at)
  const { channel } = item.ways[way]!
  return {
    n,
    attempt: { ...attempt, channel, tookMs: 12.4, reason: result === 'sent' ? null : 'busy', detail: null },
    step,
    endedAt: at,
    owed: step.kind === 'done' && step.owes !== null ? item.ways[step.owes]! : null,
    forgiven: result === 'sent' ? owed.map((one) => one.n) : [],
  }
}

const begin = itemOf({}, { id: 'begin' })
const end = itemOf({}, { id: 'end', phase: 'end' })
const named = (id: string, changes: Partial<OutboxItem> = {}) => itemOf(changes, { id, thread: id })

export function outboxContract(database: DatabaseName): void {
  const opened = async () => openedStore({ url: await emptyDatabase(database) })
  const idsOf = (taken: readonly Taken[]) => taken.map(({ item }) => item.message.id)
  const settle = ({ outbox }: Store, taken: readonly Taken[], result: Attempt['result'], at?: number) =>
    outbox.settle(taken.map((one) => settlementOf(one, result, at)))

  test('an item comes out as it went in, once for whoever leases it, and never again once it is told', async () => {
    const { outbox } = await opened()
    expect(await outbox.put([begin, named('other')])).toBe(2)
    expect(await outbox.put([begin])).toBe(0)
    const [first] = await outbox.take(queryOf({ limit: 1 }))
    expect(first).toMatchObject({ item: begin, way: 0, attempts: [], merged: [], owed: [] })
    expect(idsOf(await outbox.take(queryOf({ holder: 'b' })))).toEqual(['other'])
    expect(await outbox.take(queryOf({ holder: 'c' }))).toEqual([])
    await outbox.settle([settlementOf(first!, 'sent')])
    expect(await outbox.take(queryOf({ at: NOON + MINUTE - 1 }))).toEqual([])
    const [record] = await outbox.list({ message: 'begin' })
    expect(record).toMatchObject({ item: begin, state: 'sent', endedBy: 'bot', endedAt: NOON, dueAt: null })
    expect(record!.attempts).toEqual([
      { way: 0, channel: 'bot', at: NOON, tookMs: 12, result: 'sent', reason: null, detail: null },
    ])
    expect(await outbox.put([begin])).toBe(0)
  })

  test('nothing is put in by a transaction that fails', async () => {
    const store = await opened()
    const failing = store.transaction(async ({ outbox }) => {
      await outbox.put([begin])
      throw new Error('the verdict could not be written')
    })
    await expect(failing).rejects.toThrow('could not be written')
    expect(await store.outbox.take(queryOf())).toEqual([])
  })

  test('an end is not handed out before its beginning is told, nor while that is tried', async () => {
    const store = await opened()
    const { outbox } = store
    await outbox.put([begin, end, itemOf({ recipient: 'managers' }, { id: 'end-2', phase: 'end' })])
    const taken = await outbox.take(queryOf())
    expect(idsOf(taken)).toEqual(['begin', 'end-2'])
    expect(await outbox.take(queryOf())).toEqual([])
    await settle(store, taken.slice(0, 1), 'retry')
    expect(await outbox.take(queryOf())).toEqual([])
    expect(await outbox.nextDueAt()).toBe(NOON + 5_000)
    const again = await outbox.take(queryOf({ at: NOON + 5_000, untilAt: NOON + MINUTE }))
    expect(idsOf(again)).toEqual(['begin'])
    expect(again[0]!.attempts).toMatchObject([{ way: 0, result: 'retry', retryAt: NOON + 5_000 }])
    await settle(store, again, 'sent', NOON + 5_000)
    expect(idsOf(await outbox.take(queryOf({ at: NOON + 5_000 })))).toEqual(['end'])
  })

  test('what is critical comes first; a channel whose hands are full keeps nobody else waiting', async () => {
    const { outbox } = await opened()
    const info = itemOf({}, { id: 'info', thread: null, severity: 'info' })
    const mails = [1, 2, 3].map((i) => named(`mail-${i}`, { ways: [{ channel: 'mail', to: null }] }))
    await outbox.put([info, ...mails, begin])
    const roomOf = (channel: string) => (channel === 'mail' ? 2 : 9)
    const taken = await outbox.take(queryOf({ roomOf, limit: 3 }))
    expect(idsOf(taken)).toEqual(['mail-1', 'mail-2', 'begin'])
    expect(idsOf(await outbox.take(queryOf({ busy: ['mail'], roomOf: () => 9 })))).toEqual(['info'])
    expect(idsOf(await outbox.take(queryOf()))).toEqual(['mail-3'])
  })

  test('what was taken and not brought back counts as lost, and goes to somebody else', async () => {
    const { outbox } = await opened()
    await outbox.put([begin])
    await outbox.take(queryOf())
    expect(await outbox.take(queryOf({ holder: 'b', at: NOON + MINUTE - 1 }))).toEqual([])
    const late = queryOf({ holder: 'b', at: NOON + MINUTE, untilAt: NOON + 2 * MINUTE })
    const [again] = await outbox.take(late)
    expect(again).toMatchObject({ item: begin, attempts: [{ way: 0, result: 'lost', at: NOON + MINUTE }] })
    expect(await outbox.reclaim('a', NOON + MINUTE)).toBe(0)
    expect(await outbox.reclaim(null, NOON + MINUTE)).toBe(1)
    expect((await outbox.take({ ...late, holder: 'c' }))[0]!.attempts).toHaveLength(2)
  })

  test('an answer that comes late, when somebody else has it, still counts as told', async () => {
    const { outbox } = await opened()
    await outbox.put([begin])
    const [mine] = await outbox.take(queryOf())
    await outbox.take(queryOf({ holder: 'b', at: NOON + MINUTE, untilAt: NOON + 2 * MINUTE }))
    await outbox.settle([settlementOf(mine!, 'sent', NOON + MINUTE)])
    expect(await outbox.list({ state: 'sent' })).toHaveLength(1)
    expect(await outbox.nextDueAt()).toBeNull()
  })

  test('a dead letter is listed and counted, and tried afresh when an administrator says so', async () => {
    const store = await opened()
    const { outbox } = store
    await outbox.put([itemOf({ ways: [{ channel: 'bot', to: null }], expiresAt: NOON + MINUTE }, { id: 'begin' }), end])
    await settle(store, await outbox.take(queryOf()), 'rejected')
    expect(await outbox.counts()).toEqual({ pending: 1, dead: 1, oldestPendingAt: NOON })
    const [dead] = await outbox.list({ state: 'dead' })
    expect(dead).toMatchObject({ state: 'dead', endedBy: 'refused', item: { message: { id: 'begin' } } })
    expect(await outbox.retry(dead!.n, NOON + 9 * MINUTE)).toBe(true)
    expect(await outbox.retry(dead!.n, NOON + 9 * MINUTE)).toBe(false)
    const [fresh] = await outbox.take(queryOf({ at: NOON + 9 * MINUTE }))
    expect(fresh).toMatchObject({ way: 0, attempts: [], item: { expiresAt: null, message: { id: 'begin' } } })
    expect((await outbox.list({ message: 'begin' }))[0]!.attempts).toHaveLength(1)
  })

  test('what is not worth telling any more dies without an attempt', async () => {
    const { outbox } = await opened()
    await outbox.put([itemOf({ expiresAt: NOON + MINUTE }, { id: 'begin' })])
    expect(await outbox.take(queryOf({ at: NOON + MINUTE }))).toEqual([])
    expect(await outbox.list({})).toMatchObject([{ state: 'dead', endedBy: 'expired', attempts: [] }])
  })

  test('many messages of one thread that waited too long become the newest one, which knows them all', async () => {
    const store = await opened()
    const { outbox } = store
    const middle = itemOf({}, { id: 'middle', phase: 'change' })
    await outbox.put([begin, middle, itemOf({ recipient: 'managers' }, { id: 'alone' })])
    expect(await outbox.merge(NOON - 1)).toBe(0)
    expect(await outbox.merge(NOON)).toBe(1)
    await outbox.put([end])
    expect(await outbox.merge(NOON)).toBe(1)
    const taken = await outbox.take(queryOf())
    expect(idsOf(taken)).toEqual(['alone', 'end'])
    expect(taken[1]!.merged.map(({ id }) => id)).toEqual(['begin', 'middle'])
    await settle(store, taken, 'sent')
    expect((await outbox.list({ state: 'merged' })).map(({ item }) => item.message.id)).toEqual(['middle', 'begin'])
    expect(await outbox.nextDueAt()).toBeNull()
  })

  test('what is being tried is not merged away', async () => {
    const { outbox } = await opened()
    await outbox.put([begin, end])
    await outbox.take(queryOf())
    expect(await outbox.merge(NOON)).toBe(0)
  })

  test('what was told by another way is owed on the preferred one, until something there tells it', async () => {
    const store = await opened()
    const { outbox } = store
    const isAffected: TakeQuery['isAffected'] = ({ channel }) => channel === 'bot'
    await outbox.put([begin])
    const byMail = await outbox.take(queryOf({ isAffected }))
    expect(byMail[0]!.way).toBe(1)
    await settle(store, byMail, 'sent')
    expect(await outbox.owed(10)).toMatchObject([
      { recipient: 'help-desk', way: begin.ways[0], items: [{ message: begin.message, endedAt: NOON }] },
    ])
    await outbox.put([end])
    const [byBot] = await outbox.take(queryOf())
    expect(byBot).toMatchObject({ way: 0, owed: [{ message: begin.message }] })
    await outbox.settle([settlementOf(byBot!, 'sent')])
    expect(await outbox.owed(10)).toEqual([])
  })

  test('looks again at what waits for its time when what was in the way is gone', async () => {
    const store = await opened()
    await store.outbox.put([begin])
    await settle(store, await store.outbox.take(queryOf()), 'retry')
    await store.outbox.hurry(NOON + 1)
    expect(await store.outbox.nextDueAt()).toBe(NOON + 1)
    // Its own time to come again counts all the same.
    expect(await store.outbox.take(queryOf({ at: NOON + 1 }))).toEqual([])
    expect(await store.outbox.nextDueAt()).toBe(NOON + 5_000)
  })

  test('what ended long ago goes, with its attempts and what nobody needs any more', async () => {
    const store = await opened()
    await store.outbox.put([begin, end, named('other')])
    await settle(store, (await store.outbox.take(queryOf())).slice(0, 1), 'sent')
    expect(await store.outbox.pruneBefore(NOON)).toBe(0)
    expect(await store.outbox.pruneBefore(NOON + 1)).toBe(1)
    expect((await store.outbox.list({})).map(({ item }) => item.message.id)).toEqual(['other', 'end'])
  })

  test('of many who ask at once, each item goes to one, and every item to somebody', async () => {
    const store = await opened()
    const ids = Array.from({ length: 60 }, (_, i) => `m${i}`)
    await store.outbox.put(ids.map((id) => named(id)))
    const holders = Array.from({ length: 8 }, (_, i) => `holder-${i}`)
    const taken = await Promise.all(holders.map((holder) => store.outbox.take(queryOf({ holder, limit: 10 }))))
    const all = taken.flat().map(({ item }) => item.message.id)
    expect(new Set(all).size).toBe(all.length)
    expect(all.sort()).toEqual([...ids].sort())
  })

  test('whatever happens to them, items of one thread go out in their order and each is told at most once', async () => {
    const store = await opened()
    let round = 0
    const results = fc.array(fc.constantFrom('sent' as const, 'retry' as const, 'rejected' as const), { maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(results, async (outcomes) => {
        const thread = `thread-${round++}`
        const items = [1, 2, 3].map((i) => itemOf({}, { id: `${thread}/${i}`, thread }))
        await store.outbox.put(items)
        const told: string[] = []
        let at = NOON
        const world = outcomes.values()
        for (;;) {
          const [taken] = await store.outbox.take(queryOf({ at, untilAt: at + MINUTE }))
          const due = taken ? at : await store.outbox.nextDueAt()
          if (due === null) break
          at = Math.max(at, due)
          if (!taken) continue
          const result = world.next().value ?? 'sent'
          if (result === 'sent') told.push(taken.item.message.id)
          await store.outbox.settle([settlementOf(taken, result, at)])
        }
        expect(told).toEqual([...new Set(told)].sort())
        const records = await store.outbox.list({ limit: 3 })
        expect(records.map(({ state }) => state).filter((state) => state === 'sent').length).toBe(told.length)
      }),
      { numRuns: database === 'sqlite' ? 40 : 10 },
    )
  })
}
