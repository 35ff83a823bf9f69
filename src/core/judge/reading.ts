import type { Component, ServiceCondition, ViewerCondition } from '../condition.ts'
import { type Belief, siteModes } from './belief.ts'
import { type Crowd, postsWeight } from './crowd.ts'
import { type Announcement, type Expectation, expectationAt, openOutages } from './expectation.ts'
import { tellsNothing } from './likelihood.ts'
import { COMMON_MODES, COMPANY_MODES } from './modes.ts'
import { hasArrived } from './round.ts'
import { CLOCK_OFF_MS } from './round-facts.ts'
import type { Settled } from './settle.ts'
import { isLoginLook, isLoginPage, type Track } from './track.ts'

/** What the belief says at one instant, in the words of conditions. */
export interface ServiceReading {
  readonly chances: Readonly<Record<Exclude<ServiceCondition, 'unknown'>, number>>
  readonly pDown: number
  /** Chance that LINE WORKS is fine, by the looks alone. */
  readonly pFine: number
  /** Chance that nothing at all is wrong, at LINE WORKS and at every site. */
  readonly pAllFine: number
  readonly expectation: Expectation
  /** Some look at LINE WORKS from some site passed lately, or answered in any way. */
  readonly isFresh: boolean
  readonly hasPassed: boolean
  /** A failing look came back from LINE WORKS itself: no look at other places is needed to believe it. */
  readonly isProven: boolean
}

/** An official word of trouble (nats): late as it is, it only hurries what the looks say. */
export const NOTICE_WEIGHT = 1.5
const WORDS_CAP = 2.5

const isProof = (track: Track) => track.look.role === 'service' && track.look.kind !== 'dns'

/** Parts of LINE WORKS that fail in the newest looks. */
export const failingParts = (tracks: readonly Track[]): readonly Component[] => [
  ...new Set(
    tracks
      .filter((t) => t.look.role === 'service' && t.run > 0 && t.look.component !== null && !tellsNothing(t))
      .map((t) => t.look.component!),
  ),
]

const GONE_AFTER = 3
/** Every look at a login page, from everywhere, came back with a failure of LINE WORKS, again and again. */
function isLoginGone(fresh: readonly Track[]): boolean {
  const pages = fresh.filter((t) => t.look.role === 'service' && t.look.kind === 'login-page')
  return pages.length > 0 && pages.every((t) => t.run >= GONE_AFTER && hasArrived(t))
}

/** Where nobody gets a login page, it is no matter that other parts of the login still answer. */
function isLoginLost(fresh: readonly Track[]): boolean {
  const looks = fresh.filter((t) => isLoginLook(t) && t.look.family !== 6)
  const pages = looks.filter(isLoginPage)
  const people = pages.length > 0 ? pages : looks
  return people.length > 0 && people.every((t) => t.run >= 2)
}

export function readService(
  belief: Belief,
  tracks: readonly Track[],
  announcements: readonly Announcement[],
  crowd: Crowd,
  at: number,
  freshMs: number,
): ServiceReading {
  const fresh = tracks.filter((t) => t.look.at > at - freshMs)
  const expectation = expectationAt(announcements, failingParts(fresh), at)
  const official = openOutages(announcements, at).length > 0 ? NOTICE_WEIGHT : 0
  const lift = Math.exp(Math.min(WORDS_CAP, official + postsWeight(crowd)))
  const chances = { operational: 0, degraded: 0, outage: 0, maintenance: 0 }
  const noLogin = isLoginLost(fresh)
  let pFine = 0
  COMMON_MODES.forEach(({ service }, s) => {
    const condition = service?.condition ?? 'operational'
    const p = belief.common[s]!
    if (condition === 'operational') pFine += p
    const worse = service?.sticky && noLogin ? 'outage' : condition
    chances[meaning(worse, expectation)] += p * (condition === 'operational' ? 1 : lift)
  })
  const sum = chances.operational + chances.degraded + chances.outage + chances.maintenance
  for (const condition of ['operational', 'degraded', 'outage', 'maintenance'] as const) chances[condition] /= sum
  // Whatever else works: where no login page works, nobody can log in.
  if (isLoginGone(fresh)) {
    chances.outage += chances.degraded
    chances.degraded = 0
  }
  const proofs = fresh.filter(isProof)
  return {
    chances,
    pDown: 1 - chances.operational,
    pFine,
    pAllFine: Object.values(belief.sites).reduce((p, rows) => p * rows[0]![0]!, belief.common[0]!),
    expectation,
    isFresh: proofs.length > 0,
    hasPassed: proofs.some((t) => t.passedAt !== null && t.passedAt > at - freshMs),
    isProven: proofs.some((t) => t.slow || (t.run > 0 && hasArrived(t))),
  }
}

/** Inside an announced window every failure is the planned work; after its end even a maintenance page is an overrun. */
function meaning(condition: Exclude<ServiceCondition, 'unknown'>, expectation: Expectation) {
  if (condition === 'operational') return condition
  if (expectation === 'expected') return 'maintenance'
  return condition === 'maintenance' && expectation === 'overrun' ? 'outage' : condition
}

