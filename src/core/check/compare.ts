import type { Observation } from '../observation.ts'

/** How a try of the browser ended. A browser learns no more: not the status, not the page, not why. */
export const TRIES = ['reached', 'failed', 'timeout'] as const
export type Try = (typeof TRIES)[number]

/** What the person's own browser found at one host. */
export interface BrowserTry {
  readonly role: 'service' | 'control'
  readonly outcome: Try
}

/** How many of how many went well. */
export interface Share {
  readonly good: number
  readonly all: number
}

/** Which of the two is different, the person's browser or the looks from the offices. */
export const COMPARISONS = [
  /** Both reach LINE WORKS. */
  'both-fine',
  /** The offices reach it, this browser does not, though it reaches other sites. */
  'only-you',
  /** The offices reach it; this browser reaches nothing at all. */
  'you-offline',
  /** Neither does. */
  'both-failing',
  /** This browser reaches it, the offices have trouble. A page may still be broken: the browser cannot see that. */
  'only-office',
  /** There are no fresh looks to hold it against. */
  'no-office',
  /** The browser tried nothing. */
  'not-tried',
] as const
export type ComparisonKind = (typeof COMPARISONS)[number]

export interface Comparison {
  readonly kind: ComparisonKind
  /** The person's tries at LINE WORKS, and at the control hosts. */
  readonly you: Share
  readonly controls: Share
  /** The newest looks of the offices at LINE WORKS. */
  readonly office: Share
}

export interface OfficeQuestion {
  /** The vantage of the person; null: all. */
  readonly site: string | null
  readonly now: number
  /** Older looks say nothing about now. */
  readonly freshForMs: number
}

/**
 * The looks of the offices that the browser is held against. A vantage whose controls all fail is left out: what it says of
 * LINE WORKS is inconclusive.
 */
export function officeShareOf(latest: readonly Observation[], { site, now, freshForMs }: OfficeQuestion): Share {
  const fresh = latest.filter(
    ({ vantage, at, outcome }) =>
      (site === null || vantage === site) && now - at <= freshForMs && outcome !== 'skipped',
  )
  const isBlind = (vantage: string) => {
    const controls = fresh.filter((look) => look.role === 'control' && look.vantage === vantage)
    return controls.length > 0 && controls.every(({ outcome }) => outcome === 'failed')
  }
  const looks = fresh.filter(({ role, vantage }) => role === 'service' && !isBlind(vantage))
  return shareOf(looks.map(({ outcome }) => outcome === 'passed'))
}

/**
 * Holds the browser's tries against the offices' looks. It says which of the two is different and nothing of LINE WORKS
 * itself: one browser is a fact about one person, never evidence about the service.
 */
export function compareBrowser(tries: readonly BrowserTry[], office: Share): Comparison {
  const of = (role: BrowserTry['role']) =>
    shareOf(tries.filter((one) => one.role === role).map(({ outcome }) => outcome === 'reached'))
  const you = of('service')
  const controls = of('control')
  return { kind: kindOf(you, controls, office), you, controls, office }
}

function kindOf(you: Share, controls: Share, office: Share): ComparisonKind {
  if (you.all === 0) return 'not-tried'
  const isOffline = you.good === 0 && controls.all > 0 && controls.good === 0
  if (office.all === 0) return isOffline ? 'you-offline' : 'no-office'
  const isOfficeFine = office.good === office.all
  if (you.good === you.all) return isOfficeFine ? 'both-fine' : 'only-office'
  // Where the offices miss a part and this browser everything, the two are not alike.
  const isMostlyFine = office.good * 5 >= office.all * 4
  if (isOffline && isMostlyFine) return 'you-offline'
  return isOfficeFine || (isMostlyFine && you.good === 0) ? 'only-you' : 'both-failing'
}

const shareOf = (results: readonly boolean[]): Share => ({ good: results.filter(Boolean).length, all: results.length })
