import type { Selectable } from 'kysely'
import type { Agent, AgentScope } from '../core/agent.ts'
import type { Text } from '../core/locale.ts'
import { atomically, type Session } from './database/session.ts'
import { jsonOf } from './database/storable.ts'
import type { Database } from './schema.ts'
import type { Agents } from './store.ts'

type AgentRow = Selectable<Database['agent']>

export const agentFrom = (row: AgentRow): Agent => ({
  id: row.id,
  title: JSON.parse(row.title) as Text,
  scope: row.scope as AgentScope,
  createdAt: row.created_at,
  enrolledAt: row.enrolled_at,
  lastSeenAt: row.last_seen_at,
  revokedAt: row.revoked_at,
  clockOffsetMs: row.clock_offset_ms,
  version: row.version,
})

export function createAgents(session: Session): Agents {
  const rowOf = (id: string): Promise<AgentRow | undefined> =>
    session.db.selectFrom('agent').selectAll().where('id', '=', id).executeTakeFirst()
  return {
    add({ id, title, scope, createdAt }) {
      return atomically(session, async ({ db }) => {
        const fresh = { title: jsonOf(title), scope, created_at: createdAt, revoked_at: null, ...NOT_ENROLLED }
        // Only one that was revoked may be added anew: a name that is in use keeps its token.
        const row = await db
          .insertInto('agent')
          .values({ id, last_seen_at: null, clock_offset_ms: null, version: null, ...fresh })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(fresh).where('agent.revoked_at', 'is not', null))
          .returningAll()
          .executeTakeFirst()
        return row ? agentFrom(row) : null
      })
    },
    async find(id) {
      const row = await rowOf(id)
      return row ? agentFrom(row) : null
    },
    async credentials(id) {
      const row = await rowOf(id)
      return row ? { agent: agentFrom(row), tokenHash: row.token_hash } : null
    },
    async all() {
      const rows = await session.db.selectFrom('agent').selectAll().orderBy('id').execute()
      return rows.map(agentFrom)
    },
    async seen(id, { at, clockOffsetMs, version }) {
      await atomically(session, ({ db }) =>
        db
          .updateTable('agent')
          .set({ last_seen_at: at, clock_offset_ms: Math.round(clockOffsetMs), version })
          .where('id', '=', id)
          .execute(),
      )
    },
    async revoke(id, at) {
      return atomically(session, async ({ db }) => {
        await db.deleteFrom('enrolment_code').where('agent', '=', id).execute()
        const result = await db
          .updateTable('agent')
          .set({ revoked_at: at, token_hash: null })
          .where('id', '=', id)
          .where('revoked_at', 'is', null)
          .executeTakeFirst()
        return Number(result.numUpdatedRows) > 0
      })
    },
  }
}

const NOT_ENROLLED = { token_hash: null, enrolled_at: null }
