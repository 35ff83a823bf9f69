import { sql } from 'kysely'
import { atomically, type Session } from './database/session.ts'
import type { Leases } from './store.ts'

/** Who of those that share a database may do what, for so long. */
export function createLeases(session: Session): Leases {
  return {
    acquire(name, holder, ttlMs) {
      return atomically(session, async ({ db, clock }) => {
        const now = clock.now()
        // One statement decides: it writes only where the lease is free, run out or ours already.
        const row = await db
          .insertInto('lease')
          .values({ name, holder, expires_at: now + ttlMs, term: 1 })
          .onConflict((conflict) =>
            conflict
              .column('name')
              .doUpdateSet({
                holder,
                expires_at: now + ttlMs,
                term: sql<number>`lease.term + case when lease.holder = ${holder} then 0 else 1 end`,
              })
              .where((where) => where.or([where('lease.holder', '=', holder), where('lease.expires_at', '<=', now)])),
          )
          .returning(['expires_at', 'term'])
          .executeTakeFirst()
        return row ? { name, holder, expiresAt: row.expires_at, term: row.term } : null
      })
    },
    async release(name, holder) {
      // The row stays, so that the term goes on growing.
      await atomically(session, ({ db }) =>
        db.updateTable('lease').set({ expires_at: 0 }).where('name', '=', name).where('holder', '=', holder).execute(),
      )
    },
  }
}
