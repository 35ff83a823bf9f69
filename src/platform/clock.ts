import { setTimeout as delay } from 'node:timers/promises'

/** Time, handed in: nothing inside reads the machine's clock by itself. */
export interface Clock {
  /** Epoch milliseconds of the wall clock. */
  now(): number
  /** Milliseconds that never jump, with fractions: for durations. */
  monotonic(): number
  /** Resolves after `ms`; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Calls back once after `ms`; returns how to cancel it. */
  after(ms: number, callback: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal ? { signal } : {})
  },
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}
