import type { Observation } from '../observation.ts'
import { type Track, trackKeyOf } from './track.ts'

/** The key of looks at the same thing by the other way: through the proxy, or past it. */
export const otherWayKeyOf = (look: Observation): string =>
  trackKeyOf({ ...look, via: look.via === 'proxy' ? 'direct' : 'proxy' })

/** In intervals: a way not used for so long was not looked at in the last round, and one used so lately belongs to this round. */
const LAST_ROUND = 1.5
const THIS_ROUND = 0.6

/**
 * Whether looks at a target changed over to the way of `look`: it was not used in the last round, and the other one not in this.
 * Somebody switched the proxy, or something on the line answers as one. A target that is looked at by both ways keeps both.
 */
export function hasChangedWay(look: Observation, own: Track | undefined, other: Track, intervalMs: number): boolean {
  if (own && own.look.at > look.at - LAST_ROUND * intervalMs) return false
  return other.look.at <= look.at - THIS_ROUND * intervalMs
}

/** What happened by the way that was left goes on by this one; how quick this way usually is, only itself has learnt. */
export const goingOn = (own: Track | undefined, left: Track): Track => ({
  ...left,
  usual: own?.usual ?? 0,
  seen: own?.seen ?? 0,
})

/** The track of a way that was left: what it learnt is kept, its newest look is as good as old. */
export const leftBehind = (left: Track, oldAt: number): Track => ({ ...left, look: { ...left.look, at: oldAt } })
