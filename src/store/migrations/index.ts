import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Differences } from '../database/differences.ts'
import { StoreProblem } from '../problem.ts'
import type { Database } from '../schema.ts'
import { createFirstTables } from './0001-first.ts'
import { createAgentTables } from './0002-agents.ts'
import { createAccountCheckTable } from './0003-account-checks.ts'
import { createOutboxTables } from './0004-outbox.ts'
import { createAlertTables } from './0005-alerts.ts'

/** Every step from an empty database to today's, in order. Only ever add at the end. */
const MIGRATIONS: Readonly<Record<string, (db: Kysely<unknown>, differences: Differences) => Promise<void>>> = {
  '0001-first': createFirstTables,
  '0002-agents': createAgentTables,
  '0003-account-checks': createAccountCheckTable,
  '0004-outbox': createOutboxTables,
  '0005-alerts': createAlertTables,
}

const TABLE = 'dotchi_migration'

/** Brings the schema up to date, each step whole or not at all. Throws a `StoreProblem` where a newer Dotchi was here. */
export async function migrate(db: Kysely<Database>, differences: Differences): Promise<void> {
  const done = await executed(db, differences)
  const foreign = done.find((name) => !Object.hasOwn(MIGRATIONS, name))
  if (foreign !== undefined) throw new StoreProblem('newer-schema', undefined, foreign)
  // The usual start: the migrator would look for more than we need to know.
  if (Object.keys(MIGRATIONS).every((name) => done.includes(name))) return
  const migrations = Object.fromEntries(
    Object.entries(MIGRATIONS).map(([name, up]) => [name, { up: (inner: Kysely<unknown>) => up(inner, differences) }]),
  )
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: TABLE,
    migrationLockTableName: `${TABLE}_lock`,
  })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

async function executed(db: Kysely<Database>, differences: Differences): Promise<readonly string[]> {
  const found = await sql<{ name: string }>`select ${differences.tableNamed(TABLE)} as name`.execute(db)
  if (!found.rows[0]?.name) return []
  const rows = await db.withTables<{ dotchi_migration: { name: string } }>().selectFrom(TABLE).select('name').execute()
  return rows.map(({ name }) => name)
}
