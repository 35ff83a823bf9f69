import type { Clock } from '../../platform/clock.ts'
import type { Settlement } from '../../store/outbox/outbox.ts'

/** Writes down what became of attempts: everything that ended while one write was going is the next one. */
export interface Settling {
  /** Resolves when it is written down; never rejects. */
  add(settlement: Settlement): Promise<void>
  /** Resolves when nothing is left to write, or writing was given up. */
  idle(): Promise<void>
  /** Tries once more what could not be written, and then no more. */
  close(): void
}

const AGAIN_MS = 1_000
/** A transaction holds up everybody else who writes: not too long at once. */
const MOST_AT_ONCE = 200
/** What ends together is written together: a transaction costs the same for one as for twenty. */
const TOGETHER_MS = 50
const ENOUGH = 64

/** A database that takes nothing just now is tried again: what was told is not forgotten while the process lives. */
export function createSettling(options: {
  readonly write: (settlements: readonly Settlement[]) => Promise<void>
  readonly clock: Clock
  readonly onError: (error: unknown) => void
}): Settling {
  const { write, clock, onError } = options
  let waiting: { readonly settlement: Settlement; readonly done: () => void }[] = []
  let running: Promise<void> | null = null
  const closing = new AbortController()

  const run = async () => {
    while (waiting.length > 0) {
      if (waiting.length < ENOUGH) await clock.sleep(TOGETHER_MS, closing.signal).catch(() => {})
      const batch = waiting.slice(0, MOST_AT_ONCE)
      try {
        await write(batch.map(({ settlement }) => settlement))
        waiting = waiting.slice(batch.length)
        for (const { done } of batch) done()
      } catch (error) {
        onError(error)
        if (closing.signal.aborted) break
        await clock.sleep(AGAIN_MS, closing.signal).catch(() => {})
      }
    }
    for (const { done } of waiting) done()
    running = null
  }

  return {
    add: (settlement) =>
      new Promise<void>((done) => {
        waiting.push({ settlement, done })
        running ??= run()
      }),
    idle: async () => {
      await running
    },
    close: () => closing.abort(new Error('closing')),
  }
}
