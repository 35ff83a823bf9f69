import { sql } from 'kysely'
import type { Message } from '../../core/alert/message.ts'
import { nextStep, type Step } from '../../core/outbox/next-step.ts'
import { retryAtOf } from '../../core/outbox/patience.ts'
import { insertRows } from '../database/bulk.ts'
import type { Session } from '../database/session.ts'
import { jsonOf } from '../database/storable.ts'
import type { Taken, TakeQuery } from './outbox.ts'
import { attemptsOn, countingAttempts, DEAD, type ItemRow, itemFrom, messageFrom, PENDING } from './outbox-rows.ts'

/** Leases what is due and may be tried now; what turns out not to be gets its new time. Within a transaction. */
export async function takeDue(session: Session, query: TakeQuery): Promise<Taken[]> {
  const { at, limit, isAffected } = query
  await reclaimLeases(session, at)
  const rows = await dueRows(session, query)
  const attempts = await attemptsOn(
    session,
    rows.map(({ n }) => n),
  )
  const room = new Map<string, number>()
  const taken: Omit<Taken, 'merged' | 'owed'>[] = []
  for (const row of rows) {
    if (taken.length >= limit) break
    const item = itemFrom(row)
    const counting = countingAttempts(row, attempts.get(row.n))
    const step = nextStep(item, counting, (way) => isAffected(item.ways[way]!), at)
    if (step.kind !== 'try') {
      await putOff(session, row.n, step, at)
      continue
    }
    const { channel } = item.ways[step.way]!
    const left = room.get(channel) ?? query.roomOf(channel)
    room.set(channel, left - 1)
    if (left > 0) taken.push({ n: row.n, item, attempts: counting, way: step.way })
    else if (row.next_channel !== channel) await expectOn(session, row.n, channel)
  }
  await lease(session, taken, query)
  return withHistory(session, taken)
}

/** In their order; of a thread only the first for each recipient, whoever has it. */
function dueRows({ db }: Session, { at, limit, busy, only }: TakeQuery): Promise<ItemRow[]> {
  let due = db
    .selectFrom('outbox as item')
    .innerJoin('outbox_message', 'outbox_message.hash', 'item.message_hash')
    .selectAll('item')
    .select('outbox_message.body')
    .where('item.state', '=', PENDING)
    .where('item.due_at', '<=', at)
    .where('item.lease_until', '<=', at)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as earlier')
            .select('earlier.n')
            .whereRef('earlier.thread', '=', 'item.thread')
            .whereRef('earlier.recipient', '=', 'item.recipient')
            .where('earlier.state', '=', PENDING)
            .whereRef('earlier.n', '<', 'item.n'),
        ),
      ),
    )
  if (busy.length > 0) due = due.where('item.next_channel', 'not in', busy)
  if (only) due = due.where('item.key', 'in', only)
  return due
    .orderBy('item.urgency')
    .orderBy('item.n')
    .limit(limit * 2)
    .execute()
}

/** What was leased by somebody who did not come back: nobody knows whether it arrived. */
export async function reclaimLeases(session: Session, at: number, holder?: string | null): Promise<number> {
  const { db } = session
  let held = db.selectFrom('outbox').selectAll().where('state', '=', PENDING).where('lease_until', '>', 0)
  if (holder === undefined) held = held.where('lease_until', '<=', at)
  else if (holder !== null) held = held.where('lease_holder', '=', holder)
  const rows = await held.execute()
  if (rows.length === 0) return 0
  const ids = rows.map(({ n }) => n)
  const attempts = await attemptsOn(session, ids)
  const lost = rows.map((row) => {
    const way = row.trying ?? 0
    const before = countingAttempts({ ...row }, attempts.get(row.n)).filter((attempt) => attempt.way === way)
    const retryAt = retryAtOf({ result: 'lost', at, retryAfterMs: null, before, chance: 0.5 })
    return { item: row.n, way, channel: row.next_channel, at, retryAt }
  })
  await insertRows(
    session,
    'delivery_attempt',
    lost.map(({ item, way, channel, retryAt }) => ({
      ...{ item, way, channel, at, took_ms: 0, result: 'lost', reason: null, detail: null },
      retry_at: retryAt,
    })),
  )
  for (const { item, retryAt } of lost)
    await db
      .updateTable('outbox')
      .set({ lease_holder: null, lease_until: 0, trying: null, due_at: retryAt })
      .where('n', '=', item)
      .execute()
  return rows.length
}

