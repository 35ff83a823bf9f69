/**
 * Writes harsher labelled episodes as JSON Lines, of the form that `npm run eval -- episodes` reads.
 *   node bench/harsh-episodes.ts [--seed 1] [--count 20] [--noise 2] [--odd] > episodes.jsonl
 * Other probe sets and intervals, proxies that report LINE WORKS' own failure, a dead control, flapping, pauses, late,
 * wrong and repeated notices, floods of reports. With --odd, rarer faults in odder places. Deterministic by seed.
 */
import { parseArgs } from 'node:util'
import { FAULTS } from './harsh-faults.ts'
import { type Fault, lost } from './harsh-show.ts'
import {
  CORPORATE,
  type Dice,
  diceOf,
  type Facts,
  GENUINE,
  isName,
  isOutside,
  isService,
  type Probe,
  type World,
  worldOf,
} from './harsh-world.ts'
import { ODD_FAULTS } from './odd-faults.ts'
import { oddWorldOf } from './odd-world.ts'

const MINUTE = 60_000
const iso = (at: number) => `${new Date(at + 9 * 60 * MINUTE).toISOString().slice(0, 19)}+09:00`
const known = (facts: Facts) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null && value !== undefined))

interface Plan {
  readonly kind: string
  readonly fault: Fault | null
  readonly startsAt: number
  readonly endsAt: number
  readonly at: number
  readonly until: number
  /** When planned work should have ended. */
  readonly promised: number
  readonly hit: readonly string[]
}

type Faults = Readonly<Record<string, Fault>>

function planOf(dice: Dice, world: World, faults: Faults): Plan {
  const names = Object.keys(faults)
  const total = names.reduce((sum, name) => sum + faults[name]!.weight, 0)
  let left = dice.next() * total
  const drawn = names.find((name) => {
    left -= faults[name]!.weight
    return left < 0
  })!
  const kind = dice.chance(0.2) ? 'quiet' : drawn
  const fault = kind === 'quiet' ? null : faults[kind]!
  const startsAt =
    Date.UTC(2026, 4, 1) + Math.floor(dice.between(0, 200)) * 86_400_000 + Math.floor(dice.between(0, 48)) * 30 * MINUTE
  const endsAt = startsAt + 180 * MINUTE
  const at = startsAt + Math.round(dice.between(20, 60)) * MINUTE + Math.round(dice.between(0, 59)) * 1000
  const lasts = fault ? Math.max(5, Math.min(fault.minutes(dice), 90)) * MINUTE : 0
  const over = fault?.planned === 'overrun' ? Math.max(8, dice.logNormal(20, 0.4)) * MINUTE : 0
  const until = Math.min(at + lasts + over, endsAt - 12 * MINUTE)
  const hit = fault?.hits === 'some' && dice.chance(0.6) ? [dice.pick(world.sites)] : world.sites
  return { kind, fault, startsAt, endsAt, at, until, promised: at + lasts, hit }
}

function passedLook(dice: Dice, world: World, p: Probe): Facts {
  const wire = !isName(p) && p.kind !== 'tcp'
  const spike = dice.chance(world.spikes) ? dice.between(4, 12) : 1
  return {
    phase: 'done',
    httpStatus: !wire || p.kind === 'tls' ? null : p.kind === 'api' ? 401 : p.role === 'control' ? 204 : 200,
    tlsIssuer: wire ? (world.inspecting ? CORPORATE : GENUINE) : null,
    clockSkewMs: wire ? world.skewMs + Math.round(dice.between(-300, 300)) : null,
    tookMs: Math.max(1, Math.round(p.ms * dice.logNormal(1, 0.3) * spike)),
  }
}

