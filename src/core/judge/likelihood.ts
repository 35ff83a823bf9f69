import { COMPANY_MODES, type CompanyMode, RARE, SERVICE_MODES, type ServiceMode, serviceShareOf } from './modes.ts'
import type { Sign } from './sign.ts'
import type { Track } from './track.ts'

/** How likely one look is in every mode: a company mode stops it, or a service mode does, or chance does, or it passes. */
export interface Likelihood {
  /** For each company mode: the chance of this look when that mode stops it, and the chance that it gets through. */
  readonly stopped: readonly number[]
  readonly through: readonly number[]
  /** For each service mode: the chance of this look once it got through. */
  readonly beyond: readonly number[]
}

/** Single looks fail by chance, and chance comes in bursts: after n failures in a row, how likely is one more? */
const CHANCE = { service: [0.004, 0.02, 0.3, 0.3], other: [0.006, 0.15, 0.6, 0.8, 0.9] } as const
const CHANCE_SHOWS: Readonly<Partial<Record<Sign, number>>> = {
  'connect-silent': 0.4,
  'resolver-silent': 0.4,
  'server-error': 0.35,
  'answer-silent': 0.08,
  'resolver-failed': 0.05,
  'proxy-upstream': 0.05,
  'refused-far': 0.03,
  'tls-silent': 0.03,
  'blank-page': 0.02,
}
/** In a mode that hits single targets: the hit one goes on failing; while none is hit, the next look may be the one. */
const STICKS = 0.97
const AWAITED = 0.4
/** In a mode that comes and goes: chance that the next burst has just begun. */
const BETWEEN_BURSTS = 0.1
const SLOW_BY_CHANCE = [0.01, 0.1, 0.3] as const

/** Signs that say nothing about whether LINE WORKS or the way to it works. */
const SAYS_NOTHING: ReadonlySet<Sign> = new Set<Sign>(['own-fault', 'changed-page', 'forbidden'])
/** LINE WORKS answered, and the answer is not its fault. */
const ANSWERED: ReadonlySet<Sign> = new Set<Sign>(['passed', 'rate-limited', 'credential-refused'])

const at = (list: readonly number[], index: number) => list[Math.min(index, list.length - 1)]!
const shareOf = (shows: Readonly<Partial<Record<Sign, number>>>, sign: Sign) => shows[sign] ?? RARE

/** A fault keeps its face: a target that failed so before fails so again, in every mode that can show it. */
const AGAIN = 0.8
const repeated = (share: number, isRepeated: boolean) => (isRepeated && share > RARE ? Math.max(share, AGAIN) : share)

/** Null where the look tells nothing about these modes. `before` is the track without it; `othersFail`: other looks at LINE WORKS from there do. */
export function likelihoodOf(
  track: Track,
  before: Pick<Track, 'run' | 'sign'> | undefined,
  othersFail: boolean,
): Likelihood | null {
  const { look, sign } = track
  if (SAYS_NOTHING.has(sign) || look.role === 'line' || look.role === 'identity-provider') return null
  const isService = look.role === 'service'
  const run = before?.run ?? 0
  const isSame = run > 0 && before?.sign === sign
  const passes = ANSWERED.has(sign) || (!isService && arrivesElsewhere(sign))
  const chance = at(isService ? CHANCE.service : CHANCE.other, run)
  const slowChance = at(SLOW_BY_CHANCE, track.slow ? 1 : 0)
  const fine = passes ? 1 - chance : chance * repeated(shareOf(CHANCE_SHOWS, sign), isSame)
  const pace = (slow: number) => (passes ? (track.slow ? Math.max(slow, slowChance) : 1 - slow) : 1)
  const stopped: number[] = []
  const through: number[] = []
  for (const mode of COMPANY_MODES) {
    const stops = stopChance(mode, track)
    stopped.push(passes ? 0 : stops * repeated(shareOf(mode.shows, sign), isSame))
    through.push((1 - stops) * pace(mode.slow ?? 0))
  }
  const beyond = SERVICE_MODES.map((mode) => {
    if (!isService) return fine
    const fails = failChance(mode, track, run, othersFail)
    return passes
      ? (1 - fails) * fine * pace(mode.slow ?? 0)
      : fails * repeated(serviceShareOf(mode, sign), isSame) + (1 - fails) * fine
  })
  return { stopped, through, beyond }
}

/** A control site with trouble of its own still proves the way. */
const arrivesElsewhere = (sign: Sign) => sign === 'maintenance-page'

function stopChance(mode: CompanyMode, { look }: Track): number {
  if (look.role === 'gateway') return mode.gateway
  if (look.kind === 'dns') return look.resolver === 'public' ? mode.publicName : mode.companyName
  const stops = look.role === 'service' ? mode.service : mode.control
  // Behind a proxy it is the proxy that looks names up.
  return mode.mode === 'resolver' && look.via === 'proxy' ? stops * 0.3 : stops
}

function failChance(mode: ServiceMode, { look }: Track, run: number, othersFail: boolean): number {
  if (look.kind === 'dns') return mode.name
  if (mode.bursts) return run > 0 || othersFail ? mode.login : BETWEEN_BURSTS
  // Something has to fail in such a mode: where nothing does any more, it is over.
  if (mode.sticky && (run > 0 || !othersFail)) return run > 0 ? STICKS : AWAITED
  return look.component === 'login' ? mode.login : mode.other
}
