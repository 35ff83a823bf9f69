import type { Observation } from '../observation.ts'
import {
  COMMON_MODES,
  COMPANY_MODES,
  type CompanyMode,
  OWN_INDEX,
  RARE,
  type ServiceMode,
  type Shares,
  serviceShareOf,
  shareOf,
} from './modes.ts'
import type { Sign } from './sign.ts'
import type { Surroundings } from './surroundings.ts'
import type { Track } from './track.ts'

/**
 * How likely one look is in every pair of modes, [common mode][company mode]: a company mode stops it,
 * or LINE WORKS fails it, or chance does, or it passes.
 */
export type Likelihood = readonly (readonly number[])[]

/**
 * Single looks fail by chance, and chance comes in spells of about half a minute: after n failures in a row, the longer
 * ago the last one was, the less can chance explain one more. `base` always, `spell` fading with the time between.
 * A lone site that is gone among others that answer stays gone.
 */
interface Chance {
  readonly base: number
  readonly spell: number
}
const CHANCE: Readonly<Record<'service' | 'others', readonly Chance[]>> = {
  service: [
    { base: 0.004, spell: 0 },
    { base: 0.006, spell: 0.047 },
    { base: 0.03, spell: 0.65 },
  ],
  others: [
    { base: 0.006, spell: 0 },
    { base: 0.02, spell: 0.07 },
    { base: 0.05, spell: 0.17 },
  ],
}
const LONE = [0.006, 0.15, 0.6, 0.8, 0.9] as const
const SPELL_S = 25
/** Times between looks, seconds, that are told apart. */
const GAPS_S = [10, 20, 30, 45, 60, 90, 120, 300] as const
const gapOf = (ms: number): number => GAPS_S.find((gap) => ms <= gap * 1150) ?? 300
const chanceOf = ({ base, spell }: Chance, gapS: number): number => base + spell * Math.exp(-gapS / SPELL_S)

