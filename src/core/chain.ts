import {
  hasArrived,
  hasFailed,
  hasPassed,
  isNetworkSign,
  type Look,
  type Round,
  roundOf,
  showing,
} from './judge/round.ts'
import { isApart, isClockOff, slowElsewhere, slowService } from './judge/round-facts.ts'
import type { Observation } from './observation.ts'

/** The way from the person to the login page, in order. */
export const CHAIN_LINKS = ['device', 'network', 'proxy', 'internet', 'edge', 'login'] as const
export type ChainLink = (typeof CHAIN_LINKS)[number]

/** `unused`: this way does not go through it (no proxy); `unknown`: nothing tells, for example beyond a break. */
export interface ChainStep {
  readonly link: ChainLink
  readonly state: 'ok' | 'slow' | 'broken' | 'unknown' | 'unused'
  /** The targets whose looks tell so. */
  readonly targets: readonly string[]
}

type Reading = { readonly state: ChainStep['state']; readonly looks: readonly Look[] }
type Reader = (round: Round) => Reading

const broken = (looks: readonly Look[]): Reading | null => (looks.length > 0 ? { state: 'broken', looks } : null)
const slow = (looks: readonly Look[]): Reading | null => (looks.length > 0 ? { state: 'slow', looks } : null)
const ok = (looks: readonly Look[]): Reading | null => (looks.length > 0 ? { state: 'ok', looks } : null)
const UNKNOWN: Reading = { state: 'unknown', looks: [] }
const UNUSED: Reading = { state: 'unused', looks: [] }

const arrivedBeyond = (round: Round) =>
  round.all.filter((l) => isApart(l) && l.look.role !== 'gateway' && hasArrived(l))
const isMostly = (part: readonly Look[], all: readonly Look[]) => part.length * 2 > all.length

/** How each link reads a round: what shows it broken first, then what shows it whole. */
const READERS: Readonly<Record<ChainLink, Reader>> = {
  device: (r) =>
    (isClockOff(r) ? broken(r.all.filter(({ look }) => look.clockSkewMs !== null).slice(0, 3)) : null) ??
    (arrivedBeyond(r).length === 0 ? broken(r.all.filter(({ look }) => look.error === 'EADDRNOTAVAIL')) : null) ??
    ok(r.all.filter((l) => l.sign !== 'no-route' && l.sign !== 'own-fault')) ??
    UNKNOWN,
  network: (r) => {
    const beyond = arrivedBeyond(r)
    if (beyond.length === 0) {
      const lost = broken([...r.gateways.filter(hasFailed), ...showing(r.all, 'no-route')])
      if (lost) return lost
    }
    const names = r.names.filter((l) => l.look.resolver !== 'public' && hasFailed(l))
    const outside = r.names.filter((l) => l.look.resolver === 'public')
    const known = outside.filter(hasPassed)
    // Where a public resolver does not answer either, it is the line and not the company's resolver.
    const isOwn = (l: Look) =>
      l.look.role === 'control'
        ? known.length > 0 || outside.length === 0
        : known.some((k) => k.look.target === l.look.target)
    const differs = names.filter(isOwn)
    const portal = r.failing.length > 0 ? showing(r.all, 'portal') : []
    return broken(portal) ?? broken(differs) ?? ok([...r.gateways.filter(hasPassed), ...beyond]) ?? UNKNOWN
  },
  proxy: (r) => {
    const refused = showing(
      r.failing,
      'proxy-login',
      'proxy-refused',
      'proxy-unreachable',
      'block-page',
      'inspected',
      'foreign-certificate',
      'refused-near',
    )
    const proxied = r.all.filter(({ look }) => look.via === 'proxy')
    return broken(refused) ?? ok(proxied.filter(hasArrived)) ?? (proxied.length > 0 ? UNKNOWN : UNUSED)
  },
  internet: (r) => {
    const arrived = r.controls.filter(hasArrived)
    const lost = r.controls.filter(isNetworkSign)
    const late = slow(slowElsewhere(r))
    if (isMostly(lost, r.controls)) return broken(lost)!
    return late ?? ok(arrived) ?? ok(arrivedBeyond(r)) ?? UNKNOWN
  },
  edge: (r) => {
    const wire = r.service.filter(isApart)
    const lost = r.failing.filter((l) => isNetworkSign(l) && l.sign !== 'answer-silent')
    const certificates = showing(r.failing, 'bad-certificate', 'expired-certificate')
    return (
      broken(certificates) ??
      (isMostly(lost, r.service) ? broken(lost) : null) ??
      ok(wire.filter(hasArrived)) ??
      UNKNOWN
    )
  },
  login: (r) => {
    const login = r.service.filter((l) => isApart(l) && l.look.component === 'login')
    const late = new Set(slowService(r))
    return (
      broken(login.filter(hasFailed)) ??
      slow(login.filter((l) => late.has(l))) ??
      ok(login.filter(hasPassed)) ??
      UNKNOWN
    )
  },
}

/**
 * The way from this device to the login page, seen by the looks of one vantage: where it breaks first.
 * Beyond the break nothing is known.
 */
export function chainOf(observations: readonly Observation[]): readonly ChainStep[] {
  const round = roundOf(observations[0]?.vantage ?? '', observations)
  let isBroken = false
  return CHAIN_LINKS.map((link) => {
    const { state, looks } = READERS[link](round)
    if (isBroken) return { link, state: state === 'unused' ? 'unused' : 'unknown', targets: [] }
    isBroken = state === 'broken'
    return { link, state, targets: [...new Set(looks.map(({ look }) => look.target))].sort() }
  })
}