function* looks(dice: Dice, world: World, plan: Plan): Generator<Facts & { at: number }> {
  const show = plan.fault?.make(dice, world)
  const step = world.intervalS * 1000
  for (const vantage of world.sites) {
    const local = { until: 0 }
    const blip = { until: 0, target: '' }
    for (let round = plan.startsAt; round < plan.endsAt; round += step) {
      if (dice.chance((world.noise * 8 * world.intervalS) / 2_592_000)) local.until = round + dice.exponential(50_000)
      if (dice.chance((world.noise * 12 * world.intervalS) / 2_592_000)) {
        blip.until = round + dice.exponential(40_000)
        blip.target = dice.pick(world.probes.filter(isService)).target
      }
      if ((plan.kind === 'pause' || plan.kind === 'restarts') && round >= plan.at && round < plan.until) continue
      for (const [i, p] of world.probes.entries()) {
        const at = round + Math.floor((i * step) / world.probes.length)
        const on = at >= plan.at && at < plan.until
        const isHit = plan.hit.includes(vantage)
        const wanted = isHit || plan.fault?.others !== undefined
        let seen = on && wanted && show ? show(p, isHit, at) : null
        if (p.target === world.deadControl || world.mute?.(p)) seen = lost(p, world)
        if (!seen && at < local.until && isOutside(p) && dice.chance(0.5)) seen = lost(p, world)
        if (!seen && at < blip.until && p.target === blip.target && p.role === 'service' && dice.chance(0.6))
          seen = lost(p, world)
        if (!seen && dice.chance(0.003 * world.noise)) seen = lost(p, world)
        const { ms: _, ...named } = p
        const via = world.proxied && !isName(p) && p.role !== 'gateway' ? 'proxy' : 'direct'
        yield { at, type: 'observation', ...named, vantage, via, ...(seen ?? passedLook(dice, world, p)) }
      }
    }
  }
}

function* words(dice: Dice, world: World, plan: Plan): Generator<Facts & { at: number }> {
  const isService = plan.fault?.isService === true
  const rate = Math.exp(dice.between(Math.log(0.05), Math.log(3)))
  for (let at = plan.startsAt; at < plan.endsAt; at += MINUTE) {
    const on = at >= plan.at && at < plan.until
    const posts = 0.03 + (on && isService ? rate : 0) + (on && plan.kind === 'flood' ? 4 : 0)
    for (let n = 0; n < 6; n++)
      if (dice.chance(posts / 6)) yield { at: at + Math.floor(dice.between(0, 59_000)), type: 'post', label: 'report' }
    for (const site of world.sites) {
      const upset =
        on && plan.fault && !plan.fault.accept.includes('operational') && plan.hit.includes(site) ? 0.15 : 0.005
      const fake = on && plan.kind === 'flood' ? 3 : 0
      for (let n = 0; n < (fake || 1); n++)
        if (fake || dice.chance(upset)) yield { at: at + n * 1000, type: 'report', site, symptom: 'login' }
    }
  }
}

function* notices(dice: Dice, plan: Plan): Generator<Facts & { at: number }> {
  const say = (at: number, id: string, title: string, notice: Facts) => ({ at, type: 'notice', id, title, notice })
  const { fault, at, until } = plan
  const planned = fault?.planned
  const shift = planned === 'early' ? 7 * MINUTE : planned === 'late' ? -12 * MINUTE : 0
  const window = { start: iso(at + shift), end: iso(plan.promised), approximate: false }
  const body = { kind: 'maintenance', status: 'scheduled', components: ['all'], affectsLogin: true, windows: [window] }
  if (planned && planned !== 'unannounced') {
    yield say(plan.startsAt, 'm', 'メンテナンスのお知らせ', body)
    if (dice.chance(0.5)) yield say(plan.startsAt + 5 * MINUTE, 'm', 'メンテナンスのお知らせ', body)
    if (planned === 'overrun' && dice.chance(0.5))
      yield say(plan.promised + 10 * MINUTE, 'm', '延長', {
        ...body,
        status: 'in_progress',
        windows: [{ ...window, end: null }],
      })
  }
  if (fault?.isService && dice.chance(0.45)) {
    const outage = {
      kind: 'outage',
      components: ['login'],
      affectsLogin: true,
      windows: [{ start: iso(at), end: null, approximate: true }],
    }
    const posted = at + dice.logNormal(20, 1.25) * MINUTE
    if (posted < until) yield say(posted, 'o', '障害のお知らせ', { ...outage, status: 'investigating' })
    if (posted < until || dice.chance(0.3))
      yield say(until + dice.logNormal(25, 0.8) * MINUTE, 'o', '復旧', { ...outage, status: 'resolved' })
  }
  if (plan.kind === 'false-notice')
    yield dice.chance(0.5)
      ? say(at, 'z', 'LINE の障害', { kind: 'other', status: null, components: [], affectsLogin: false, windows: [] })
      : say(at, 'z', '一部機能の障害', {
          kind: 'outage',
          status: 'investigating',
          components: ['drive'],
          affectsLogin: false,
          windows: [{ start: iso(at), end: null, approximate: true }],
        })
  if (dice.chance(0.1)) yield say(plan.startsAt + 30 * MINUTE, 'c', '中止', { ...body, status: 'cancelled' })
}

