import type { Way } from '../../core/alert/policy.ts'
import type { Locale } from '../../core/locale.ts'
import type { Session } from '../database/session.ts'
import type { DeliveryQuery, DeliveryRecord, OutboxCounts, Owed } from './outbox.ts'
import { ITEM_STATES } from './outbox.ts'
import { attemptsOn, DEAD, itemFrom, messageFrom, PENDING } from './outbox-rows.ts'

const PAGE = 100

/** Items with their whole story, newest first. */
export async function listDeliveries(session: Session, query: DeliveryQuery): Promise<DeliveryRecord[]> {
  const { state, message, limit = PAGE, before } = query
  let rows = session.db
    .selectFrom('outbox as item')
    .innerJoin('outbox_message', 'outbox_message.hash', 'item.message_hash')
    .selectAll('item')
    .select('outbox_message.body')
  if (state !== undefined) rows = rows.where('item.state', '=', ITEM_STATES.indexOf(state))
  if (message !== undefined) rows = rows.where('item.key', '=', message)
  if (before !== undefined) rows = rows.where('item.n', '<', before)
  const found = await rows.orderBy('item.n', 'desc').limit(limit).execute()
  const attempts = await attemptsOn(
    session,
    found.map(({ n }) => n),
  )
  return found.map((row) => ({
    n: row.n,
    item: itemFrom(row),
    state: ITEM_STATES[row.state]!,
    endedBy: row.ended_by,
    endedAt: row.ended_at,
    dueAt: row.state === PENDING ? row.due_at : null,
    isOwed: row.owed !== null,
    mergedInto: row.merged_into,
    attempts: (attempts.get(row.n) ?? []).map(({ way, channel, at, tookMs, result, reason, detail }) => ({
      ...{ way, channel, at, tookMs, result, reason, detail },
    })),
  }))
}

/** One dead letter afresh: earlier attempts count no more, and neither does its old end. */
export async function retryDead({ db }: Session, n: number, at: number): Promise<boolean> {
  const done = await db
    .updateTable('outbox')
    .set({ state: PENDING, due_at: at, retried_at: at, expires_at: null, ended_at: null, ended_by: null })
    .where('n', '=', n)
    .where('state', '=', DEAD)
    .executeTakeFirst()
  return Number(done.numUpdatedRows) > 0
}

export async function countItems({ db }: Session): Promise<OutboxCounts> {
  const rows = await db
    .selectFrom('outbox')
    .select(({ fn }) => ['state', fn.countAll<number | string>().as('items'), fn.min('created_at').as('first_at')])
    .where('state', 'in', [PENDING, DEAD])
    .groupBy('state')
    .execute()
  const of = (state: number) => rows.find((row) => row.state === state)
  return {
    pending: Number(of(PENDING)?.items ?? 0),
    dead: Number(of(DEAD)?.items ?? 0),
    oldestPendingAt: of(PENDING)?.first_at ?? null,
  }
}

/** What is owed, in groups of one recipient and one way. */
export async function owedItems({ db }: Session, limit: number): Promise<Owed[]> {
  const groups = await db
    .selectFrom('outbox')
    .select(['recipient', 'owed'])
    .where('owed', 'is not', null)
    .groupBy(['recipient', 'owed'])
    .orderBy('recipient')
    .limit(limit)
    .execute()
  const owed: Owed[] = []
  for (const { recipient, owed: way } of groups) {
    const rows = await db
      .selectFrom('outbox as item')
      .innerJoin('outbox_message', 'outbox_message.hash', 'item.message_hash')
      .select(['item.n', 'item.key', 'item.locale', 'item.ended_at', 'outbox_message.body'])
      .where('item.owed', '=', way)
      .where('item.recipient', '=', recipient)
      .orderBy('item.n')
      .execute()
    owed.push({
      recipient,
      locale: rows.at(-1)!.locale as Locale,
      way: JSON.parse(way!) as Way,
      items: rows.map((row) => ({ n: row.n, message: messageFrom(row), endedAt: row.ended_at ?? 0 })),
    })
  }
  return owed
}
