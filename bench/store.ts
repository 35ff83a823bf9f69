import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { openStore } from '../src/store/open.ts'
import type { Store } from '../src/store/store.ts'
import { startPostgres } from '../tests/support/postgres-cluster.ts'
import { looksAt } from './store-looks.ts'

/**
 * What the store takes and gives, on SQLite (a file, WAL, synchronous=FULL) and PostgreSQL (its defaults, on loopback).
 * `node_modules/.bin/node bench/store.ts [rows]`; 2,000,000 rows where not said.
 */

const ROWS = Number(process.argv[2] ?? 2_000_000)
const STEP_MS = 30_000
const START_AT = Date.UTC(2026, 3, 6)
const DAY_MS = 86_400_000

const quantile = (list: readonly number[], p: number): number =>
  list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(p * list.length))]!

async function timed(times: number, work: (n: number) => Promise<unknown>): Promise<string> {
  const took: number[] = []
  for (let n = 0; n < times; n++) {
    const startedAt = performance.now()
    await work(n)
    took.push(performance.now() - startedAt)
  }
  return `p50 ${quantile(took, 0.5).toFixed(1)} ms · p99 ${quantile(took, 0.99).toFixed(1)} ms`
}

/** The longest that nothing else could run while `work` was going on. */
async function longestHold(work: () => Promise<unknown>): Promise<number> {
  let last = performance.now()
  let longest = 0
  let going = true
  const watch = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    if (going) setImmediate(watch)
  }
  setImmediate(watch)
  await work()
  going = false
  return longest
}

/** Rounds of 1,000 looks at 1,000 targets, as an agent catching up or a very large site writes them. */
async function measureRounds(store: Store): Promise<void> {
  const rounds = Array.from({ length: 60 }, (_, n) => looksAt(START_AT - DAY_MS + n * STEP_MS, 1000))
  const write = (n: number) => store.observations.appendRound(rounds[n]!)
  const startedAt = performance.now()
  const used = process.cpuUsage()
  const figures = await timed(40, write)
  const perSecond = 40 / ((performance.now() - startedAt) / 1000)
  const { user, system } = process.cpuUsage(used)
  const cpu = ((user + system) / 1000 / 40).toFixed(0)
  console.log(`  round of 1,000 looks: ${figures} · CPU of this process ${cpu} ms`)
  // By itself, because to watch takes CPU time too.
  const hold = await longestHold(() => timed(20, (n) => write(40 + n)))
  console.log(
    `  one after the other: ${(perSecond * 1000).toFixed(0)} looks/s · nothing else ran for at most ${hold.toFixed(0)} ms`,
  )
}

/** 100 targets every 30 s until there are so many rows; written ten rounds at a time. */
async function fill(store: Store): Promise<void> {
  const startedAt = performance.now()
  for (let n = 0; n < ROWS / 1000; n++) {
    const looks = Array.from({ length: 10 }, (_, k) => looksAt(START_AT + (n * 10 + k) * STEP_MS, 100))
    await store.observations.appendRound(looks.flat())
  }
  const seconds = (performance.now() - startedAt) / 1000
  console.log(`  ${ROWS} rows written in ${seconds.toFixed(0)} s: ${(ROWS / seconds).toFixed(0)} rows/s`)
}

async function measureReads(store: Store): Promise<void> {
  const { observations } = store
  const dayOf = (n: number) => ({ fromAt: START_AT + (n % 6) * DAY_MS, toAt: START_AT + ((n % 6) + 1) * DAY_MS })
  const day = await timed(40, (n) => observations.range({ ...dayOf(n), target: `target-${n}`, limit: 10_000 }))
  console.log(`  one day of one target (2,880 looks): ${day}`)
  const page = await timed(40, (n) => observations.range({ ...dayOf(n), limit: 1000, newestFirst: true }))
  console.log(`  newest 1,000 looks of a day, all targets: ${page}`)
  console.log(`  newest look of each sighting: ${await timed(40, () => observations.latest())}`)
  const hours = await timed(40, (n) => observations.rollups({ ...dayOf(n), step: 'hour' }))
  console.log(`  24 hours of 100 targets: ${hours}`)
  const minutes = await timed(40, (n) => observations.rollups({ ...dayOf(n), step: 'minute', target: 'target-7' }))
  console.log(`  1,440 minutes of one target: ${minutes}`)
}

async function measurePruning(store: Store): Promise<void> {
  const at = START_AT + DAY_MS
  let rows = 0
  const startedAt = performance.now()
  const hold = await longestHold(async () => {
    rows = await store.observations.pruneBefore({ rawAt: at, minuteAt: at, hourAt: at })
  })
  const seconds = (performance.now() - startedAt) / 1000
  console.log(`  pruning ${rows} rows: ${seconds.toFixed(1)} s · nothing else ran for at most ${hold.toFixed(0)} ms`)
}

async function measure(name: string, store: Store, sizes: () => Promise<string>): Promise<void> {
  console.log(name)
  await measureRounds(store)
  await fill(store)
  console.log(`  bytes a look: ${await sizes()}`)
  await measureReads(store)
  await measurePruning(store)
  await store.close()
}

const each = (bytes: number): string => (bytes / (ROWS + 60_000)).toFixed(0)

async function onSqlite(folder: string): Promise<void> {
  const path = join(folder, 'dotchi.db')
  await measure('SQLite', await openStore({ url: path }), async () => {
    const file = new Sqlite(path, { readonly: true })
    const size = file.prepare<[string], number>('select sum(pgsize) from dbstat where name glob ?').pluck()
    const [looks, rollups, all] = ['observation*', 'rollup*', '*'].map((pattern) => each(size.get(pattern)!))
    file.close()
    return `${looks} with its index · rollups ${rollups} · all ${all}`
  })
}

async function onPostgres(): Promise<void> {
  const cluster = await startPostgres()
  const url = await cluster.createDatabase()
  await measure('PostgreSQL', await openStore({ url }), async () => {
    const client = new pg.Client(url)
    await client.connect()
    const { rows } = await client.query<{ looks: string; rollups: string; whole: string }>(
      `select pg_total_relation_size('observation') as looks, pg_total_relation_size('rollup') as rollups,
        pg_database_size(current_database()) as whole`,
    )
    await client.end()
    const { looks, rollups, whole } = rows[0]!
    return `${each(Number(looks))} with its indexes · rollups ${each(Number(rollups))} · all ${each(Number(whole))}`
  })
  await cluster.stop()
}

const folder = mkdtempSync(join(tmpdir(), 'dotchi-bench-'))
try {
  await onSqlite(folder)
  await onPostgres()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
