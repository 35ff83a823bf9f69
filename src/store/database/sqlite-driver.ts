import type Sqlite from 'better-sqlite3'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from 'kysely'

/** Statements kept ready; the store has some sixty, and bulk inserts of every size come on top. */
const STATEMENTS_AT_MOST = 200

/** Kysely's dialect with two things it lacks: statements are prepared once, and the schema changes within a transaction. */
export class PreparingDialect extends SqliteDialect {
  readonly #database: Sqlite.Database

  constructor(database: Sqlite.Database) {
    super({ database })
    this.#database = database
  }

  override createDriver() {
    return new PreparingDriver(this.#database)
  }

  override createAdapter() {
    return new TransactionalAdapter()
  }
}

/** SQLite can change its schema within a transaction: a migration is done whole or not at all. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true
  }
}

class PreparingDriver extends SqliteDriver {
  readonly #connection: PreparingConnection

  constructor(database: Sqlite.Database) {
    super({ database })
    this.#connection = new PreparingConnection(database)
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }
}

class PreparingConnection implements DatabaseConnection {
  readonly #database: Sqlite.Database
  readonly #statements = new Map<string, Sqlite.Statement<unknown[]>>()

  constructor(database: Sqlite.Database) {
    this.#database = database
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const statement = this.#prepared(sql)
    if (statement.reader) return { rows: statement.all(...parameters) as R[] }
    const { changes, lastInsertRowid } = statement.run(...parameters)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the store reads page by page')
  }

  #prepared(sql: string): Sqlite.Statement<unknown[]> {
    const known = this.#statements.get(sql)
    const statement = known ?? this.#database.prepare<unknown[]>(sql)
    // Whatever was used last is at the end; what was not used for longest goes first.
    this.#statements.delete(sql)
    this.#statements.set(sql, statement)
    if (this.#statements.size > STATEMENTS_AT_MOST) this.#statements.delete(this.#statements.keys().next().value!)
    return statement
  }
}
