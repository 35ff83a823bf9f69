import { AsyncLocalStorage } from 'node:async_hooks'
import type { Kysely } from 'kysely'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../schema.ts'
import type { Differences } from './differences.ts'

/** What the aggregates work with: the database itself, or one transaction in it. */
export interface Session {
  readonly db: Kysely<Database>
  readonly differences: Differences
  readonly clock: Clock
  readonly isTransaction: boolean
  /** Ids of the two dictionaries, by key: only what is committed may get in here. */
  readonly sightingIds: Map<string, number>
  readonly facts: Map<string, { readonly id: number; readonly usedAt: number }>
  /** Called once the transaction is kept; never when it is rolled back. */
  afterCommit(callback: () => void): void
}

const current = new AsyncLocalStorage<{ open: boolean }>()

/** The session outside of any transaction. */
export function createSession(db: Kysely<Database>, differences: Differences, clock: Clock): Session {
  return {
    // SQLite has one connection: whoever asked for it here would wait for the transaction that waits for them.
    get db() {
      if (current.getStore()?.open) throw new Error('inside a transaction use the aggregates that were handed in')
      return db
    },
    differences,
    clock,
    isTransaction: false,
    sightingIds: new Map(),
    facts: new Map(),
    afterCommit: (callback) => callback(),
  }
}

/** Runs `work` within the session's transaction, or within a new one. */
export async function atomically<T>(session: Session, work: (session: Session) => Promise<T>): Promise<T> {
  if (session.isTransaction) return work(session)
  const callbacks: Array<() => void> = []
  const result = await session.db.transaction().execute((db) => {
    const scope = { open: true }
    const inner: Session = { ...session, db, isTransaction: true, afterCommit: (callback) => callbacks.push(callback) }
    return current
      .run(scope, () => work(inner))
      .finally(() => {
        scope.open = false
      })
  })
  for (const callback of callbacks) callback()
  return result
}
