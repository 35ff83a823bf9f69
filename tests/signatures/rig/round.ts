import { verdictOfRound } from '../../../src/core/judge.ts'
import { locate } from '../../../src/core/locate.ts'
import type { Observation } from '../../../src/core/observation.ts'
import type { Target } from '../../../src/core/target.ts'
import { systemClock } from '../../../src/platform/clock.ts'
import { createNetwork } from '../../../src/platform/create-network.ts'
import type { Network, ProxyAddress } from '../../../src/platform/network.ts'
import { type BackOff, createBackOff } from '../../../src/probes/back-off.ts'
import { type LookContext, lookAt, looksOf, type Paths } from '../../../src/probes/look.ts'
import { closeOnData, openFaultyServer } from '../../support/faulty-server.ts'

/** How one round of looks is taken. */
export interface RoundPlan {
  readonly targets: readonly Target[]
  /** Names with fixed addresses; all others are asked of the system's resolver. */
  readonly hosts: Readonly<Record<string, readonly string[]>>
  /** The system's DNS servers, which tell its failures finer; those that it has, where left out. */
  readonly nameservers?: readonly string[]
  readonly extraCa: readonly string[]
  readonly expectedIssuers?: readonly string[]
  /** Everything goes through it, but what a target says otherwise. */
  readonly proxy?: ProxyAddress | null
  readonly hasIpv6?: boolean
  readonly timeoutMs?: number
  readonly backOff?: BackOff
}

/** Takes one round with the real probes over the real network: every way in which each target is looked at. */
export async function lookRound(plan: RoundPlan): Promise<readonly Observation[]> {
  const { nameservers, proxy = null } = plan
  const network = createNetwork({
    clock: systemClock,
    hosts: plan.hosts,
    ...(nameservers ? { nameservers: () => nameservers } : {}),
  })
  await warmUp(network, plan.extraCa)
  const context: LookContext = {
    network,
    clock: systemClock,
    trust: { extraCa: plan.extraCa, expectedIssuers: plan.expectedIssuers ?? ['simulated digicert'] },
    limits: { timeoutMs: plan.timeoutMs ?? 8_000, maxBodyBytes: 1_000_000 },
    userAgent: 'Dotchi/test',
    vantage: 'office',
    backOff: plan.backOff ?? createBackOff(),
    repeatFailed: false,
  }
  const paths: Paths = { proxyFor: () => proxy, proxy, hasIpv4: true, hasIpv6: plan.hasIpv6 ?? false }
  return Promise.all(
    plan.targets.flatMap((target) => looksOf(target, paths).map((look) => lookAt(target, look, context))),
  )
}

/** The first handshake of a process reads all trusted roots, which must not count as slowness. */
async function warmUp(network: Network, extraCa: readonly string[]): Promise<void> {
  await using server = await openFaultyServer(closeOnData)
  const trust = { extraCa, expectedIssuers: [] }
  const where = { host: '127.0.0.1', port: server.port, serverName: 'localhost' }
  await network.handshake({ ...where, route: { via: 'direct' }, family: null, timeoutMs: 30_000, trust })
}

/** What one round says, in the words of the faces. */
export interface Reading {
  readonly culprit: string
  /** Codes of all that was said, the heaviest first. */
  readonly codes: readonly string[]
  readonly service: string
  readonly viewer: string
  readonly advice: readonly string[]
  /** What was seen, look by look: to be shown when a test fails. */
  readonly told: string
}

export function readingOf(looks: readonly Observation[]): Reading {
  const finding = locate(looks)
  const verdict = verdictOfRound(looks, Math.max(...looks.map(({ at }) => at)))
  return {
    culprit: finding.culprit,
    codes: finding.evidence.map(({ code }) => code),
    service: verdict.service.condition,
    viewer: verdict.viewers[0]!.condition,
    advice: verdict.viewers[0]!.advice,
    told: [
      ...looks.map(brief),
      ...finding.evidence.map((e) => `${e.code} → ${e.culprit} ${e.contribution} (${e.targets.join(' ')})`),
      `${finding.culprit} ${finding.confidence.toFixed(2)}`,
    ].join('\n'),
  }
}

export const brief = (look: Observation): string =>
  [
    look.target,
    look.via,
    look.family ?? '-',
    look.outcome === 'skipped' ? `skipped ${look.skipped}` : look.phase,
    look.error ?? '',
    look.httpStatus ?? '',
    look.tlsIssuer ?? '',
    JSON.stringify(look.headers),
    `${Math.round(look.tookMs)} ms`,
    look.clockSkewMs === null ? '' : `skew ${look.clockSkewMs}`,
    look.detail ?? '',
  ].join(' | ')

/** Looks of a round that go to some targets. */
export const looksAt = (looks: readonly Observation[], ...targets: readonly string[]): readonly Observation[] =>
  looks.filter(({ target }) => targets.includes(target))
