import { jitterOf, nextRoundAt, spreadOf } from '../core/round-plan.ts'
import type { Clock } from '../platform/clock.ts'

/** One round to be done: its place on the grid, and how soon each look may begin. */
export interface Round {
  readonly at: number
  /** Milliseconds after `at` at which the named look begins. */
  jitterMs(look: string): number
}

export interface RoundsOptions {
  readonly clock: Clock
  /** Asked anew before each round: shorter while something fails (adaptive looking). */
  readonly intervalMs: () => number
  readonly run: (round: Round) => Promise<void>
  /** The machine slept or its clock jumped: what was known before is not fresh any more. */
  readonly onGap: (gapMs: number) => void
  /** The one catch: a round that throws is our own mistake, told to the log; the next round comes all the same. */
  readonly onError: (error: unknown) => void
  /** A round was left out because the one before it was still going. */
  readonly onOverlap: (at: number) => void
}

/** Wall clock and monotonic clock may differ by this much between two rounds before we call it a gap. */
const GAP_MS = 5_000

/**
 * Runs rounds on a fixed grid: the first at once and without jitter, so that an answer comes soon after the start,
 * then one at each multiple of the interval. Never overlaps itself. Returns how to stop: it lets the round under way end.
 */
export function startRounds(options: RoundsOptions): { stop(): Promise<void> } {
  const { clock } = options
  let stopped = false
  let underWay: Promise<void> | null = null
  let cancel: () => void = () => {}
  let lastWall = clock.now()
  let lastMonotonic = clock.monotonic()

  const begin = (round: Round): void => {
    underWay = options
      .run(round)
      .catch(options.onError)
      .finally(() => {
        underWay = null
      })
  }
  const plan = (lastAt: number): void => {
    if (stopped) return
    const intervalMs = options.intervalMs()
    const now = clock.now()
    // A timer may fire a little early: the same place on the grid must not come twice.
    const at = nextRoundAt(lastAt > now && lastAt - now < 1000 ? lastAt : now, intervalMs)
    cancel = clock.after(at - now, () => tick(at, intervalMs))
  }
  const tick = (at: number, intervalMs: number): void => {
    const now = clock.now()
    const drift = Math.abs(now - lastWall - (clock.monotonic() - lastMonotonic))
    const late = now - at
    if (drift > GAP_MS || late > GAP_MS) options.onGap(Math.max(drift, late))
    lastWall = now
    lastMonotonic = clock.monotonic()
    if (underWay) options.onOverlap(at)
    else begin({ at: late > GAP_MS ? now : at, jitterMs: (look) => jitterOf(look, spreadOf(intervalMs)) })
    plan(at)
  }

  begin({ at: clock.now(), jitterMs: () => 0 })
  plan(clock.now())
  return {
    async stop() {
      stopped = true
      cancel()
      await underWay
    },
  }
}
