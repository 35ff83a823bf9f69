import { type ColumnDefinitionBuilder, CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../schema.ts'
import { jsonOf, storableOf } from './storable.ts'

/** Values by column. Bytes cannot go into PostgreSQL this way. */
export type Row = Readonly<Record<string, string | number | null>>

/** All in which the two databases differ, named; everything else of the store is written once. */
export interface Differences {
  readonly database: 'sqlite' | 'postgres'
  /** Column type of raw bytes. */
  readonly bytes: RawBuilder<unknown>
  /** A number that the database gives out, growing. */
  readonly generatedId: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder
  /** Ends a table that is stored in the order of its primary key, where the database can do so. */
  readonly clustered: RawBuilder<unknown>
  /** The greater and the lesser of two values that may be null. */
  readonly greatest: (a: RawBuilder<unknown>, b: RawBuilder<unknown>) => RawBuilder<number>
  readonly least: (a: RawBuilder<unknown>, b: RawBuilder<unknown>) => RawBuilder<number>
  /** One statement that inserts the rows; a parameter for each value through the query builder would be ten times slower. */
  readonly insertOf: (table: string, columns: readonly string[], rows: readonly Row[], tail: string) => CompiledQuery
  /** An expression: the name of the table if there is one of that name, else null. */
  readonly tableNamed: (name: string) => RawBuilder<unknown>
  /** Within a transaction: whoever comes with the same name waits until it ends. */
  readonly serialize: (db: Kysely<Database>, name: string) => Promise<void>
}

const quoted = (name: string): string => `"${name}"`
const insertInto = (table: string, columns: readonly string[]): string =>
  `insert into ${quoted(table)} (${columns.map(quoted).join()})`
const storableValueOf = (value: Row[string] | undefined) => (typeof value === 'string' ? storableOf(value) : value)

export const SQLITE: Differences = {
  database: 'sqlite',
  bytes: sql`blob`,
  generatedId: (column) => column.primaryKey().autoIncrement(),
  clustered: sql`without rowid`,
  greatest: (a, b) => sql`coalesce(max(${a}, ${b}), ${a}, ${b})`,
  least: (a, b) => sql`coalesce(min(${a}, ${b}), ${a}, ${b})`,
  insertOf: (table, columns, rows, tail) => {
    const group = `(${columns.map(() => '?').join()})`
    const values = rows.flatMap((row) => columns.map((name) => storableValueOf(row[name])))
    return CompiledQuery.raw(`${insertInto(table, columns)} values ${rows.map(() => group).join()} ${tail}`, values)
  },
  tableNamed: (name) => sql`(select name from sqlite_schema where type = 'table' and name = ${name})`,
  // There is one writer at a time anyway: every transaction begins with the write lock.
  serialize: async () => {},
}

export const POSTGRES: Differences = {
  database: 'postgres',
  bytes: sql`bytea`,
  generatedId: (column) => column.primaryKey().generatedAlwaysAsIdentity(),
  clustered: sql``,
  greatest: (a, b) => sql`greatest(${a}, ${b})`,
  least: (a, b) => sql`least(${a}, ${b})`,
  insertOf: (table, columns, rows, tail) =>
    CompiledQuery.raw(
      `${insertInto(table, columns)} select ${columns.map(quoted).join()} from json_populate_recordset(null::${quoted(table)}, $1) ${tail}`,
      [jsonOf(rows)],
    ),
  tableNamed: (name) => sql`to_regclass(${name})::text`,
  serialize: async (db, name) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(db)
  },
}
