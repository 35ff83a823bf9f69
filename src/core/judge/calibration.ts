/**
 * The belief counts looks that repeat each other as if each were new, and begins from how seldom trouble is: it is a little
 * too sure, and a little slow to believe. Two numbers put that right; `bench/judge-reliability.ts` fits them on training episodes and shows how well they hold.
 */
export interface Calibration {
  /** Above one: less sure. */
  readonly temperature: number
  /** In nats, towards trouble. */
  readonly shift: number
}

/** Fitted on plain episodes of seeds 1 to 3 and harsher ones of seeds 1 to 3 (1.125 and 1.41), and rounded towards doing nothing. */
export const CALIBRATION: Calibration = { temperature: 1.1, shift: 1.2 }

const EDGE = 1e-9
const logit = (p: number) => {
  const inside = Math.min(1 - EDGE, Math.max(EDGE, p))
  return Math.log(inside / (1 - inside))
}
const chance = (nats: number) => 1 / (1 + Math.exp(-nats))

/** A probability of trouble as it should be said. */
export const calibrated = (p: number, { temperature, shift }: Calibration = CALIBRATION): number =>
  chance(logit(p) / temperature + shift)

/** What the belief had before `calibrated`. */
export const uncalibrated = (p: number, { temperature, shift }: Calibration = CALIBRATION): number =>
  chance((logit(p) - shift) * temperature)
