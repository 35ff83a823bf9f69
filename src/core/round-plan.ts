/** When rounds begin, and when each target is looked at inside one. Pure arithmetic. */

/** The first multiple of `intervalMs` strictly after `now`: rounds stand on a grid, so that they never drift. */
export const nextRoundAt = (now: number, intervalMs: number): number => (Math.floor(now / intervalMs) + 1) * intervalMs

/** A number in [0, 1) that is always the same for the same name (FNV-1a). */
export function phaseOf(name: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  hash ^= hash >>> 12
  return (hash >>> 0) / 4294967296
}

/**
 * Delay of a look inside its round: stable for the look, spread over `spreadMs`, so that neither the network
 * nor the targets see everything at the same instant.
 */
export const jitterOf = (look: string, spreadMs: number): number => Math.floor(phaseOf(look) * spreadMs)

/** How far looks are spread inside a round: a third of the interval, at most ten seconds. */
export const spreadOf = (intervalMs: number): number => Math.min(10_000, Math.floor(intervalMs / 3))