function truthOf(world: World, plan: Plan) {
  const truth: Facts[] = []
  const span = (site: string, from: number, to: number, accept: readonly string[]) => {
    // A monitor whose own clock is wrong may say that it does not know.
    const honest = world.skewMs === 0 ? accept : [...accept, 'unknown']
    if (to > from) truth.push({ from: iso(from), to: iso(to), site, accept: honest })
  }
  for (const site of world.sites) {
    const accept = plan.hit.includes(site) ? plan.fault?.accept : (plan.fault?.others ?? ['operational'])
    // A resolver that only the machine itself uses hurts nobody behind a proxy.
    const harmless = plan.kind === 'resolver' && world.proxied
    const six = plan.kind === 'six' && !world.probes.some(({ family }) => family === 6)
    const unseen = plan.fault?.isSeen?.(world) === false
    if (!plan.fault || harmless || six || unseen || !accept || accept.every((c) => c === 'operational')) {
      span(site, plan.startsAt, plan.endsAt, harmless ? ['operational', 'company_network'] : ['operational'])
      continue
    }
    span(site, plan.startsAt, plan.at, ['operational'])
    if (plan.fault.planned === 'overrun') {
      span(site, plan.at, Math.min(plan.promised, plan.until), accept)
      span(site, plan.promised, plan.until, ['outage'])
    } else if (plan.fault.turn) {
      const turnsAt = Math.min(plan.until, plan.at + plan.fault.turn.afterMinutes * MINUTE)
      span(site, plan.at, turnsAt, accept)
      span(site, turnsAt, plan.until, plan.fault.turn.accept)
    } else span(site, plan.at, plan.until, accept)
    span(site, plan.until, plan.endsAt, ['operational'])
  }
  return truth
}

function episodeOf(seed: number, index: number, noise: number, odd: boolean) {
  const dice = diceOf(seed * 1000 + index)
  const world = odd ? oddWorldOf(dice, noise) : worldOf(dice, noise)
  const plan = planOf(dice, world, odd ? ODD_FAULTS : FAULTS)
  const events = [...looks(dice, world, plan), ...words(dice, world, plan), ...notices(dice, plan)]
    .filter(({ at }) => at < plan.endsAt)
    .sort((a, b) => a.at - b.at)
    .map(({ at, ...rest }) => known({ at: iso(at), ...rest }))
  return {
    id: `${odd ? 'o' : 'h'}${seed}-${index}`,
    kind: plan.kind,
    sites: world.sites,
    intervalSeconds: world.intervalS,
    startsAt: iso(plan.startsAt),
    endsAt: iso(plan.endsAt),
    events,
    truth: truthOf(world, plan),
  }
}

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '20' },
    noise: { type: 'string', default: '2' },
    odd: { type: 'boolean', default: false },
  },
})
for (let i = 0; i < Number(values.count); i++)
  process.stdout.write(`${JSON.stringify(episodeOf(Number(values.seed), i, Number(values.noise), values.odd))}\n`)
