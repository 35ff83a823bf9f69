import { isNameUnknownToProxy } from './marks.ts'
import { hasArrived, hasFailed, hasPassed, isNetworkSign, type Look, type Round, showing } from './round.ts'
import type { Sign } from './sign.ts'

/** Questions about a round that several rules ask. */

export const CLOCK_OFF_MS = 60_000
/** Without a learnt baseline: what nobody would call normal, milliseconds. */
const SLOW_SERVICE_MS = 2_000
const SLOW_CONTROL_MS = 1_500
const SLOW_NAME_MS = 1_000
/** Far slower than the controls of the same round. */
const SLOW_FACTOR = 10

export const NONE: readonly Look[] = []
export const unless = (veto: boolean, looks: readonly Look[]): readonly Look[] => (veto ? NONE : looks)
export const atLeast = (count: number, looks: readonly Look[]): readonly Look[] =>
  looks.length >= count ? looks : NONE

export const isClockOff = (round: Round): boolean =>
  (round.skewMs !== null && Math.abs(round.skewMs) > CLOCK_OFF_MS) || datesFailElsewhere(round).length > 0

/** Certificates of unrelated sites are out of date too: then it is our own clock. */
const datesFailElsewhere = (round: Round) => showing(round.controls, 'expired-certificate')

export const isApart = (look: Look): boolean => look.look.kind !== 'dns'

/** Controls that take the same way (direct or proxy) as the failing looks; all of them where none does. */
export function controlsBeside(round: Round): readonly Look[] {
  const ways = new Set(round.failing.filter(isApart).map(({ look }) => look.via))
  const beside = round.controls.filter(({ look }) => ways.has(look.via))
  return beside.length > 0 ? beside : round.controls
}

/** Other places answer over the way that LINE WORKS does not answer on. */
export const areControlsFine = (round: Round): boolean => {
  const controls = controlsBeside(round)
  const arrived = controls.filter(hasArrived).length
  return arrived > 0 && arrived * 2 >= controls.length
}

/** Other places do not answer either, for reasons of the way. */
export const controlsLost = (round: Round): readonly Look[] => {
  // A proxy that cannot be reached says nothing about what lies behind it.
  const lost = controlsBeside(round).filter(
    (l) => (isNetworkSign(l) && l.sign !== 'proxy-unreachable') || l.sign === 'refused-near',
  )
  return lost.length * 2 > controlsBeside(round).length ? lost : NONE
}

/** Anything at all of LINE WORKS answered, over the wire. */
export const hasServiceArrived = (round: Round): boolean => round.service.some((l) => isApart(l) && hasArrived(l))

/** Failing looks with one of the signs, where other places answer. */
export const onlyThere = (round: Round, ...signs: readonly Sign[]): readonly Look[] =>
  unless(!areControlsFine(round), showing(round.failing, ...signs))

/** Company trouble that hurts nobody is no answer: something of LINE WORKS must fail, or not be looked at. */
export const whereItHurts = (round: Round, looks: readonly Look[]): readonly Look[] =>
  unless(round.failing.length === 0 && round.service.length > 0, looks)

/** Name look-ups of LINE WORKS that failed at one resolver, and how the same name fares at the other. */
export function secondOpinions(round: Round): {
  agree: readonly Look[]
  differ: readonly Look[]
  none: readonly Look[]
} {
  const outside = round.names.filter(({ look }) => look.resolver === 'public')
  const failing = round.failing.filter(({ look }) => look.phase === 'resolve' && look.resolver !== 'public')
  const opinions = outside.filter(({ look }) => look.role === 'service')
  const unrelated = outside.filter(({ look }) => look.role === 'control')
  const isDeaf = unrelated.length > 0 && unrelated.every(hasFailed)
  if (failing.length === 0 || opinions.length === 0 || isDeaf) return { agree: NONE, differ: NONE, none: failing }
  return opinions.some(hasPassed)
    ? { agree: NONE, differ: failing, none: NONE }
    : { agree: [...failing, ...opinions], differ: NONE, none: NONE }
}