async function lease({ db }: Session, taken: readonly Omit<Taken, 'merged' | 'owed'>[], query: TakeQuery) {
  const groups = Map.groupBy(taken, ({ way, item }) => `${way}|${item.ways[way]!.channel}`)
  for (const group of groups.values()) {
    const { way, item } = group[0]!
    await db
      .updateTable('outbox')
      .set({
        lease_holder: query.holder,
        lease_until: query.untilAt,
        trying: way,
        next_channel: item.ways[way]!.channel,
      })
      .where(
        'n',
        'in',
        group.map(({ n }) => n),
      )
      .execute()
  }
}

async function putOff({ db }: Session, n: number, step: Exclude<Step, { kind: 'try' }>, at: number): Promise<void> {
  const update = db.updateTable('outbox').where('n', '=', n)
  if (step.kind === 'wait') await update.set({ due_at: step.untilAt }).execute()
  else if (step.kind === 'dead') await update.set({ state: DEAD, ended_at: at, ended_by: step.reason }).execute()
  else throw new Error('what was told is not pending')
}

const expectOn = ({ db }: Session, n: number, channel: string) =>
  db.updateTable('outbox').set({ next_channel: channel }).where('n', '=', n).execute()

/** Adds what each of them tells besides. */
async function withHistory(session: Session, taken: readonly Omit<Taken, 'merged' | 'owed'>[]): Promise<Taken[]> {
  if (taken.length === 0) return []
  const said = session.db
    .selectFrom('outbox as item')
    .innerJoin('outbox_message', 'outbox_message.hash', 'item.message_hash')
    .select(['item.n', 'item.key', 'item.merged_into', 'item.recipient', 'item.owed', 'outbox_message.body'])
  const merged = await said
    .where(
      'item.merged_into',
      'in',
      taken.map(({ n }) => n),
    )
    .orderBy('item.n')
    .execute()
  const preferred = taken.filter(({ way }) => way === 0)
  const owed =
    preferred.length === 0
      ? []
      : await said
          .where('item.owed', 'is not', null)
          .where('item.recipient', 'in', [...new Set(preferred.map(({ item }) => item.recipient))])
          .orderBy('item.n')
          .execute()
  const used = new Set<number>()
  return taken.map((one) => {
    const way = one.way === 0 ? jsonOf(one.item.ways[0]) : null
    const mine = owed.filter((row) => row.recipient === one.item.recipient && row.owed === way && !used.has(row.n))
    for (const { n } of mine) used.add(n)
    return {
      ...one,
      merged: merged.filter((row) => row.merged_into === one.n).map((row): Message => messageFrom(row)),
      owed: mine.map((row) => ({ n: row.n, message: messageFrom(row) })),
    }
  })
}

/** Of two items of one thread and recipient that wait, the newer one tells what the older one said. */
export async function mergeWaiting(session: Session, at: number, mergedState: number): Promise<number> {
  const { db } = session
  const groups = await db
    .selectFrom('outbox')
    .select(({ fn }) => ['thread', 'recipient', fn.max('n').as('newest')])
    .where('state', '=', PENDING)
    .where('thread', 'is not', null)
    .groupBy(['thread', 'recipient'])
    .having(sql<boolean>`count(*) > 1 and min(created_at) <= ${at} and max(lease_until) = 0`)
    .execute()
  let spared = 0
  for (const { thread, recipient, newest } of groups) {
    const older = await db
      .selectFrom('outbox')
      .select('n')
      .where('state', '=', PENDING)
      .where('thread', '=', thread)
      .where('recipient', '=', recipient)
      .where('n', '<', newest)
      .execute()
    const ids = older.map(({ n }) => n)
    const ended = { state: mergedState, ended_at: session.clock.now(), ended_by: 'merged' }
    await db.updateTable('outbox').set(ended).where('n', 'in', ids).execute()
    await db
      .updateTable('outbox')
      .set({ merged_into: newest })
      .where(({ or, eb }) => or([eb('n', 'in', ids), eb('merged_into', 'in', ids)]))
      .execute()
    spared += ids.length
  }
  return spared
}
