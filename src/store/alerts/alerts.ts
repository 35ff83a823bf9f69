import { sql } from 'kysely'
import type { Decision } from '../../core/alert/decision.ts'
import type { AlertEvent } from '../../core/alert/event.ts'
import type { HumanAct } from '../../core/alert/facts.ts'
import type { AlertMemory } from '../../core/alert/memory.ts'
import { insertRows } from '../database/bulk.ts'
import { atomically, type Session } from '../database/session.ts'
import { jsonOf } from '../database/storable.ts'
import type { Alerts, Decisions } from './alert-aggregates.ts'

const MOST = 1_000
const eventFrom = ({ body }: { readonly body: string }): AlertEvent => JSON.parse(body) as AlertEvent

export function createAlerts(session: Session): Alerts {
  return {
    async memory() {
      const row = await session.db.selectFrom('alert_memory').select('body').where('id', '=', 1).executeTakeFirst()
      return row ? (JSON.parse(row.body) as AlertMemory) : null
    },
    async remember(memory) {
      const body = jsonOf(memory)
      await atomically(session, ({ db }) =>
        db
          .insertInto('alert_memory')
          .values({ id: 1, body })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ body }))
          .execute(),
      )
    },
    async addEvents(events) {
      const rows = events.map((event) => ({
        ...{ id: event.id, at: event.at, kind: event.kind, thread: event.thread, body: jsonOf(event) },
      }))
      await atomically(session, (inner) => insertRows(inner, 'alert_event', rows, sql`on conflict (id) do nothing`))
    },
    async events({ fromAt, toAt, thread, limit = MOST }) {
      let rows = session.db.selectFrom('alert_event').select('body').where('at', '>=', fromAt).where('at', '<', toAt)
      if (thread !== undefined) rows = rows.where('thread', '=', thread)
      return (await rows.orderBy('at', 'desc').orderBy('id').limit(limit).execute()).map(eventFrom)
    },
    async findEvent(id) {
      const row = await session.db.selectFrom('alert_event').select('body').where('id', '=', id).executeTakeFirst()
      return row ? eventFrom(row) : null
    },
    async addAct(act) {
      await atomically(session, ({ db }) =>
        db
          .insertInto('alert_act')
          .values({ at: act.at, body: jsonOf(act) })
          .execute(),
      )
    },
    takeActs: () =>
      atomically(session, async ({ db }) => {
        const rows = await db.selectFrom('alert_act').selectAll().orderBy('n').execute()
        const last = rows.at(-1)
        if (last) await db.deleteFrom('alert_act').where('n', '<=', last.n).execute()
        return rows.map(({ body }) => JSON.parse(body) as HumanAct)
      }),
  }
}

export function createDecisions(session: Session): Decisions {
  return {
    async append(decisions) {
      const rows = decisions.map((decision) => ({
        ...{ at: decision.at, event: decision.event, kind: decision.kind, thread: decision.thread },
        ...{ recipient: decision.recipient, outcome: decision.outcome, reason: decision.reason },
        ...{ message: decision.message, body: jsonOf(decision) },
      }))
      await atomically(session, (inner) => insertRows(inner, 'alert_decision', rows))
    },
    async range({ fromAt, toAt, limit = MOST, ...named }) {
      let rows = session.db.selectFrom('alert_decision').select('body').where('at', '>=', fromAt).where('at', '<', toAt)
      for (const name of ['recipient', 'event', 'thread', 'message'] as const)
        if (named[name] !== undefined) rows = rows.where(name, '=', named[name])
      const found = await rows.orderBy('n', 'desc').limit(limit).execute()
      return found.map(({ body }) => JSON.parse(body) as Decision)
    },
    pruneBefore: (at) =>
      atomically(session, async ({ db }) => {
        const removed = [
          await db.deleteFrom('alert_decision').where('at', '<', at).executeTakeFirst(),
          await db.deleteFrom('alert_event').where('at', '<', at).executeTakeFirst(),
          await db.deleteFrom('incident').where('end_at', '<', at).executeTakeFirst(),
          await db.deleteFrom('maintenance_window').where('end_at', '<', at).executeTakeFirst(),
        ]
        return removed.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0)
      }),
  }
}
