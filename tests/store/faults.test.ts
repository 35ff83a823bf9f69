import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely, sql } from 'kysely'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { observationOf } from '../../src/core/observation.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { SQLITE } from '../../src/store/database/differences.ts'
import { openSqlite } from '../../src/store/database/sqlite.ts'
import { migrate } from '../../src/store/migrations/index.ts'
import { createStore, openStore } from '../../src/store/open.ts'
import { StoreProblem, type StoreProblemReason } from '../../src/store/problem.ts'
import type { Database } from '../../src/store/schema.ts'
import type { Store } from '../../src/store/store.ts'
import { emptyFolder, newDatabase, openedStore } from '../support/databases.ts'

/** What the world does to databases. None of it may end the process, lose what was kept, or pass unnoticed. */

const ALL = { fromAt: 0, toAt: 9e12 }
const round = (at: number, size = 5) =>
  Array.from({ length: size }, (_, n) =>
    observationOf(
      { target: `target-${n}`, role: 'service', kind: 'http', vantage: 'office', at },
      { phase: 'content', error: 'BODY_MISMATCH', bodyHead: `${at} ${n}`.repeat(40) },
    ),
  )

async function reasonOf(work: Promise<unknown>): Promise<StoreProblemReason> {
  const error = await work.then(
    () => expect.fail('it worked'),
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(StoreProblem)
  const problem = error as StoreProblem
  expect(problem.text.ja).not.toBe('')
  expect(problem.message).toContain(problem.text.en)
  return problem.reason
}

const filePath = () => join(emptyFolder(), 'dotchi.db')
const counted = async (store: Store) => (await store.observations.range({ ...ALL, limit: 10_000 })).observations.length

test('a database that another process holds for too long is busy, and works again when it is free', async () => {
  const path = filePath()
  // A clock on which patience ends soon.
  const clock = { ...systemClock, monotonic: () => systemClock.monotonic() * 20 }
  const store = await openedStore({ url: path, clock })
  await store.observations.appendRound(round(1))
  const other = new Sqlite(path)
  onTestFinished(() => void other.close())
  other.exec('begin immediate')
  expect(await reasonOf(store.observations.appendRound(round(2)))).toBe('busy')
  expect(await counted(store)).toBe(5)
  other.exec('rollback')
  await store.observations.appendRound(round(3))
  expect(await counted(store)).toBe(10)
})

test('waiting for the database stops nobody else, and ends well when it becomes free', async () => {
  const path = filePath()
  const store = await openedStore({ url: path })
  const other = new Sqlite(path)
  onTestFinished(() => void other.close())
  other.exec('begin immediate')
  const written = store.observations.appendRound(round(1))
  let turns = 0
  const ticking = setInterval(() => {
    if (++turns === 3) other.exec('rollback')
  }, 1)
  expect(await written).toEqual({ appended: 5, duplicate: false })
  clearInterval(ticking)
  expect(turns).toBeGreaterThanOrEqual(3)
})

test('a disk that is full takes nothing half', async () => {
  const path = filePath()
  const db = new Kysely<Database>({ dialect: await openSqlite(path, systemClock) })
  await migrate(db, SQLITE)
  const store = createStore(db, SQLITE, systemClock)
  await store.observations.appendRound(round(1))
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db)
  await sql`pragma max_page_count = ${sql.lit(rows[0]!.page_count + 3)}`.execute(db)
  let kept = 1
  let reason: StoreProblemReason | null = null
  while (reason === null && kept < 100) {
    const problem = await store.observations.appendRound(round(kept + 1)).then(
      () => null,
      (error: unknown) => error,
    )
    if (problem) reason = (problem as StoreProblem).reason
    else kept++
  }
  expect(reason).toBe('full')
  expect(await counted(store)).toBe(kept * 5)
  const rollups = await store.observations.rollups({ ...ALL, fromAt: -9e7, step: 'day' })
  expect(rollups.reduce((sum, { failed }) => sum + failed, 0)).toBe(kept * 5)
  await store.close()
  // Room again: it goes on as if nothing had been.
  const roomy = await openedStore({ url: path })
  await roomy.observations.appendRound(round(1000))
  expect(await counted(roomy)).toBe((kept + 1) * 5)
})

