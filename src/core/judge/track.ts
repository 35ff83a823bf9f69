import type { Observation } from '../observation.ts'
import { type Sign, signOf } from './sign.ts'

/** What the judge remembers of one way to look at one target: the newest look, the run it stands in, and what is usual. */
export interface Track {
  readonly look: Observation
  readonly sign: Sign
  /** Failing looks in a row, the newest included; 0 while it passes. */
  readonly run: number
  /** First failing look of that run. */
  readonly failingSince: number | null
  /** Newest look that passed, and newest that failed or was slow. */
  readonly passedAt: number | null
  readonly hurtAt: number | null
  /** Learnt from passing looks: mean of ln(tookMs), and from how many (capped). */
  readonly usual: number
  readonly seen: number
  /** The newest look passed, but far slower than usual; and how many in a row did. */
  readonly slow: boolean
  readonly slowRun: number
}

/** Looks that share a key are looks at the same thing in the same way. */
export const trackKeyOf = (look: Observation): string =>
  `${look.vantage}|${look.target}|${look.via}|${look.family ?? ''}|${look.resolver ?? ''}`

const FEW = 4
const MANY = 40
/** Slower than usual by this factor and by this much. */
const SLOW_FACTOR = 3
const SLOW_EXTRA_MS = 150
/** Until enough is learnt. */
const SLOW_FROM_START_MS = 3_000
/** How fast "usual" follows when everything is slow: hours. */
const RELUCTANCE = 0.0005
/** What is slow stays slow until it is nearly as quick as before. */
const STILL_SLOW_FACTOR = 2

export function isSlow(before: Track | undefined, tookMs: number): boolean {
  if (!before || before.seen < FEW) return tookMs >= SLOW_FROM_START_MS
  const usualMs = Math.exp(before.usual)
  const factor = before.slow ? STILL_SLOW_FACTOR : SLOW_FACTOR
  return tookMs >= usualMs * factor && tookMs >= usualMs + SLOW_EXTRA_MS
}

/** The track after one more look. Null where the look says nothing. `nearMs`: as `signOf` wants it. */
export function follow(before: Track | undefined, look: Observation, nearMs?: number): Track | null {
  const sign = signOf(look, nearMs)
  if (sign === null) return null
  if (sign !== 'passed') {
    const run = Math.min(99, (before?.run ?? 0) + 1)
    return {
      look,
      sign,
      run,
      failingSince: before && before.run > 0 ? before.failingSince : look.at,
      passedAt: before?.passedAt ?? null,
      hurtAt: look.at,
      usual: before?.usual ?? 0,
      seen: before?.seen ?? 0,
      slow: false,
      slowRun: 0,
    }
  }
  const slow = isSlow(before, look.tookMs)
  const seen = before?.seen ?? 0
  const share = slow && seen >= FEW ? RELUCTANCE : 1 / Math.min(MANY, seen + 1)
  const usual = (before?.usual ?? 0) * (1 - share) + Math.log(Math.max(1, look.tookMs)) * share
  return {
    look,
    sign,
    run: 0,
    failingSince: null,
    passedAt: look.at,
    hurtAt: slow ? look.at : (before?.hurtAt ?? null),
    usual,
    seen: Math.min(MANY, seen + 1),
    slow,
    slowRun: slow ? Math.min(99, (before?.slowRun ?? 0) + 1) : 0,
  }
}

/** A look at the login itself, not only at its name. */
export const isLoginLook = ({ look }: Track): boolean =>
  look.role === 'service' && look.component === 'login' && look.kind !== 'dns'
/** A look at the very page on which people log in. */
export const isLoginPage = (track: Track): boolean => isLoginLook(track) && track.look.kind === 'login-page'
