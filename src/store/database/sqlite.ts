import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { CompiledQuery, type Dialect } from 'kysely'
import type { Clock } from '../../platform/clock.ts'
import { problemOf, StoreProblem } from '../problem.ts'
import { withProblems } from './dialect.ts'
import { PreparingDialect } from './sqlite-driver.ts'

/** How long others may hold the file before we give up. */
const PATIENCE_MS = 5000
const RETRY_MS = 20

/**
 * SQLite waits by blocking the whole process, and probes would start late; so it gives up soon (`busy_timeout`) and we
 * come again by the clock. Every transaction takes the write lock first: one that only finds later that it cannot have
 * it would have to be done anew.
 */
const BUSY_TIMEOUT_MS = 50

/** Versions before this one can damage a WAL database that has more than one connection (https://sqlite.org/wal.html). */
const OLDEST = [3, 51, 3] as const

/** Opens the file, making it and its folder where they are missing. Throws a `StoreProblem`. */
export async function openSqlite(path: string, clock: Clock): Promise<Dialect> {
  const database = await patiently(clock, async () => connect(path))
  return withProblems(new PreparingDialect(database), (connection) =>
    patiently(clock, async () => {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'))
    }),
  )
}

function connect(path: string): Sqlite.Database {
  let database: Sqlite.Database | undefined
  try {
    if (path !== ':memory:' && !path.startsWith('file:')) mkdirSync(dirname(path), { recursive: true })
    database = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS })
    assertSafe(database)
    // A verdict or a message that was told to people must survive a power cut, which WAL alone does not promise:
    // hence `full`. It costs half a millisecond a transaction, and a round is one transaction.
    database.pragma('journal_mode = wal')
    database.pragma('synchronous = full')
    database.pragma('foreign_keys = on')
    // Shows at once, and not at the first round, that nothing can be written.
    database.exec('begin immediate; rollback')
    return database
  } catch (error) {
    database?.close()
    if (error instanceof Error && 'code' in error && /^E(ACCES|PERM|ROFS)$/.test(String(error.code))) {
      throw new StoreProblem('read-only', error)
    }
    // The folder cannot be made or is no folder (ENOTDIR, EEXIST), or the driver found none (TypeError).
    const unreachable = error instanceof TypeError || (error instanceof Error && 'syscall' in error)
    throw problemOf(error) ?? (unreachable ? new StoreProblem('unreachable', error) : error)
  }
}

function assertSafe(database: Sqlite.Database): void {
  const version = String(database.prepare('select sqlite_version()').pluck().get())
  const parts = version.split('.').map(Number)
  for (const [index, oldest] of OLDEST.entries()) {
    const part = parts[index] ?? 0
    if (part > oldest) return
    if (part < oldest) throw new StoreProblem('old-engine', undefined, `SQLite ${version}`)
  }
}

/** Does it again while the database is busy, without blocking anybody, and in the end lets the problem through. */
async function patiently<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  const endAt = clock.monotonic() + PATIENCE_MS
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (problemOf(error)?.reason !== 'busy' || clock.monotonic() >= endAt) throw error
    }
    await clock.sleep(RETRY_MS)
  }
}
