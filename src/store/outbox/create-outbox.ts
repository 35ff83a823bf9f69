import { sql } from 'kysely'
import type { OutboxItem } from '../../core/outbox/item.ts'
import { insertRows } from '../database/bulk.ts'
import { atomically, type Session } from '../database/session.ts'
import { countItems, listDeliveries, owedItems, retryDead } from './deliveries.ts'
import type { Outbox } from './outbox.ts'
import { bodyRowOf, itemRowOf, MERGED, PENDING } from './outbox-rows.ts'
import { forgiveAll, settleAll } from './settle.ts'
import { mergeWaiting, reclaimLeases, takeDue } from './take.ts'

export function createOutbox(session: Session): Outbox {
  /** One at a time: what one takes, the next one must find taken. */
  const inTurn = <T>(work: (inner: Session) => Promise<T>): Promise<T> =>
    atomically(session, async (inner) => {
      await inner.differences.serialize(inner.db, 'outbox')
      return work(inner)
    })
  return {
    put: (items) => inTurn((inner) => putItems(inner, items)),
    merge: (at) => inTurn((inner) => mergeWaiting(inner, at, MERGED)),
    take: (query) => inTurn((inner) => takeDue(inner, query)),
    settle: (settlements) => inTurn((inner) => settleAll(inner, settlements)),
    reclaim: (holder, at) => inTurn((inner) => reclaimLeases(inner, at, holder)),
    async giveBack(items, holder) {
      await inTurn(({ db }) =>
        db
          .updateTable('outbox')
          .set({ lease_holder: null, lease_until: 0, trying: null })
          .where('n', 'in', [...items])
          .where('lease_holder', '=', holder)
          .execute(),
      )
    },
    nextDueAt: () => nextDueAt(session),
    async hurry(at) {
      await inTurn(({ db }) =>
        db.updateTable('outbox').set({ due_at: at }).where('state', '=', PENDING).where('due_at', '>', at).execute(),
      )
    },
    owed: (limit) => owedItems(session, limit),
    forgive: (items) => inTurn((inner) => forgiveAll(inner, items)),
    list: (query) => listDeliveries(session, query),
    retry: (n, at) => inTurn((inner) => retryDead(inner, n, at)),
    counts: () => countItems(session),
    pruneBefore: (at) => inTurn((inner) => pruneEnded(inner, at)),
  }
}

async function putItems(session: Session, items: readonly OutboxItem[]): Promise<number> {
  if (items.some(({ ways }) => ways.length === 0)) throw new Error('an item without any way can reach nobody')
  const bodies = new Map<string, string>()
  const rows = items.map((item) => {
    const { hash, body } = bodyRowOf(item.message)
    bodies.set(hash, body)
    return itemRowOf(item, hash)
  })
  const messages = [...bodies].map(([hash, body]) => ({ hash, body }))
  await insertRows(session, 'outbox_message', messages, sql`on conflict (hash) do nothing`)
  const put = await insertRows<{ n: number }>(session, 'outbox', rows, sql`on conflict (key) do nothing returning n`)
  return put.length
}

/** Of a thread only the first for each recipient: the others wait for it, not for their time. */
async function nextDueAt({ db, differences }: Session): Promise<number | null> {
  const row = await db
    .selectFrom('outbox as item')
    .select(sql<number | null>`min(${differences.greatest(sql`due_at`, sql`lease_until`)})`.as('at'))
    .where('state', '=', PENDING)
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
    .executeTakeFirst()
  return row?.at ?? null
}

async function pruneEnded({ db }: Session, at: number): Promise<number> {
  const old = db.selectFrom('outbox').select('n').where('state', '!=', PENDING).where('ended_at', '<', at)
  await db.deleteFrom('delivery_attempt').where('item', 'in', old).execute()
  const result = await db
    .deleteFrom('outbox')
    .where('state', '!=', PENDING)
    .where('ended_at', '<', at)
    .executeTakeFirst()
  await db
    .deleteFrom('outbox_message')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('outbox').select('n').whereRef('outbox.message_hash', '=', 'outbox_message.hash'))),
    )
    .execute()
  return Number(result.numDeletedRows)
}
