import pLimit from 'p-limit'
import type { Observation } from '../core/observation.ts'
import type { Target } from '../core/target.ts'
import { type LookContext, lookAt, lookName, looksOf, type Paths } from '../probes/look.ts'
import type { Round } from './rounds.ts'

export interface ProbeRoundOptions {
  readonly targets: readonly Target[]
  readonly paths: Paths
  readonly context: LookContext
  /** How many looks may be under way at once. */
  readonly concurrency: number
  /** Called after each look: for those who watch the round. */
  readonly onLook?: (observation: Observation) => void
}

/**
 * Looks at every target by every way it is to be looked at, side by side within the limit, each at its own moment of the
 * round. Comes back when the last look has ended; each look has its own deadline, so one that hangs holds up nobody.
 * A stop by the context's signal leaves out what did not end, and keeps what did.
 */
export async function probeRound(round: Round, options: ProbeRoundOptions): Promise<readonly Observation[]> {
  const { context, targets, paths } = options
  const limit = pLimit(options.concurrency)
  const signal = context.signal
  const looks = targets.flatMap((target) => looksOf(target, paths).map((look) => ({ target, look })))
  const observations = await Promise.all(
    looks.map(async ({ target, look }) => {
      try {
        const beginsAt = round.at + round.jitterMs(lookName(target, look))
        await context.clock.sleep(Math.max(0, beginsAt - context.clock.now()), signal)
        const observation = await limit(() => lookAt(target, look, context))
        options.onLook?.(observation)
        return observation
      } catch (reason) {
        if (signal?.aborted) return null
        throw reason
      }
    }),
  )
  return observations.filter((observation) => observation !== null)
}
