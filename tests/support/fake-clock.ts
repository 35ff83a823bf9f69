import type { Clock } from '../../src/platform/clock.ts'

/** A clock that moves only when told to. */
export interface FakeClock extends Clock {
  /**
   * Moves on by `ms`. Whatever falls due on the way runs in order, each at its own instant, and what was waiting for
   * it gets its turn before the next one.
   */
  advance(ms: number): Promise<void>
  /** How many sleepers and callbacks are waiting. */
  readonly waiting: number
}

interface Timer {
  readonly dueMs: number
  readonly order: number
  readonly run: () => void
}

/** Builds a clock that stands at `startAt`, epoch milliseconds (2026-04-06 09:00 in Japan where left out). */
export function createFakeClock(startAt = Date.UTC(2026, 3, 6, 0, 0)): FakeClock {
  let elapsedMs = 0
  let order = 0
  const timers = new Set<Timer>()

  const after = (ms: number, run: () => void) => {
    const timer: Timer = { dueMs: elapsedMs + Math.max(0, ms), order: order++, run }
    timers.add(timer)
    return () => void timers.delete(timer)
  }

  const next = (untilMs: number): Timer | undefined =>
    [...timers].filter((t) => t.dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs || a.order - b.order)[0]

  return {
    now: () => startAt + elapsedMs,
    monotonic: () => elapsedMs,
    after,
    sleep: (ms, signal) =>
      new Promise<void>((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const abort = () => {
          cancel()
          reject(signal?.reason)
        }
        const cancel = after(ms, () => {
          signal?.removeEventListener('abort', abort)
          resolve()
        })
        signal?.addEventListener('abort', abort, { once: true })
      }),
    async advance(ms) {
      const untilMs = elapsedMs + ms
      await turn()
      for (let timer = next(untilMs); timer; timer = next(untilMs)) {
        timers.delete(timer)
        elapsedMs = timer.dueMs
        timer.run()
        await turn()
      }
      elapsedMs = untilMs
    },
    get waiting() {
      return timers.size
    },
  }
}

/** Lets everything that is ready to run do so: promises, however long their chain, and one round of I/O. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
