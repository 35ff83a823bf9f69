import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Differences } from '../differences.ts'
import { StoreProblem } from '../problem.ts'
import type { Database } from '../schema.ts'
import { createFirstTables } from './0001-first.ts'

/** Every step from an empty database to today's, in order. Only ever add at the end. */
const MIGRATIONS: Readonly<Record<string, (db: Kysely<unknown>, differences: Differences) => Promise<void>>> = {
  '0001-first': createFirstTables,
}

/** Brings the schema up to date, each step whole or not at all. Throws a `StoreProblem` where a newer Dotchi was here. */
export async function migrate(db: Kysely<Database>, differences: Differences): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (tables.some((table) => table.name === 'kysely_migration')) await refuseNewer(db)
  const migrations = Object.fromEntries(
    Object.entries(MIGRATIONS).map(([name, up]) => [name, { up: (inner: Kysely<unknown>) => up(inner, differences) }]),
  )
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

async function refuseNewer(db: Kysely<Database>): Promise<void> {
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute()
  const foreign = rows.find(({ name }) => !Object.hasOwn(MIGRATIONS, name))
  if (foreign) throw new StoreProblem('newer-schema', undefined, foreign.name)
}
