import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import { openStore, type StoreOptions } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'

export const DATABASES = ['sqlite', 'postgres'] as const
export type DatabaseName = (typeof DATABASES)[number]

/** URL of an empty database for the test that asks for it. */
export async function emptyDatabase(name: DatabaseName): Promise<string> {
  if (name === 'sqlite') return `sqlite:${join(emptyFolder(), 'dotchi.db')}`
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
