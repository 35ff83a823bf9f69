import type { Kysely } from 'kysely'

/** Who asked for the state of which account, and what came of it. Login ids are kept as keyed hashes only. */
export async function createAccountCheckTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('account_check')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('account_check_at').on('account_check').column('at').execute()
}