export interface SiteReading {
  /** Chance that this site has trouble of its own, and whose it is. */
  readonly pCompany: number
  readonly culprit: 'company-network' | 'proxy'
  readonly lastSeenAt: number | null
  readonly isFresh: boolean
  readonly hasPassed: boolean
  /** Some look at LINE WORKS failed or was slow lately, or none is taken: trouble of the company would be felt. */
  readonly isHurt: boolean
  /** Nothing of LINE WORKS answers here, nor hardly anything else: a first look is enough to say so. */
  readonly isLost: boolean
  /** Its own clock is wrong: what it says about certificates, tokens and times cannot be believed. */
  readonly isClockOff: boolean
  /** LINE WORKS answers and refuses these credentials, time and again. */
  readonly isRefused: boolean
}

export function readSite(
  belief: Belief,
  vantage: string,
  own: readonly Track[],
  at: number,
  freshMs: number,
): SiteReading {
  const modes = siteModes(belief, vantage)
  let network = 0
  let proxy = 0
  COMPANY_MODES.forEach(({ culprit }, c) => {
    if (culprit === 'company-network') network += modes[c]!
    if (culprit === 'proxy') proxy += modes[c]!
  })
  // Looks from before a sleep count as never seen: their instants were taken away.
  const lastSeenAt = own.reduce((newest, t) => Math.max(newest, t.look.at), 0) || null
  return {
    pCompany: network + proxy,
    culprit: proxy > network ? 'proxy' : 'company-network',
    lastSeenAt,
    isFresh: lastSeenAt !== null && lastSeenAt > at - freshMs,
    hasPassed: own.some((t) => isProof(t) && t.passedAt !== null && t.passedAt > at - freshMs),
    isHurt: isHurt(own, at - Math.max(LEAST_HURT_MS, HURT_FOR * freshMs)),
    isLost: network + proxy >= CERTAIN && isLost(own.filter((t) => t.look.at > at - freshMs)),
    isClockOff: isClockOff(own.filter((t) => t.look.at > at - freshMs)),
    isRefused: own.some((t) => t.sign === 'credential-refused' && t.run >= 2 && t.look.at > at - freshMs),
  }
}

/** On a lossy line whole rounds pass; so long without a single failure is no lossy line any more. */
const HURT_FOR = 1.2
const LEAST_HURT_MS = 240_000
function isHurt(own: readonly Track[], since: number): boolean {
  const felt = own.filter(isProof)
  return felt.length === 0 || felt.some((t) => t.hurtAt !== null && t.hurtAt > since)
}

const CERTAIN = 0.95
const FEW = 3
function isLost(fresh: readonly Track[]): boolean {
  const felt = fresh.filter(isProof)
  const failing = fresh.filter((t) => t.run > 0)
  return felt.length > 0 && felt.every((t) => t.run > 0) && failing.length >= FEW
}

/** Three servers must agree on it: the clock of one may be wrong itself. */
function isClockOff(own: readonly Track[]): boolean {
  const skews = own.flatMap(({ look }) => (look.clockSkewMs === null ? [] : [look.clockSkewMs])).sort((a, b) => a - b)
  return skews.length >= 3 && Math.abs(skews[Math.floor((skews.length - 1) / 2)]!) > CLOCK_OFF_MS
}

const COMPANY_ENTER = 0.85
/** Once it leans there, a moment of doubt does not begin the wait anew. */
const COMPANY_LEAN = 0.6
const COMPANY_LEAVE = 0.3

type Before = Pick<Settled<ViewerCondition>, 'condition' | 'leaning'>
const companyFrom = ({ condition, leaning }: Before): number => {
  if (condition === 'company_network') return COMPANY_LEAVE
  return leaning === 'company_network' ? COMPANY_LEAN : COMPANY_ENTER
}

/** How it is for people at one site, given how LINE WORKS is for everybody. */
export function viewerLeaning(site: SiteReading, service: ServiceCondition, before: Before): ViewerCondition {
  if (!site.isFresh) return 'unknown'
  if (site.isHurt && site.pCompany >= companyFrom(before)) return 'company_network'
  if (service !== 'operational') return service
  if (!site.hasPassed || site.isClockOff) return 'unknown'
  return site.isRefused ? 'account_or_device' : 'operational'
}

/** What a reading leans to; null where it leans nowhere and the old answer stands. */
export function serviceLeaning(reading: ServiceReading, before: ServiceCondition): ServiceCondition {
  if (!reading.isFresh) return 'unknown'
  const { chances } = reading
  const trouble = 1 - chances.operational
  if (trouble >= ENTER || (trouble >= LIKELY && reading.pAllFine <= HARDLY)) {
    const { maintenance, outage, degraded } = chances
    if (maintenance >= outage && maintenance >= degraded) return 'maintenance'
    if (before === 'outage' || before === 'degraded') {
      const [same, other] = before === 'outage' ? [outage, degraded] : [degraded, outage]
      return other > same * TURN ? (before === 'outage' ? 'degraded' : 'outage') : before
    }
    return outage >= degraded ? 'outage' : 'degraded'
  }
  // Words may hurry a trouble, never hold it up: what ended is told by the looks alone.
  if (reading.pFine >= LEAVE) return reading.hasPassed ? 'operational' : 'unknown'
  return before === 'operational' && !reading.hasPassed ? 'unknown' : before
}

const ENTER = 0.9
/** Something is wrong for certain, and LINE WORKS is the likeliest: the way there could show the same, but seldom does. */
const LIKELY = 0.7
const HARDLY = 0.02
const LEAVE = 0.85
/** Outage and degraded change places only for this much better an explanation. */
const TURN = 8

export const isServiceTrouble = (condition: ServiceCondition | ViewerCondition): boolean =>
  condition === 'outage' || condition === 'degraded' || condition === 'maintenance'