/** Does the work as somebody who is not root, because root may write anywhere. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work()
  process.seteuid?.(65_534)
  try {
    return await work()
  } finally {
    process.seteuid?.(0)
  }
}

test('a file or a folder that takes no writes is read-only', async () => {
  const folder = emptyFolder()
  chmodSync(folder, 0o755)
  const path = join(folder, 'dotchi.db')
  await (await openStore({ url: path })).close()
  chmodSync(path, 0o444)
  expect(await asNobody(() => reasonOf(openStore({ url: path })))).toBe('read-only')
  expect(await asNobody(() => reasonOf(openStore({ url: join(folder, 'var', 'new.db') })))).toBe('read-only')
  chmodSync(path, 0o644)
  await openedStore({ url: path })
})

test('a path that leads nowhere is unreachable', async () => {
  const file = join(emptyFolder(), 'file')
  writeFileSync(file, '')
  expect(await reasonOf(openStore({ url: join(file, 'dotchi.db') }))).toBe('unreachable')
  const folder = join(emptyFolder(), 'folder')
  mkdirSync(folder)
  expect(await reasonOf(openStore({ url: folder }))).toBe('unreachable')
})

test('a file that is no database, or a damaged one, is corrupt and stays as it is', async () => {
  const path = filePath()
  writeFileSync(path, 'This is a text, and it is long enough to be taken for the head of a database file.'.repeat(50))
  expect(await reasonOf(openStore({ url: path }))).toBe('corrupt')

  const damaged = filePath()
  const store = await openStore({ url: damaged })
  for (let at = 0; at < 50; at++) await store.observations.appendRound(round(at, 20))
  await store.close()
  const bytes = readFileSync(damaged)
  bytes.fill(0x5a, 4096)
  writeFileSync(damaged, bytes)
  expect(await reasonOf(openStore({ url: damaged }))).toBe('corrupt')
  expect(readFileSync(damaged).equals(bytes)).toBe(true)
})

test.each(['sqlite', 'postgres'] as const)('a schema of a newer version is refused (%s)', async (database) => {
  const url = database === 'sqlite' ? filePath() : await newDatabase()
  await (await openStore({ url })).close()
  const insert = `insert into dotchi_migration (name, timestamp) values ('9999-from-the-future', '')`
  if (database === 'sqlite') {
    const file = new Sqlite(url)
    file.exec(insert)
    file.close()
  } else {
    await onServer(url, insert)
  }
  const problem = await openStore({ url }).catch((error: unknown) => error)
  expect(problem).toMatchObject({ reason: 'newer-schema' })
  expect(String(problem)).toContain('9999-from-the-future')
})

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(statement)
  await client.end()
}

test('many processes that open a new database at the same time all get it', async () => {
  for (const url of [filePath(), await newDatabase()]) {
    const stores = await Promise.all([1, 2, 3].map(() => openedStore({ url })))
    await Promise.all(stores.map((store, n) => store.observations.appendRound(round(n + 1))))
    expect(await counted(stores[0]!)).toBe(15)
  }
})

test('a server that is not there, another password, a missing database, a read-only one', async () => {
  const url = await newDatabase()
  const changed = (change: (parts: URL) => void) => {
    const parts = new URL(url)
    change(parts)
    return parts.href
  }
  expect(await reasonOf(openStore({ url: changed((parts) => (parts.port = '1')) }))).toBe('unreachable')
  expect(await reasonOf(openStore({ url: changed((parts) => (parts.password = 'wrong')) }))).toBe('refused')
  expect(await reasonOf(openStore({ url: changed((parts) => (parts.pathname = '/missing')) }))).toBe('refused')
  const store = await openedStore({ url })
  await onServer(url, `alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`)
  const reader = await openedStore({ url })
  expect(await reasonOf(reader.observations.appendRound(round(1)))).toBe('read-only')
  expect(await store.observations.appendRound(round(2))).toEqual({ appended: 5, duplicate: false })
})

test('a server that ends our connections is a problem once, and then it goes on', async () => {
  const url = await newDatabase()
  const lost: string[] = []
  const store = await openedStore({ url, logger: { warn: (_facts, message) => lost.push(message) } })
  await store.observations.appendRound(round(1))
  const working = store.transaction(async ({ observations }) => {
    await observations.appendRound(round(2))
    await onServer(
      url,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where pid <> pg_backend_pid() and application_name = 'dotchi' and datname = current_database()`,
    )
    await observations.appendRound(round(3))
  })
  expect(await reasonOf(working)).toBe('unreachable')
  expect(lost.length).toBeGreaterThan(0)
  await store.observations.appendRound(round(4))
  expect(await counted(store)).toBe(10)
})
