import { atomically, type Session } from './database/session.ts'
import { storableOf } from './database/storable.ts'
import type { SourceStates } from './store.ts'

export function createSourceStates(session: Session): SourceStates {
  return {
    async put({ source, ...state }) {
      const values = {
        last_attempt_at: state.lastAttemptAt,
        last_success_at: state.lastSuccessAt,
        last_change_at: state.lastChangeAt,
        items: state.items,
        state: state.state,
        reason: state.reason === null ? null : storableOf(state.reason),
      }
      await atomically(session, ({ db }) =>
        db
          .insertInto('source_state')
          .values({ source, ...values })
          .onConflict((conflict) => conflict.column('source').doUpdateSet(values))
          .execute(),
      )
    },
    async all() {
      const rows = await session.db.selectFrom('source_state').selectAll().execute()
      // Sorted here: the databases do not agree on the order of texts.
      return rows
        .map((row) => ({
          source: row.source,
          lastAttemptAt: row.last_attempt_at,
          lastSuccessAt: row.last_success_at,
          lastChangeAt: row.last_change_at,
          items: row.items,
          state: row.state,
          reason: row.reason,
        }))
        .sort((a, b) => (a.source < b.source ? -1 : 1))
    },
  }
}