/** The company's resolver fails for names that have nothing to do with LINE WORKS. */
export const companyNamesLost = (round: Round): readonly Look[] =>
  round.names.filter((l) => l.look.role === 'control' && l.look.resolver !== 'public' && hasFailed(l))

const medianMs = (looks: readonly Look[]) => {
  const sorted = looks.map(({ look }) => look.tookMs).sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}

/** Passing looks at LINE WORKS that took far too long, where they are the rule and not one straggler. */
export function slowService(round: Round): readonly Look[] {
  const passed = round.service.filter((l) => isApart(l) && hasPassed(l))
  const floor = Math.max(SLOW_SERVICE_MS, SLOW_FACTOR * medianMs(round.controls.filter(hasPassed)))
  const slow = passed.filter(({ look }) => look.tookMs >= (round.controls.length > 0 ? floor : SLOW_SERVICE_MS * 1.5))
  return slow.length * 2 >= passed.length && (slow.length >= 2 || passed.length === 1) ? slow : NONE
}

/** Other places are slow as well, or names where no other place is looked at. */
export function slowElsewhere(round: Round): readonly Look[] {
  const sites = round.controls.filter(hasPassed)
  const passed = sites.length > 0 ? sites : round.names.filter(hasPassed)
  const slow = passed.filter((l) => l.look.tookMs >= (isApart(l) ? SLOW_CONTROL_MS : SLOW_NAME_MS))
  return slow.length * 2 > passed.length ? slow : NONE
}

/** IPv6 fails beside an IPv4 that works. */
export const lostOver6 = (round: Round): readonly Look[] => {
  const failing = round.service6.filter(hasFailed)
  return failing.length * 2 > round.service6.length ? failing : NONE
}

/** One lost packet among looks that pass is a straggler, no fault; what is slow, or fails another way, is no clean pass. */
export function passedService(round: Round): readonly Look[] {
  const passed = showing(round.service.filter(isApart), 'passed', 'rate-limited')
  const straggler = round.failing.length === 1 && round.failing.every(isNetworkSign) && passed.length >= 3
  const isClean =
    !isClockOff(round) &&
    !round.identityProviders.some(hasFailed) &&
    [slowService(round), slowElsewhere(round), lostOver6(round)].every((l) => l.length === 0)
  return isClean && (round.failing.length === 0 || straggler) ? passed : NONE
}

/** The proxy fails on names of LINE WORKS that a resolver can look up: it is the proxy's own resolver. */
export function namesOnlyProxyMisses(round: Round): readonly Look[] {
  const known = round.names.some((l) => l.look.role === 'service' && hasPassed(l))
  return known ? round.failing.filter((l) => l.sign === 'proxy-upstream' && isNameUnknownToProxy(l.look)) : NONE
}

/**
 * A name of LINE WORKS that leads to an address inside, while other places have addresses outside: a sinkhole.
 * Where a public resolver says the same, it is the name itself; where the sites answer all the same, it hurts nobody.
 */
export function ledInside(round: Round): readonly Look[] {
  const outside = round.controls.some(({ look }) => look.address !== null && !isInside(look.address))
  const failing = round.failing.filter(isApart)
  const led = outside ? failing.filter(({ look }) => look.address !== null && isInside(look.address)) : NONE
  const told = showing(round.failing, 'diverted')
  const isToldByAll = told.some(({ look }) => look.resolver === 'public')
  const hurts = failing.length > 0 || !round.service.some(isApart)
  return [...led, ...unless(isToldByAll || !hurts, told)]
}

/** Addresses that no public service has (RFC 1918, 4193, 6598; this machine, this link, nobody). */
const isInside = (address: string): boolean =>
  /^(0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^::1?$|^f[cd]|^fe[89ab]/i.test(
    address.replace(/^::ffff:/i, ''),
  )

/** Looks that did not get to the proxy; one among many that did is a straggler. */
export function missedProxy(round: Round): readonly Look[] {
  const missed = showing(round.all, 'proxy-unreachable')
  const reached = round.all.filter((l) => l.look.via === 'proxy' && l.sign !== 'proxy-unreachable')
  return missed.length === 1 && reached.length >= 3 ? NONE : missed
}