const CHANCE_SHOWS: Shares = {
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
const SLOW_AWAITED = 0.4
/** In a mode that comes and goes: chance that the next burst has just begun. */
const BETWEEN_BURSTS = 0.1
/** A look is slow by chance; after a slow one, the next often is too, and what stays slow may be so for good. */
const SLOW_BY_CHANCE = [0.01, 0.12, 0.35, 0.5, 0.6, 0.62] as const

/** Signs that say nothing about whether LINE WORKS or the way to it works. */
const SAYS_NOTHING: ReadonlySet<Sign> = new Set<Sign>(['own-fault', 'changed-page', 'forbidden'])
/** LINE WORKS answered, and the answer is not its fault. */
const ANSWERED: ReadonlySet<Sign> = new Set<Sign>(['passed', 'rate-limited', 'credential-refused'])

/** Longer runs of failures are all alike. */
const LONGEST_RUN = 5
const at = <Entry>(list: readonly Entry[], index: number): Entry => list[Math.min(index, list.length - 1)]!

const isLone = (look: Observation, around: Surroundings) => look.role !== 'control' || !around.controlsFail

/** A fault keeps its face: a target that failed so before fails so again, in every mode that can show it. */
const AGAIN = 0.8
const repeated = (share: number, isRepeated: boolean) => (isRepeated && share > RARE ? Math.max(share, AGAIN) : share)

/** What nobody thought of can befall a single site as well. */
const LEAST_SHARE = 0.01

type Before = Pick<Track, 'run' | 'sign' | 'slow' | 'slowRun' | 'look'> | undefined

/** Looks that read the same weigh the same: there are few kinds of them, and a tick has many looks. */
const known = new Map<string, Likelihood>()
const MOST_KNOWN = 1_500
const wordOf = (around: Surroundings) =>
  `${around.serviceFails ? 1 : 0}${around.serviceSlow ? 1 : 0}${around.someControlFails ? 1 : 0}`

/** Many companies let nobody ask a public resolver, and many gateways answer nobody: what never answered tells nothing. */
const isClosedForGood = ({ look, passedAt, run }: Track): boolean =>
  passedAt === null && run > NEVER && (look.role === 'gateway' || (look.kind === 'dns' && look.resolver === 'public'))
const NEVER = 3

/** The newest look says nothing about whether LINE WORKS or the way to it works. */
export const tellsNothing = (track: Track): boolean => SAYS_NOTHING.has(track.sign) || isClosedForGood(track)

/** Null where the look tells nothing about these modes. `before` is the track without it, `around` what else is seen. */
export function likelihoodOf(track: Track, before: Before, around: Surroundings): Likelihood | null {
  const { look, sign } = track
  if (tellsNothing(track) || look.role === 'line' || look.role === 'identity-provider') return null
  const run = Math.min(before?.run ?? 0, LONGEST_RUN)
  const isSame = run > 0 && before?.sign === sign
  const gap = before && run > 0 ? gapOf(look.at - before.look.at) : 0
  const key = `${gap}|${sign}|${look.role}|${look.kind}|${look.component === 'login'}|${look.resolver}|${look.via}|${run}|${isSame}|${track.slow}|${Math.min(before?.slowRun ?? 0, LONGEST_RUN)}|${wordOf(around)}|${isLone(look, around)}`
  const found = known.get(key)
  if (found) return found
  if (known.size >= MOST_KNOWN) known.clear()
  const likelihood = weighed(track, before, around, { run, isSame, gap })
  known.set(key, likelihood)
  return likelihood
}

/** How a look stands to the ones before it: failures in a row, whether with the same face, and the seconds between. */
interface Row {
  readonly run: number
  readonly isSame: boolean
  readonly gap: number
}

function weighed(track: Track, before: Before, around: Surroundings, row: Row): Likelihood {
  const { run, isSame } = row
  const { look, sign } = track
  const isService = look.role === 'service'
  const passes = ANSWERED.has(sign) || (!isService && arrivesElsewhere(sign))
  const isAlone = !isService && isLone(look, around)
  const chance = isAlone ? at(LONE, run) : chanceOf(at(CHANCE[isService ? 'service' : 'others'], run), row.gap)
  const shows = Math.max(shareOf(CHANCE_SHOWS, sign, look.via), isAlone ? LEAST_SHARE : 0)
  const fine = passes ? 1 - chance : chance * repeated(shows, isSame)
  const stops = COMPANY_MODES.map((mode) => stopChance(mode, track, run, around))
  const stopped = COMPANY_MODES.map((mode, c) =>
    passes ? 0 : stops[c]! * repeated(shareOf(mode.shows, sign, look.via), isSame),
  )
  const beyond = COMMON_MODES.map(({ service: mode }, index) => {
    const own = OWN_INDEX[index]!
    if (!mode) return Math.max(stopped[own]!, (1 - stops[own]!) * fine)
    if (!isService) return fine
    const fails = failChance(mode, track, run, around.serviceFails)
    if (passes) return (1 - fails) * fine
    return fails * repeated(serviceShareOf(mode, sign, look.via), isSame) + (1 - fails) * fine
  })
  const pace = passes ? paceOf(track, before, around) : null
  const chances = beyond.map((arrives, s) =>
    stopped.map((stop, c) => {
      const arrived = (1 - stops[c]!) * arrives
      // Two troubles at once explain one failure no better than one does: the likelier of both counts, not their sum.
      if (!pace) return Math.max(stop, arrived)
      const quick = pace.company[c]! * pace.common[s]!
      return arrived * (track.slow ? 1 - quick : quick)
    }),
  )
  return chances
}

/** How far a slow line slows a look: the gateway stands before it, and names are often remembered. */
const LINE_TOUCHES = { gateway: 0, name: 0.4, site: 1 } as const

function paceOf({ look }: Track, before: Before, around: Surroundings) {
  const chance = at(SLOW_BY_CHANCE, before?.slowRun ?? 0)
  const single = before?.slow ? STICKS : around.serviceSlow ? chance : SLOW_AWAITED
  const reach = LINE_TOUCHES[look.role === 'gateway' ? 'gateway' : look.kind === 'dns' ? 'name' : 'site']
  // What is slow is the answer, more than the connection.
  const touches = look.role !== 'service' || look.kind === 'dns' ? 0 : TRANSPORT[look.kind] ? 0.2 : 1
  return {
    company: COMPANY_MODES.map((mode) => 1 - (mode.slow ?? 0) * reach),
    common: COMMON_MODES.map(({ service: mode, company }) => {
      if (company) return (1 - chance) * (1 - (company.slow ?? 0) * reach)
      return (1 - chance) * (1 - (mode?.slowSticks ? single : (mode?.slow ?? 0)) * touches)
    }),
  }
}

/** A control site with trouble of its own still proves the way. */
const arrivesElsewhere = (sign: Sign) => sign === 'maintenance-page'

function stopChance(mode: CompanyMode, { look }: Track, run: number, around: Surroundings): number {
  if (look.role === 'gateway') return mode.gateway
  if (look.kind === 'dns') return look.resolver === 'public' ? mode.publicName : mode.companyName
  const stops = look.role === 'service' ? mode.service : mode.control
  if (mode.sticky === 'any' || (mode.sticky === 'service' && look.role === 'service')) {
    const othersFail = around.serviceFails || (mode.sticky === 'any' && around.someControlFails)
    return run > 0 ? STICKS : othersFail ? stops : AWAITED
  }
  // Behind a proxy it is the proxy that looks names up.
  return mode.mode.startsWith('resolver') && look.via === 'proxy' ? stops * 0.3 : stops
}

/** What a look that ends with the connection or the handshake can show at all. */
const TRANSPORT: Readonly<Record<string, readonly Sign[]>> = {
  tcp: ['connect-silent', 'refused-far'],
  tls: ['connect-silent', 'refused-far', 'tls-silent', 'bad-certificate', 'expired-certificate'],
}
/** A look that does not ask for an answer does not see the failures that only answers show. */
function sightOf({ shows }: ServiceMode, kind: string): number {
  const seen = TRANSPORT[kind]
  return seen ? seen.reduce((sum, sign) => sum + (shows[sign] ?? 0), 0) : 1
}

function failChance(mode: ServiceMode, track: Track, run: number, othersFail: boolean): number {
  const chance = chanceToFail(mode, track, run, othersFail)
  return run > 0 ? chance : chance * Math.min(1, sightOf(mode, track.look.kind))
}

function chanceToFail(mode: ServiceMode, { look }: Track, run: number, othersFail: boolean): number {
  if (look.kind === 'dns') return mode.name
  if (mode.bursts) return run > 0 || othersFail ? mode.login : BETWEEN_BURSTS
  // Something has to fail in such a mode: where nothing does any more, it is over.
  if (mode.sticky && (run > 0 || !othersFail)) return run > 0 ? STICKS : AWAITED
  return look.component === 'login' ? mode.login : mode.other
}
