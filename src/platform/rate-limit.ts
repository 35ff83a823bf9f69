import type { Clock } from './clock.ts'

/** So many requests in so much time for each key; what is not used does not pile up beyond that. */
export interface RateLimit {
  /** 0 where the request may pass; otherwise how many milliseconds until one may. */
  waitMsFor(key: string): number
}

/** Keys that are remembered: beyond this, the one that came first is forgotten. */
const MOST_KEYS = 10_000

/** A bucket of `burst` requests for each key, filled again evenly over `perMs`. */
export function createRateLimit(clock: Clock, { burst, perMs }: { burst: number; perMs: number }): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    waitMsFor(key) {
      const now = clock.monotonic()
      const known = buckets.get(key) ?? { left: burst, at: now }
      const left = Math.min(burst, known.left + ((now - known.at) / perMs) * burst)
      buckets.delete(key)
      const [oldest] = buckets.keys()
      if (buckets.size >= MOST_KEYS && oldest !== undefined) buckets.delete(oldest)
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at: now })
      return left >= 1 ? 0 : Math.ceil(((1 - left) / burst) * perMs)
    },
  }
}
