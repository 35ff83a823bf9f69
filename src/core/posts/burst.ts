import type { PostSignal } from '../report.ts'

/**
 * Do more people than usual say that LINE WORKS fails? A cumulative sum over the log likelihood ratio of two Poisson rates:
 * the usual one of that hour of the week (λ0) and one report a minute (λ1). Each voice adds ln(λ1/λ0), each minute takes
 * λ1 − λ0; the sum never falls below zero, and a burst begins when it reaches `ALARM`. With thresholds in nats one number
 * serves quiet nights and busy mornings alike, public posts and the words of employees.
 *
 * By the simulation in `bench/posts.ts` (Poisson posts, 120 months a row): 0.067 false alarms a month at 0.3 usual reports an
 * hour, 0.050 at 1.2, 0.067 at 6. At one report a minute the median alarm comes after 2.5, 3.6 and 6.9 minutes, at two after
 * 1.3, 1.8 and 3.2.
 *
 * The anchor is Motoyama, Meeder, Levchenko and Voelker (WOSN 2010): alarm only when two independent signs exceed their usual
 * rates, since one phrase alone bursts for reasons of its own. Here a post must both name the service and tell of failure to be
 * labelled a report at all, and voices must differ (see `newVoices`): an author counts once a window, and so does a text with
 * its copies. Even so a burst is worth minutes and a suspicion; it confirms nothing.
 */
export interface Burst {
  /** The instant up to which has been heard. */
  readonly at: number
  /** The sum, in nats. */
  readonly excess: number
  /** Who said so since the sum was last at zero. */
  readonly voices: number
  /** When the newest of them said so. */
  readonly lastAt: number
  readonly isBurst: boolean
  /** When the present burst began; null where there is none. */
  readonly since: number | null
}

/** Usual reports a minute at an instant. */
export type UsualRate = (at: number) => number

/** Nats at which a burst begins. */
export const ALARM = 12.5
/** However loud, the sum stays below this, so that a burst ends after a quarter of an hour of silence. */
const MOST = 17
/** Reports a minute in a burst worth knowing of. */
const BURST_A_MINUTE = 1
/** Fewer voices than this are no burst, whatever the sum says. */
const LEAST_VOICES = 3
const HOUR_MS = 3_600_000

export const silentBurst = (at: number): Burst => ({
  at,
  excess: 0,
  voices: 0,
  lastAt: at,
  isBurst: false,
  since: null,
})

/**
 * Hears what voices said, each of them counted already, up to the instant `at`. Late ones count when they are heard. Pure: the
 * same signals in the same portions give the same sum.
 */
export function hearSignals(before: Burst, signals: readonly PostSignal[], usual: UsualRate, at: number): Burst {
  let burst = before
  for (const { at: saidAt, label } of signals.toSorted((a, b) => a.at - b.at || (a.label < b.label ? -1 : 1))) {
    if (label === 'other' || saidAt > at) continue
    burst = count(wait(burst, Math.max(saidAt, burst.at), usual), label === 'report' ? 1 : -1, usual)
  }
  return wait(burst, Math.max(at, burst.at), usual)
}

/** What was said fades in so many minutes: a burst that has fallen silent says little about now. */
const FADES_MS = 4 * 60_000

/** How far the sum is on its way to the alarm, 0 to 1, fading in silence. One voice alone is nothing. */
export const strengthOf = ({ at, excess, voices, lastAt }: Burst): number =>
  voices < 2 ? 0 : Math.min(1, excess / ALARM) * Math.exp(-(at - lastAt) / FADES_MS)

function count(burst: Burst, way: 1 | -1, usual: UsualRate): Burst {
  const step = Math.log(BURST_A_MINUTE / rateAt(usual, burst.at)) * way
  const excess = Math.min(MOST, Math.max(0, burst.excess + step))
  return settled({
    ...burst,
    excess,
    voices: burst.voices + (way === 1 ? 1 : 0),
    lastAt: way === 1 ? burst.at : burst.lastAt,
  })
}

/** Time passes without a word; an hour with another usual rate begins where it begins. */
function wait(burst: Burst, at: number, usual: UsualRate): Burst {
  let { excess } = burst
  for (let from = burst.at; from < at && excess > 0; ) {
    const to = Math.min(at, (Math.floor(from / HOUR_MS) + 1) * HOUR_MS)
    excess = Math.max(0, excess - (BURST_A_MINUTE - rateAt(usual, from)) * ((to - from) / 60_000))
    from = to
  }
  return settled({ ...burst, at, excess })
}

/** Never so near to the rate of a burst that nothing could be told apart. */
const rateAt = (usual: UsualRate, at: number) => Math.min(BURST_A_MINUTE / 2, Math.max(usual(at), 0.001))

/** Begins at the alarm, ends at zero: a burst does not flicker. */
function settled(burst: Burst): Burst {
  const voices = burst.excess > 0 ? burst.voices : 0
  const isBurst = burst.isBurst ? burst.excess > 0 : burst.excess >= ALARM && voices >= LEAST_VOICES
  return { ...burst, voices, isBurst, since: isBurst ? (burst.since ?? burst.at) : null }
}
