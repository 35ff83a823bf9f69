import type { Observation, SkipReason } from '../core/observation.ts'
import { observationOf } from '../core/observation.ts'
import type { Target } from '../core/target.ts'
import { cleanText } from '../platform/clean-text.ts'
import type { ProxyAddress, Route } from '../platform/network.ts'
import type { BackOff } from './back-off.ts'
import { probeKindOf } from './index.ts'
import type { Endpoint, Finding, ProbeContext, ProbeKind } from './probe.ts'

/** The ways that lead out of this machine. */
export interface Paths {
  /** The proxy by which this machine would go there, exceptions (NO_PROXY) considered; null: straight. */
  proxyFor(endpoint: Endpoint): ProxyAddress | null
  /** The configured proxy, for looks that are to go through it in any case; null: none is configured. */
  readonly proxy: ProxyAddress | null
  readonly hasIpv4: boolean
  readonly hasIpv6: boolean
}

/** One way to look at a target in a round. `skipped`: why this look cannot be taken from here. */
export interface Look {
  readonly route: Route
  /** Null: the first family that answers, or what the proxy chooses. */
  readonly family: 4 | 6 | null
  readonly skipped: SkipReason | null
}

/** What all looks of a machine share. `limits.timeoutMs` is for the whole look, its repetition included unless that has its own time. */
export interface LookContext extends Omit<ProbeContext, 'route' | 'family'> {
  readonly vantage: string
  readonly backOff: BackOff
  /** Whether a failed look is repeated once, at once, before it counts. */
  readonly repeatFailed: boolean
  /** Time for that repetition; where left out, what the first look left of its own: a look that timed out is then not repeated. */
  readonly repeatTimeoutMs?: number
}

/**
 * Time and size of a look where configuration says nothing. Four seconds: a lost SYN is sent again after one and after three
 * seconds, so a working way is found; and a machine without any network has its first verdict within five.
 */
export const DEFAULT_LIMITS = { timeoutMs: 4000, maxBodyBytes: 1_048_576 }
/** With less time left a failed look is not repeated: it would only fail for want of time. */
export const SHORTEST_REPEAT_MS = 1000
/** The network keeps the deadline and knows in which phase it passed. What still hangs after this is our own mistake. */
const GRACE_MS = 250
const DIRECT: Route = { via: 'direct' }

const kindOf = (target: Target): ProbeKind => {
  const probe = probeKindOf(target.kind)
  if (probe === null) throw new Error(`target ${target.id} has the unknown kind ${target.kind}`)
  return probe
}

/** Every way in which a target is looked at in one round. Through a proxy the family is the proxy's choice. */
export function looksOf(target: Target, paths: Paths): readonly Look[] {
  const probe = kindOf(target)
  const families =
    !probe.canChooseFamily || target.family === 'any'
      ? [null]
      : target.family === 'both'
        ? ([4, 6] as const)
        : [target.family]
  const direct = families.map((family): Look => {
    const missing = (family === 4 && !paths.hasIpv4) || (family === 6 && !paths.hasIpv6)
    return { route: DIRECT, family, skipped: missing ? `no-ipv${family}` : null }
  })
  const through = (proxy: ProxyAddress | null): Look =>
    proxy === null
      ? { route: { via: 'proxy', proxy: NO_PROXY }, family: null, skipped: 'no-proxy' }
      : { route: { via: 'proxy', proxy }, family: null, skipped: null }
  // What lies between this machine and the proxy is never reached through it.
  if (target.via === 'direct' || (target.via === 'auto' && target.role === 'gateway')) return direct
  if (target.via === 'proxy') return [through(paths.proxy)]
  if (target.via === 'both') return [...direct, through(paths.proxy)]
  const proxy = paths.proxyFor(probe.endpoint(target.options))
  if (proxy === null) return direct
  return probe.canProxy ? [through(proxy)] : direct.map((look) => ({ ...look, skipped: 'proxy-resolves' }))
}

const NO_PROXY: ProxyAddress = { host: '', port: 0, authorization: null }

/** Stable name of a look: `login-page`, `login-page/proxy`, `login-page/6`. */
export const lookName = (target: Target, look: Look): string =>
  [target.id, look.route.via === 'proxy' ? 'proxy' : null, look.family].filter((part) => part !== null).join('/')

/**
 * Looks at a target in one way, and comes back within `limits.timeoutMs` and a quarter of a second whatever happens. Rejects
 * only with the reason of `context.signal`. A mistake of ours is an observation with PROBE_CRASHED: evidence against nobody.
 */
