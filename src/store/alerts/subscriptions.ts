import type { Selectable } from 'kysely'
import type { Locale } from '../../core/locale.ts'
import { atomically, type Session } from '../database/session.ts'
import { jsonOf } from '../database/storable.ts'
import type { Subscription, SubscriptionChoice, Subscriptions } from './alert-aggregates.ts'
import type { AlertTables } from './alert-tables.ts'

const ASKED = 0
const CONFIRMED = 1

type SubscriptionRow = Selectable<AlertTables['subscription']>

const wishFrom = (row: SubscriptionRow): Omit<Subscription, 'confirmedAt'> => ({
  id: row.id,
  address: row.address,
  locale: row.locale as Locale,
  choice: JSON.parse(row.choice) as SubscriptionChoice,
  createdAt: row.created_at,
})
const subscriptionFrom = (row: SubscriptionRow): Subscription => ({ ...wishFrom(row), confirmedAt: row.confirmed_at! })

export function createSubscriptions(session: Session): Subscriptions {
  const rowBehind = ({ db }: Session, tokenHash: string, at: number) =>
    db
      .selectFrom('subscription')
      .selectAll()
      .where('token_hash', '=', tokenHash)
      .where('state', '=', ASKED)
      .where('expires_at', '>', at)
      .executeTakeFirst()
  return {
    ask: ({ id, address, locale, choice, createdAt, tokenHash, expiresAt }) =>
      atomically(session, async ({ db }) => {
        await db.deleteFrom('subscription').where('address', '=', address).where('state', '=', ASKED).execute()
        await db
          .insertInto('subscription')
          .values({
            ...{ id, address, locale, choice: jsonOf(choice), state: ASKED, token_hash: tokenHash },
            ...{ expires_at: expiresAt, created_at: createdAt, confirmed_at: null },
          })
          .execute()
      }),
    async asked(tokenHash, at) {
      const row = await rowBehind(session, tokenHash, at)
      return row ? wishFrom(row) : null
    },
    confirm: (tokenHash, at) =>
      atomically(session, async (inner) => {
        const { db, differences } = inner
        await differences.serialize(db, 'subscription')
        const row = await rowBehind(inner, tokenHash, at)
        if (!row) return null
        const before = await db
          .deleteFrom('subscription')
          .where('address', '=', row.address)
          .where('state', '=', CONFIRMED)
          .returning('id')
          .executeTakeFirst()
        // Links in letters that were sent before go on working.
        const confirmed = { id: before?.id ?? row.id, state: CONFIRMED, token_hash: null, confirmed_at: at }
        await db.updateTable('subscription').set(confirmed).where('id', '=', row.id).execute()
        return subscriptionFrom({ ...row, ...confirmed })
      }),
    async find(id) {
      const row = await session.db
        .selectFrom('subscription')
        .selectAll()
        .where('id', '=', id)
        .where('state', '=', CONFIRMED)
        .executeTakeFirst()
      return row ? subscriptionFrom(row) : null
    },
    end: (id) =>
      atomically(session, async ({ db }) => {
        const ended = await db.deleteFrom('subscription').where('id', '=', id).executeTakeFirst()
        return Number(ended.numDeletedRows) > 0
      }),
    async all() {
      const rows = await session.db
        .selectFrom('subscription')
        .selectAll()
        .where('state', '=', CONFIRMED)
        .orderBy('id')
        .execute()
      return rows.map(subscriptionFrom)
    },
    pruneExpired: (at) =>
      atomically(session, async ({ db }) => {
        const ended = await db
          .deleteFrom('subscription')
          .where('state', '=', ASKED)
          .where('expires_at', '<=', at)
          .executeTakeFirst()
        return Number(ended.numDeletedRows)
      }),
  }
}
