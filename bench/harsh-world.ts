/** The places and probes of the harsher episodes: what a monitor may be like, beyond the tidy one. */

export type Facts = Record<string, unknown>

export interface Probe {
  readonly target: string
  readonly role: string
  readonly kind: string
  readonly component: string | null
  readonly resolver?: string
  readonly family?: number
  readonly ms: number
}

export interface World {
  readonly sites: readonly string[]
  readonly intervalS: number
  readonly probes: readonly Probe[]
  /** Everything but names and the gateway goes through the company's proxy. */
  readonly proxied: boolean
  /** The proxy opens TLS: its own issuer stands on every certificate, and is trusted. */
  readonly inspecting: boolean
  /** Control that never answers. */
  readonly deadControl: string | null
  /** Looks that never succeed in this place, and nobody minds. */
  readonly mute?: (probe: Probe) => boolean
  readonly noise: number
  readonly spikes: number
  readonly skewMs: number
}

export interface Dice {
  next(): number
  chance(p: number): boolean
  between(a: number, b: number): number
  pick<T>(list: readonly T[]): T
  logNormal(median: number, sigma: number): number
  exponential(mean: number): number
}

/** Deterministic by seed (xorshift32). */
export function diceOf(seed: number): Dice {
  let x = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1
  const next = () => {
    x ^= x << 13
    x >>>= 0
    x ^= x >>> 17
    x ^= x << 5
    x >>>= 0
    return x / 4294967296
  }
  for (let i = 0; i < 20; i++) next()
  const normal = () => {
    let sum = 0
    for (let i = 0; i < 12; i++) sum += next()
    return sum - 6
  }
  return {
    next,
    chance: (p) => next() < p,
    between: (a, b) => a + (b - a) * next(),
    pick: (list) => list[Math.floor(next() * list.length)]!,
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    exponential: (mean) => -mean * Math.log(1 - next()),
  }
}

export const GENUINE = 'GlobalSign RSA OV SSL CA 2018'
export const CORPORATE = 'Hoshizora Trading Web Gateway CA'

const SERVICE: readonly Probe[] = [
  { target: 'login', role: 'service', kind: 'login-page', component: 'login', family: 4, ms: 210 },
  { target: 'discovery', role: 'service', kind: 'openid', component: 'login', family: 4, ms: 140 },
  { target: 'auth-tls', role: 'service', kind: 'tls', component: 'login', family: 4, ms: 60 },
  { target: 'gateway-api', role: 'service', kind: 'api', component: 'api', family: 4, ms: 100 },
  { target: 'talk-web', role: 'service', kind: 'http', component: 'talk', family: 4, ms: 170 },
  { target: 'mail-web', role: 'service', kind: 'http', component: 'mail', family: 4, ms: 190 },
]
const SIX: readonly Probe[] = [
  { target: 'login', role: 'service', kind: 'login-page', component: 'login', family: 6, ms: 220 },
  { target: 'talk-web', role: 'service', kind: 'http', component: 'talk', family: 6, ms: 180 },
]
const CONTROLS: readonly Probe[] = [
  { target: 'site-a', role: 'control', kind: 'control', component: null, family: 4, ms: 45 },
  { target: 'site-b', role: 'control', kind: 'control', component: null, family: 4, ms: 70 },
  { target: 'site-c', role: 'control', kind: 'control', component: null, family: 4, ms: 30 },
]
const NAMES: readonly Probe[] = [
  { target: 'name', role: 'service', kind: 'dns', component: 'login', resolver: 'company', ms: 6 },
  { target: 'name', role: 'service', kind: 'dns', component: 'login', resolver: 'public', ms: 18 },
  { target: 'other-name', role: 'control', kind: 'dns', component: null, resolver: 'company', ms: 6 },
  { target: 'outside-name', role: 'control', kind: 'dns', component: null, resolver: 'public', ms: 18 },
]
const GATEWAY: Probe = { target: 'router', role: 'gateway', kind: 'tcp', component: null, family: 4, ms: 2 }
const LINE: Probe = { target: 'line', role: 'line', kind: 'http', component: null, family: 4, ms: 130 }
const SSO: Probe = { target: 'sso', role: 'identity-provider', kind: 'http', component: 'login', family: 4, ms: 160 }

export const isName = (p: Probe): boolean => p.kind === 'dns'
export const isOutside = (p: Probe): boolean => p.role !== 'gateway'
export const isService = (p: Probe): boolean => p.role === 'service' && !isName(p)

export function worldOf(dice: Dice, noise: number): World {
  const some = (list: readonly Probe[], least: number) => {
    const kept = list.filter(() => dice.chance(0.7))
    return kept.length >= least ? kept : list.slice(0, least)
  }
  const controls = some(CONTROLS, dice.chance(0.25) ? 1 : 2)
  const proxied = dice.chance(0.35)
  const six = dice.chance(0.3) && !proxied
  const probes = [
    ...some(SERVICE, 3),
    ...(six ? [...SIX, { ...CONTROLS[1]!, family: 6 }] : []),
    ...controls,
    ...(dice.chance(0.85) ? some(NAMES, 2) : []),
    ...(dice.chance(0.7) ? [GATEWAY] : []),
    ...(dice.chance(0.3) ? [LINE] : []),
    ...(dice.chance(0.3) ? [SSO] : []),
  ]
  const sites = dice.pick([
    ['tokyo'],
    ['tokyo'],
    ['tokyo', 'osaka'],
    ['tokyo', 'osaka', 'naha'],
    ['a', 'b', 'c', 'd', 'e'],
  ])
  return {
    sites,
    intervalS: dice.pick(sites.length > 2 ? [30, 60, 60] : [15, 30, 30, 60]),
    probes,
    proxied,
    inspecting: proxied && dice.chance(0.4),
    deadControl: controls.length > 1 && dice.chance(0.2) ? controls[0]!.target : null,
    noise,
    spikes: dice.pick([0, 0.002, 0.01]),
    skewMs: dice.chance(0.04) ? dice.pick([-95_000, 80_000, 300_000]) : 0,
  }
}