export async function lookAt(target: Target, look: Look, context: LookContext): Promise<Observation> {
  context.signal?.throwIfAborted()
  const probe = kindOf(target)
  const at = context.clock.now()
  const sighting = {
    target: target.id,
    role: target.role,
    kind: target.kind,
    component: target.component,
    vantage: context.vantage,
    at,
  }
  const way = { via: look.route.via, family: look.family, proxy: proxyName(look) }
  const host = `${look.route.via} ${probe.endpoint(target.options).host}`
  const skipped = look.skipped ?? (context.backOff.untilAt(host) > at ? 'backing-off' : null)
  if (skipped) return observationOf(sighting, { ...way, skipped })

  const { finding, attempts, tookMs } = await attempt(probe, target, look, context)
  const observation = observationOf(sighting, {
    ...finding,
    ...way,
    family: finding.family ?? look.family,
    detail: finding.detail ? cleanText(finding.detail, 300) : null,
    tlsIssuer: finding.tlsIssuer ?? finding.tls?.issuer ?? null,
    drift: (finding.drift ?? []).map((entry) => cleanText(entry, 300)),
    skipped: null,
    attempts,
    tookMs,
  })
  context.backOff.note(host, observation)
  return observation
}

interface Attempt {
  readonly finding: Finding
  readonly attempts: number
  readonly tookMs: number
}

/** Once, and once more at once where the first failed, there is time left, and the host did not ask to be left alone. */
async function attempt(probe: ProbeKind, target: Target, look: Look, context: LookContext): Promise<Attempt> {
  const { clock, limits } = context
  const startedAt = clock.monotonic()
  const first = await once(probe, target, look, context, limits.timeoutMs)
  const leftMs = context.repeatTimeoutMs ?? limits.timeoutMs - (clock.monotonic() - startedAt)
  const isAskedToWait = first.finding.httpStatus === 429 || first.finding.headers?.['retry-after'] !== undefined
  const isWorthIt = first.finding.phase !== 'done' && first.finding.error !== 'PROBE_CRASHED' && !isAskedToWait
  if (!context.repeatFailed || !isWorthIt || leftMs < SHORTEST_REPEAT_MS) return { ...first, attempts: 1 }
  return { ...(await once(probe, target, look, context, leftMs)), attempts: 2 }
}

async function once(
  probe: ProbeKind,
  target: Target,
  look: Look,
  context: LookContext,
  timeoutMs: number,
): Promise<Omit<Attempt, 'attempts'>> {
  const { clock } = context
  const startedAt = clock.monotonic()
  const end = new AbortController()
  const limits = { ...context.limits, timeoutMs }
  // LINE WORKS has a public authority: one that only this company knows reads along. Of others nothing is known.
  const isService = target.role === 'service'
  const trust = { ...context.trust, publicAuthority: isService, ...(isService ? {} : { expectedIssuers: [] }) }
  const { route, family } = look
  let cancel = () => {}
  const overdue = new Promise<Finding>((resolve) => {
    cancel = clock.after(timeoutMs + GRACE_MS, () => resolve(crashed(`no end within ${Math.round(timeoutMs)} ms`)))
  })
  const leave = () => end.abort(context.signal?.reason)
  context.signal?.addEventListener('abort', leave, { once: true })
  try {
    const taken = taking(probe, target, { ...context, route, family, limits, trust, signal: end.signal })
    const finding = await Promise.race([taken, overdue, aborted(end.signal)])
    context.signal?.throwIfAborted()
    const tookMs = clock.monotonic() - startedAt
    // The network ends by itself in time: what comes later was held up by this very process, and says nothing of others.
    return tookMs > timeoutMs + GRACE_MS
      ? { finding: crashed('this process was held up'), tookMs }
      : { finding, tookMs }
  } finally {
    cancel()
    context.signal?.removeEventListener('abort', leave)
    // Whatever the look left open ends with it.
    end.abort(new Error('the look is over'))
  }
}

/** The look itself; a throw becomes a finding, whether it comes at once or later. */
async function taking(probe: ProbeKind, target: Target, context: ProbeContext): Promise<Finding> {
  try {
    return await probe.look(target.options, context, target)
  } catch (mistake) {
    return crashed(mistake instanceof Error ? `${mistake.name}: ${mistake.message}` : String(mistake))
  }
}

/** Where our own mistake stopped the look is not known; the phase that blames least is told. */
const crashed = (detail: string): Finding => ({ phase: 'content', error: 'PROBE_CRASHED', detail })

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))

const proxyName = ({ route, skipped }: Look): string | null => {
  if (route.via === 'direct' || skipped === 'no-proxy') return null
  const { host, port } = route.proxy
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}
