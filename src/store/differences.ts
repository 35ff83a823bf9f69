import { type ColumnDefinitionBuilder, type Kysely, type RawBuilder, sql } from 'kysely'

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
  /** Selects the columns of a table out of one parameter, a JSON array of objects: far quicker than a parameter a value. */
  readonly rowsOf: (table: string, columns: readonly string[], json: string) => RawBuilder<unknown>
  /** An expression: the name of the table if there is one of that name, else null. */
  readonly tableNamed: (name: string) => RawBuilder<unknown>
  /** Within a transaction: whoever comes with the same name waits until it ends. */
  readonly serialize: (db: Kysely<never>, name: string) => Promise<void>
}

export const SQLITE: Differences = {
  database: 'sqlite',
  bytes: sql`blob`,
  generatedId: (column) => column.primaryKey().autoIncrement(),
  clustered: sql`without rowid`,
  greatest: (a, b) => sql`coalesce(max(${a}, ${b}), ${a}, ${b})`,
  least: (a, b) => sql`coalesce(min(${a}, ${b}), ${a}, ${b})`,
  // Without `where true` the parser takes the `on conflict` that may follow for a join condition.
  rowsOf: (_table, columns, json) =>
    sql`select ${sql.join(columns.map((name) => sql`value ->> ${sql.lit(name)}`))} from json_each(${json}) where true`,
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
  rowsOf: (table, columns, json) =>
    sql`select ${sql.join(columns.map((name) => sql.ref(name)))} from json_populate_recordset(null::${sql.table(table)}, ${json}::json)`,
  tableNamed: (name) => sql`to_regclass(${name})::text`,
  serialize: async (db, name) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(db)
  },
}
