import { agentFrom } from './agents.ts'
import { atomically, type Session } from './database/session.ts'
import type { Enrolments } from './store.ts'

export function createEnrolments(session: Session): Enrolments {
  return {
    async issue({ hash, agent, expiresAt }) {
      await atomically(session, async ({ db }) => {
        // The newest code counts: an older one may lie about on paper.
        await db.deleteFrom('enrolment_code').where('agent', '=', agent).execute()
        await db.insertInto('enrolment_code').values({ hash, agent, expires_at: expiresAt }).execute()
      })
    },
    redeem({ hash, tokenHashOf, at }) {
      return atomically(session, async ({ db }) => {
        await db.deleteFrom('enrolment_code').where('expires_at', '<=', at).execute()
        // Whoever deletes the row has it: of two who come at once, one.
        const code = await db
          .deleteFrom('enrolment_code')
          .where('hash', '=', hash)
          .returning('agent')
          .executeTakeFirst()
        if (!code) return null
        const row = await db
          .updateTable('agent')
          .set({ token_hash: tokenHashOf(code.agent), enrolled_at: at })
          .where('id', '=', code.agent)
          .where('revoked_at', 'is', null)
          .returningAll()
          .executeTakeFirst()
        return row ? agentFrom(row) : null
      })
    },
  }
}
