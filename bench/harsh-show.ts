import { CORPORATE, type Dice, type Facts, GENUINE, isName, isService, type Probe, type World } from './harsh-world.ts'

/** What is common to the faults of the harsher episodes: their form, how looks fail, how long it lasts. */

/** Something that goes wrong. What `make` returns tells how a look fails, or null where it does not. */
export interface Fault {
  readonly weight: number
  readonly hits: 'all' | 'some'
  readonly accept: readonly string[]
  /** What is right at the sites that are not hit; operational unless said. */
  readonly others?: readonly string[]
  readonly isService?: boolean
  /** Whether a place looks at what fails at all; everywhere unless said. */
  readonly isSeen?: (world: World) => boolean
  readonly planned?: 'on time' | 'overrun' | 'cancelled' | 'unannounced' | 'early' | 'late'
  readonly minutes: (dice: Dice) => number
  /** What is right at the hit sites after so many minutes, where the fault changes its face. */
  readonly turn?: { readonly afterMinutes: number; readonly accept: readonly string[] }
  readonly make: (dice: Dice, world: World) => (probe: Probe, isHit: boolean, at: number) => Facts | null
}

export const stop = (phase: string, error: string | null, more: Facts = {}): Facts => ({
  phase,
  error,
  tookMs: error === 'ETIMEDOUT' || error === 'EAI_AGAIN' ? 5000 : 40,
  ...more,
})
export const lost = (probe: Probe, world: World): Facts => {
  if (isName(probe)) return stop('resolve', 'EAI_AGAIN')
  if (!world.proxied || probe.role === 'gateway') return stop('connect', 'ETIMEDOUT')
  return stop('proxy', null, {
    httpStatus: 504,
    headers: { via: '1.1 px (squid/6.6)', server: 'squid/6.6', 'x-squid-error': 'ERR_CONNECT_FAIL 110' },
    tookMs: 9000,
  })
}

/** LINE WORKS answers with an error; a proxy on the way adds its marks, or reports in its own words. */
export function serverError(dice: Dice, world: World): (probe: Probe) => Facts {
  const reports = world.proxied && dice.chance(0.35)
  const status = dice.pick([500, 502, 503, 503, 504])
  if (reports) {
    const how = dice.chance(0.5)
      ? { 'x-squid-error': dice.pick(['ERR_CONNECT_FAIL 111', 'ERR_READ_TIMEOUT 110', 'ERR_ZERO_SIZE_OBJECT 0']) }
      : {
          'proxy-status': `px; error=${dice.pick(['connection_timeout', 'connection_refused', 'http_response_timeout'])}`,
        }
    return () => stop('proxy', null, { httpStatus: dice.pick([502, 503, 504]), headers: { via: '1.1 px', ...how } })
  }
  const tlsIssuer = world.inspecting ? CORPORATE : GENUINE
  const headers = world.inspecting ? { server: 'nginx', via: '1.1 px (squid/6.6)' } : { server: 'nginx' }
  return () => stop('status', null, { httpStatus: status, headers, tlsIssuer })
}

export function farSilence(dice: Dice, world: World): (probe: Probe) => Facts {
  const how = dice.pick(['connect', 'connect', 'request', 'tls', 'refused'])
  return (probe) => {
    if (world.proxied && how !== 'request') return lost(probe, world)
    if (how === 'refused') return stop('connect', 'ECONNREFUSED', { tookMs: 18 })
    if (how === 'tls') return stop('tls', 'ETIMEDOUT')
    return how === 'request' ? stop('request', 'ETIMEDOUT', { tlsIssuer: GENUINE }) : stop('connect', 'ETIMEDOUT')
  }
}

export const trouble = (dice: Dice, world: World) =>
  dice.chance(0.6) ? serverError(dice, world) : farSilence(dice, world)
export const hour = (dice: Dice) => dice.logNormal(60, 1)
export const quarter = (dice: Dice) => dice.logNormal(16, 0.9)
export const page = (dice: Dice, bodyHead: string) => (probe: Probe) =>
  dice.chance(0.97) && isService(probe)
    ? stop('status', null, { httpStatus: 503, headers: { 'retry-after': '5400' }, bodyHead, tlsIssuer: GENUINE })
    : null
export const maintenance = (dice: Dice) => page(dice, '<title>Scheduled maintenance</title>')
export const SERVICE = { hits: 'all', isService: true, minutes: hour } as const
export const COMPANY = { hits: 'some', accept: ['company_network'], minutes: quarter } as const
export const PLANNED = { hits: 'all', accept: ['maintenance'], minutes: (d: Dice) => d.pick([45, 60, 90]) } as const
