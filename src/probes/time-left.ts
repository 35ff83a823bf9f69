import type { ProbeContext } from './probe.ts'

/**
 * For looks of several steps: how many milliseconds of the look's time are left, counted from now on.
 * Never less than 1, so that a step begun too late ends at once by its own deadline and says in which phase.
 */
export function startTimer(context: Pick<ProbeContext, 'clock' | 'limits'>): () => number {
  const startedAt = context.clock.monotonic()
  return () => Math.max(1, context.limits.timeoutMs - (context.clock.monotonic() - startedAt))
}
