import type { Kysely } from 'kysely'

/** Agents in other offices, and the codes with which they enrol. Tokens and codes are kept as SHA-256 only. */
export async function createAgentTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agent')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('token_hash', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('enrolled_at', 'bigint')
    .addColumn('last_seen_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .addColumn('clock_offset_ms', 'bigint')
    .addColumn('version', 'text')
    .execute()
  await db.schema
    .createTable('enrolment_code')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('agent', 'text', (c) => c.notNull().references('agent.id'))
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('enrolment_code_agent').on('enrolment_code').column('agent').execute()
}
