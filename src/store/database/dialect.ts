import type {
  CompiledQuery,
  DatabaseConnection,
  Dialect,
  Driver,
  QueryCompiler,
  QueryResult,
  TransactionSettings,
} from 'kysely'
import { problemOf } from '../problem.ts'

type Begin = (connection: DatabaseConnection, settings: TransactionSettings) => Promise<void>

/** The dialect with every error of its driver turned into a `StoreProblem` where it is one. `begin` may be its own. */
export function withProblems(dialect: Dialect, begin?: Begin): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => createProblemDriver(dialect.createDriver(), begin),
  }
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw problemOf(error) ?? error
  }
}

class ProblemConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection

  constructor(inner: DatabaseConnection) {
    this.inner = inner
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return translated(() => this.inner.executeQuery<R>(query))
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.inner.streamQuery<R>(query, chunkSize)
  }
}

const innerOf = (connection: DatabaseConnection): DatabaseConnection =>
  connection instanceof ProblemConnection ? connection.inner : connection

function createProblemDriver(driver: Driver, begin: Begin | undefined): Driver {
  // The same object for the same connection: kysely and the driver remember what they know of it by identity.
  const wrapped = new WeakMap<DatabaseConnection, ProblemConnection>()
  return {
    init: () => translated(() => driver.init()),
    async acquireConnection() {
      const inner = await translated(() => driver.acquireConnection())
      const known = wrapped.get(inner) ?? new ProblemConnection(inner)
      wrapped.set(inner, known)
      return known
    },
    beginTransaction: (connection, settings) =>
      translated(() => (begin ?? driver.beginTransaction.bind(driver))(innerOf(connection), settings)),
    commitTransaction: (connection) => translated(() => driver.commitTransaction(innerOf(connection))),
    rollbackTransaction: async (connection) => {
      // The first error is the one that counts. SQLite may have rolled back by itself (disk full), and a connection
      // that was lost cannot roll back: either way nothing is kept.
      await driver.rollbackTransaction(innerOf(connection)).catch(() => {})
    },
    savepoint: (connection, name, compile: QueryCompiler['compileQuery']) =>
      translated(() => driver.savepoint!(innerOf(connection), name, compile)),
    rollbackToSavepoint: (connection, name, compile: QueryCompiler['compileQuery']) =>
      translated(() => driver.rollbackToSavepoint!(innerOf(connection), name, compile)),
    releaseSavepoint: (connection, name, compile: QueryCompiler['compileQuery']) =>
      translated(() => driver.releaseSavepoint!(innerOf(connection), name, compile)),
    releaseConnection: (connection) => driver.releaseConnection(innerOf(connection)),
    destroy: () => driver.destroy(),
  }
}
