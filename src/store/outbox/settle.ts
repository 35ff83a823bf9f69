import { insertRows, partsOf } from '../database/bulk.ts'
import type { Session } from '../database/session.ts'
import { jsonOf, storableOf } from '../database/storable.ts'
import type { Settlement } from './outbox.ts'
import { DEAD, PENDING, SENT } from './outbox-rows.ts'

/** Keeps attempts and what they came to. Within a transaction. */
export async function settleAll(session: Session, settlements: readonly Settlement[]): Promise<void> {
  await insertRows(
    session,
    'delivery_attempt',
    settlements.map(({ n, attempt }) => ({
      ...{ item: n, way: attempt.way, channel: attempt.channel, at: attempt.at, took_ms: Math.round(attempt.tookMs) },
      ...{ result: attempt.result, reason: attempt.reason, retry_at: attempt.retryAt },
      detail: attempt.detail === null ? null : storableOf(attempt.detail),
    })),
  )
  const sent = settlements.filter(({ step }) => step.kind === 'done')
  for (const group of Map.groupBy(sent, ({ attempt, owed }) => `${attempt.channel}|${jsonOf(owed)}`).values())
    await markSent(session, group)
  for (const settlement of settlements) if (settlement.step.kind !== 'done') await moveOn(session, settlement)
  await forgiveAll(
    session,
    settlements.flatMap(({ forgiven }) => forgiven),
  )
}

async function markSent({ db }: Session, group: readonly Settlement[]): Promise<void> {
  const { attempt, owed, endedAt } = group[0]!
  const ended = {
    ...{ state: SENT, ended_at: endedAt, ended_by: attempt.channel, owed: owed && jsonOf(owed) },
    ...{ lease_holder: null, lease_until: 0, trying: null },
  }
  // Whoever has it by now: it has been told, and that is what counts.
  for (const part of partsOf(group))
    await db
      .updateTable('outbox')
      .set(ended)
      .where(
        'n',
        'in',
        part.map(({ n }) => n),
      )
      .where('state', '=', PENDING)
      .execute()
}

async function moveOn({ db }: Session, { n, step, endedAt }: Settlement): Promise<void> {
  const free = { lease_holder: null, lease_until: 0, trying: null }
  const update = db.updateTable('outbox').where('n', '=', n).where('state', '=', PENDING)
  if (step.kind === 'dead')
    await update.set({ ...free, state: DEAD, ended_at: endedAt, ended_by: step.reason }).execute()
  else await update.set({ ...free, due_at: step.kind === 'wait' ? step.untilAt : endedAt }).execute()
}

export async function forgiveAll({ db }: Session, items: readonly number[]): Promise<void> {
  for (const part of partsOf(items)) await db.updateTable('outbox').set({ owed: null }).where('n', 'in', part).execute()
}
