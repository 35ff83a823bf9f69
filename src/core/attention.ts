import type { Observation } from './observation.ts'

/** How closely to look: which looks failed last time, and until when everything is looked at more often. */
export interface Attention {
  readonly failing: ReadonlySet<string>
  readonly untilAt: number
}

export const CALM: Attention = { failing: new Set(), untilAt: 0 }

const CLOSE_LOOK_MS = 120_000
const CLOSE_INTERVAL_MS = 10_000

const nameOf = ({ target, vantage, via, family, resolver }: Observation) =>
  [vantage, target, via, family, resolver].join('/')

/**
 * After a round: something that newly fails, or works again, makes Dotchi look at everything closely for two minutes.
 * What goes on failing (a target that a company blocks for good) does not keep it awake.
 */
export function attentionAfter(before: Attention, round: readonly Observation[], at: number): Attention {
  const failing = new Set(before.failing)
  let changed = false
  for (const look of round) {
    if (look.outcome === 'skipped') continue
    const name = nameOf(look)
    const failed = look.outcome === 'failed'
    if (failed !== before.failing.has(name)) changed = true
    if (failed) failing.add(name)
    else failing.delete(name)
  }
  return { failing, untilAt: changed ? at + CLOSE_LOOK_MS : before.untilAt }
}

/** Milliseconds until the next round should come. */
export const intervalOf = (attention: Attention, now: number, usualMs: number): number =>
  now < attention.untilAt ? Math.min(CLOSE_INTERVAL_MS, usualMs) : usualMs
