import type { Clock } from './clock.ts'

/** Remembers for a while what came already, so that nothing is done twice. Bounded. */
export interface Seen {
  /** Whether this is the first time; from now on it is not. */
  isFirst(key: string): boolean
}

/** Beyond this, the one that came first is forgotten. */
const MOST = 10_000

/** Remembers keys for so long, at most so many; the oldest go first. */
export function createSeen(clock: Clock, { keepMs, most = MOST }: { keepMs: number; most?: number }): Seen {
  const seen = new Map<string, number>()
  return {
    isFirst(key) {
      const now = clock.monotonic()
      for (const [old, at] of seen) {
        if (now - at <= keepMs && seen.size < most) break
        seen.delete(old)
      }
      if (seen.has(key)) return false
      seen.set(key, now)
      return true
    },
  }
}
