import type { Observation } from '../observation.ts'

/** A refusal that comes back sooner than this (ms) cannot have left the building, where nothing better is known. */
export const NEAR_MS = 5
/** Of the shortest way to any place outside: what answers in less stands on this side of the line. */
const SHARE = 0.5

/** Milliseconds to connect to a place outside, where a look tells: the gateway, a proxy and a resolver stand inside. */
export const wayOf = (look: Observation): number | null =>
  look.phase === 'done' && look.via === 'direct' && look.role !== 'gateway' && look.kind !== 'dns'
    ? look.timings.connect
    : null

/** Below how many milliseconds a refusal was made in the house. An office beside a data centre is near to everything. */
export function nearnessOf(looks: Iterable<Observation>): number {
  let near = NEAR_MS
  for (const look of looks) {
    const way = wayOf(look)
    if (way !== null) near = Math.min(near, way * SHARE)
  }
  return near
}
