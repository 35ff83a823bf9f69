import type { Observation } from '../observation.ts'
import { nearnessOf } from './nearness.ts'
import { type Sign, signOf } from './sign.ts'

/** A look together with what it shows. */
export interface Look {
  readonly look: Observation
  readonly sign: Sign
}

/** One round seen from one vantage, sorted by the part that each look plays. Skipped looks are not in it. */
export interface Round {
  readonly vantage: string
  readonly all: readonly Look[]
  /** Looks at LINE WORKS over the address family that people use first; those that never reached the wire left out. */
  readonly service: readonly Look[]
  readonly failing: readonly Look[]
  /** Control sites over the same family (not their names): do other places answer? */
  readonly controls: readonly Look[]
  /** IPv6 beside IPv4. Empty where only one family is looked at. */
  readonly service6: readonly Look[]
  readonly controls6: readonly Look[]
  /** Name look-ups of any target. */
  readonly names: readonly Look[]
  readonly gateways: readonly Look[]
  readonly identityProviders: readonly Look[]
  /** Median offset of the servers' clocks against ours; null where fewer than two tell. */
  readonly skewMs: number | null
}

/** Answers that only the far side can have given: the whole way to it works. */
const ARRIVED: ReadonlySet<Sign> = new Set<Sign>([
  'passed',
  'server-error',
  'maintenance-page',
  'rate-limited',
  'credential-refused',
  'forbidden',
  'blank-page',
  'changed-page',
  'bad-certificate',
  'expired-certificate',
])
export const hasArrived = ({ sign }: Look): boolean => ARRIVED.has(sign)

/** The monitor asks too often, or gave up by itself: says nothing about anybody. */
const SILENT: ReadonlySet<Sign> = new Set<Sign>(['rate-limited', 'own-fault'])

/** Signs that a line, a firewall or the far side can all have caused. */
const NETWORK: ReadonlySet<Sign> = new Set<Sign>([
  'connect-silent',
  'tls-silent',
  'answer-silent',
  'refused-far',
  'no-route',
  'no-such-name',
  'resolver-failed',
  'resolver-silent',
  'proxy-upstream',
  'proxy-unreachable',
])
export const isNetworkSign = ({ sign }: Look): boolean => NETWORK.has(sign)

export const hasFailed = ({ sign }: Look): boolean => sign !== 'passed' && !SILENT.has(sign)
export const hasPassed = ({ sign }: Look): boolean => sign === 'passed'
export const showing = (looks: readonly Look[], ...signs: readonly Sign[]): readonly Look[] =>
  looks.filter(({ sign }) => signs.includes(sign))

const isName = ({ look }: Look) => look.kind === 'dns'

/** At least two clocks must agree that ours is wrong: one server's own clock may be off. */
function skewOf(looks: readonly Look[]): number | null {
  const offsets = looks
    .flatMap(({ look }) => (look.clockSkewMs === null ? [] : [look.clockSkewMs]))
    .sort((a, b) => a - b)
  return offsets.length < 2 ? null : offsets[Math.floor((offsets.length - 1) / 2)]!
}

/** A site that forces its proxy blocks the direct way on purpose: where the proxy gets through, that is no fault. */
function withoutClosedDoors(looks: readonly Look[]): readonly Look[] {
  const reached = new Set(looks.filter((l) => l.look.via === 'proxy' && hasArrived(l)).map(({ look }) => look.target))
  const isClosedDoor = (l: Look) => l.look.via === 'direct' && reached.has(l.look.target) && !hasArrived(l)
  return looks.filter((l) => isName(l) || !isClosedDoor(l))
}

/** Sorts the looks of one vantage into a round. */
export function roundOf(vantage: string, observations: readonly Observation[]): Round {
  const near = nearnessOf(observations)
  const read = observations.flatMap((look) => {
    const sign = signOf(look, near)
    return sign === null ? [] : [{ look, sign }]
  })
  const all = withoutClosedDoors(read)
  const sites = all.filter((l) => !isName(l))
  const ofRole = (role: Observation['role']) => sites.filter(({ look }) => look.role === role)
  const services = ofRole('service')
  const beside = services.some(({ look }) => look.family !== 6)
  const isMain = ({ look }: Look) => !(beside && look.family === 6)
  const names = all.filter(isName)
  const service = [...services.filter(isMain), ...names.filter(({ look }) => look.role === 'service')]
  return {
    vantage,
    all,
    service,
    failing: service.filter(hasFailed),
    controls: ofRole('control').filter(isMain),
    service6: services.filter((l) => !isMain(l)),
    controls6: ofRole('control').filter((l) => !isMain(l)),
    names,
    gateways: ofRole('gateway'),
    identityProviders: ofRole('identity-provider'),
    skewMs: skewOf(all),
  }
}

/** The looks by vantage, in the order of the names. */
export function roundsOf(observations: readonly Observation[]): readonly Round[] {
  const byVantage = Map.groupBy(observations, ({ vantage }) => vantage)
  return [...byVantage].sort(([a], [b]) => (a < b ? -1 : 1)).map(([vantage, looks]) => roundOf(vantage, looks))
}
