import type { Clock } from '../platform/clock.ts'
import type { Store } from './store.ts'

/** As much of a logger as the store needs; pino's fits. */
export interface StoreLogger {
  warn(facts: Readonly<Record<string, unknown>>, message: string): void
}

export interface StoreOptions {
  /** `sqlite:var/dotchi.db`, a path, `:memory:`, or `postgres://user:password@host/database`. */
  readonly url: string
  readonly clock?: Clock
  readonly logger?: StoreLogger
}

/** Opens the database, makes it where there is none and brings its schema up to date. Throws a `StoreProblem`. */
export function openStore(options: StoreOptions): Promise<Store> {
  throw new Error(`not yet: ${options.url}`)
}
