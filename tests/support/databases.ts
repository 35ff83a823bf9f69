import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { openStore, type StoreOptions } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'

export const DATABASES = ['sqlite', 'postgres'] as const
export type DatabaseName = (typeof DATABASES)[number]

/** PostgreSQL databases that a test of this file is done with: to make one takes longer than to empty it. */
const free: string[] = []

/** URL of an empty database for the test that asks for it. */
export async function emptyDatabase(name: DatabaseName): Promise<string> {
  if (name === 'sqlite') return `sqlite:${join(emptyFolder(), 'dotchi.db')}`
  const used = free.pop()
  const url = used ?? (await newDatabase())
  if (used) await emptied(used)
  // What is registered last is done first: by then every store is closed.
  onTestFinished(() => void free.push(url))
  return url
}

/** Takes every row out of all tables and leaves the schema as it is. */
async function emptied(url: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(`do $$ begin
    execute (select 'truncate ' || string_agg(format('%I', tablename), ', ') || ' restart identity'
      from pg_tables where schemaname = 'public' and tablename not like 'dotchi_migration%');
  end $$`)
  await client.end()
}

/** A database in which nothing was ever made. */
export async function newDatabase(): Promise<string> {
  const answer = await fetch(inject('databaseDesk'))
  if (!answer.ok) throw new Error(await answer.text())
  return answer.text()
}

/** A folder that is gone when the test is over. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dotchi-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Opens a store that is closed when the test is over. */
export async function openedStore(options: StoreOptions): Promise<Store> {
  const store = await openStore(options)
  onTestFinished(() => store.close())
  return store
}
