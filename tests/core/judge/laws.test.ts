import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyMemory, type JudgeMemory, judge, verdictOfRound } from '../../../src/core/judge.ts'
import { locate } from '../../../src/core/locate.ts'
import type { Observation, ProbeError } from '../../../src/core/observation.ts'
import { observationOf } from '../../../src/core/observation.ts'

/** What must hold of the judge whatever the world does. */

const START = Date.parse('2026-11-23T00:00:00Z')
const INTERVAL_MS = 30_000
const ISSUER = 'DigiCert TLS RSA SHA256 2020 CA1'

const TARGETS = [
  { target: 'login-page', role: 'service', kind: 'login-page', component: 'login' },
  { target: 'openid', role: 'service', kind: 'openid', component: 'login' },
  { target: 'api', role: 'service', kind: 'api', component: 'api' },
  { target: 'talk', role: 'service', kind: 'http', component: 'talk' },
  { target: 'control-a', role: 'control', kind: 'control', component: null },
  { target: 'control-b', role: 'control', kind: 'control', component: null },
] as const

type Facts = Partial<Observation>
const fine: Facts = { phase: 'done', httpStatus: 200, tlsIssuer: ISSUER, tookMs: 100 }
const serverError: Facts = {
  phase: 'status',
  httpStatus: 503,
  tlsIssuer: ISSUER,
  headers: { server: 'nginx' },
  tookMs: 90,
}
const silent: Facts = { phase: 'connect', error: 'ETIMEDOUT', tookMs: 4000 }
const proxyLogin: Facts = { phase: 'proxy', error: 'PROXY_AUTH_REQUIRED', httpStatus: 407, via: 'proxy', tookMs: 5 }
const skipped: Facts = { skipped: 'backing-off' }

type Fate = (target: (typeof TARGETS)[number], index: number) => Facts

const roundOf = (at: number, vantage: string, fate: Fate): Observation[] =>
  TARGETS.map((target, index) =>
    observationOf({ ...target, vantage, at: at + index * 400, via: 'direct', family: 4 }, fate(target, index)),
  )

const serviceOnly =
  (facts: Facts): Fate =>
  ({ role }) =>
    role === 'service' ? facts : fine

function tickOf(memory: JudgeMemory, at: number, observations: readonly Observation[]) {
  return judge(memory, { at, observations, notices: [], posts: [], reports: [] })
}

/** Plays rounds, one fate each, and gives the last answer. */
function play(fates: readonly Fate[], vantages: readonly string[] = ['tokyo']) {
  let memory = emptyMemory({ vantages: [...vantages], intervalMs: INTERVAL_MS })
  let verdict = tickOf(memory, START, []).verdict
  fates.forEach((fate, index) => {
    const at = START + (index + 1) * INTERVAL_MS
    const looks = vantages.flatMap((vantage) => roundOf(at, vantage, fate))
    ;({ memory, verdict } = tickOf(memory, at + 5_000, looks))
  })
  return { memory, verdict }
}
const times = (count: number, fate: Fate): Fate[] => Array.from({ length: count }, () => fate)

const anyFacts = fc.constantFrom(fine, serverError, silent, proxyLogin, skipped)
const anyRound = fc.array(anyFacts, { minLength: TARGETS.length, maxLength: TARGETS.length })
const anyFate = anyRound.map(
  (facts): Fate =>
    (_, index) =>
      facts[index]!,
)
const anyFates = fc.array(anyFate, { minLength: 1, maxLength: 8 })

describe('what it says without knowing', () => {
  test('no evidence is unknown, for the service and for everybody', () => {
    const { verdict } = tickOf(emptyMemory({ vantages: ['tokyo'], intervalMs: INTERVAL_MS }), START, [])
    expect(verdict.service.condition).toBe('unknown')
    expect(verdict.viewers.map(({ condition }) => condition)).toEqual(['unknown'])
    expect(verdictOfRound([], START).service.condition).toBe('unknown')
    expect(locate([]).culprit).toBe('unknown')
  })

  test('what was fine turns unknown when nothing fresh comes', () => {
    const { memory, verdict } = play(times(6, () => fine))
    expect(verdict.service.condition).toBe('operational')
    const later = tickOf(memory, verdict.freshUntil + 60_000, []).verdict
    expect(later.service.condition).toBe('unknown')
    expect(later.viewers[0]!.condition).toBe('unknown')
  })

  test('law: operational is never said without a look at LINE WORKS that passed lately', () => {
    fc.assert(
      fc.property(anyFates, (fates) => {
        const { verdict, memory } = play(fates)
        if (verdict.service.condition !== 'operational') return
        const passed = Object.values(memory.tracks).some(
          ({ look, passedAt }) => look.role === 'service' && passedAt !== null && verdict.at - passedAt <= 90_000,
        )
        expect(passed).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('law: looks that were skipped add nothing', () => {
    fc.assert(
      fc.property(anyFates, fc.array(fc.nat({ max: TARGETS.length - 1 }), { maxLength: 4 }), (fates, indices) => {
        const { memory } = play(fates)
        const at = START + (fates.length + 1) * INTERVAL_MS + 5_000
        const nothing = indices.map((index) =>
          observationOf({ ...TARGETS[index]!, vantage: 'tokyo', at: at - 1000, via: 'direct', family: 4 }, skipped),
        )
        expect(tickOf(memory, at, nothing).verdict).toEqual(tickOf(memory, at, []).verdict)
      }),
      { numRuns: 100 },
    )
  })
})

describe('whom it blames', () => {
  test('law: a proxy that asks for a login is never LINE WORKS, however often it asks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.boolean(), (rounds, everywhere) => {
        const asking: Fate = ({ role }) => (everywhere || role === 'service' ? proxyLogin : fine)
        const { verdict } = play([...times(4, () => fine), ...times(rounds, asking)])
        expect(['outage', 'degraded', 'maintenance']).not.toContain(verdict.service.condition)
        expect(locate(roundOf(START, 'tokyo', asking)).culprit).toBe('proxy')
      }),
      { numRuns: 40 },
    )
  })

  test('5xx inside genuine TLS while other sites answer is LINE WORKS, and began with the first failed look', () => {
    const { verdict } = play([...times(6, () => fine), ...times(6, serviceOnly(serverError))])
    expect(verdict.service).toMatchObject({ condition: 'outage', raw: 'outage' })
    expect(verdict.viewers[0]).toMatchObject({ condition: 'outage', culprit: 'service' })
    const firstFailed = START + 7 * INTERVAL_MS
    expect(Math.abs(verdict.service.since! - firstFailed)).toBeLessThan(INTERVAL_MS)
    expect(verdict.service.confidence).toBeGreaterThan(0.8)
  })

  test('only the login pages fail: nobody can log in, so it is an outage of the login and not a part of it', () => {
    const pages: Fate = ({ kind }) => (kind === 'login-page' ? serverError : fine)
    const { verdict } = play([...times(6, () => fine), ...times(12, pages)])
    expect(verdict.service.condition).toBe('outage')
    expect(verdict.service.confidence).toBeGreaterThan(0.5)
  })

  test('silence everywhere is the company network', () => {
    const { verdict } = play([...times(6, () => fine), ...times(8, () => silent)])
    expect(verdict.viewers[0]!.condition).toBe('company_network')
    expect(['outage', 'degraded']).not.toContain(verdict.service.condition)
  })

  test('a single failed look says nothing yet', () => {
    for (const facts of [serverError, silent]) {
      const once: Fate = ({ target }) => (target === 'api' ? facts : fine)
      const { verdict } = play([...times(6, () => fine), once])
      expect(verdict.service.condition).toBe('operational')
    }
  })

  test('law: our own mistakes are evidence against nobody', () => {
    const crashed: Facts = { phase: 'content', error: 'PROBE_CRASHED' satisfies ProbeError }
    const { verdict } = play([...times(6, () => fine), ...times(3, serviceOnly(crashed))])
    expect(['operational', 'unknown']).toContain(verdict.service.condition)
    expect(verdict.viewers[0]!.condition).not.toBe('company_network')
  })
})

describe('how it weighs', () => {
  test('law: the order of looks within a tick does not matter', () => {
    fc.assert(
      fc.property(anyFates, anyFate, fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), (fates, last, keys) => {
        const { memory } = play(fates)
        const at = START + (fates.length + 1) * INTERVAL_MS
        const looks = roundOf(at, 'tokyo', last)
        const shuffled = looks.map((look, index) => [keys[index]!, look] as const).sort((a, b) => a[0] - b[0])
        const mixed = shuffled.map(([, look]) => look)
        expect(tickOf(memory, at + 5_000, mixed)).toEqual(tickOf(memory, at + 5_000, looks))
      }),
      { numRuns: 100 },
    )
  })

  test('law: two sites that see the same are told the same', () => {
    fc.assert(
      fc.property(anyFates, (fates) => {
        const { verdict } = play(fates, ['osaka', 'tokyo'])
        const [osaka, tokyo] = verdict.viewers
        expect({ ...osaka, vantage: '' }).toEqual({ ...tokyo, vantage: '' })
      }),
      { numRuns: 60 },
    )
  })

  test('law: more parts of LINE WORKS that answer 5xx never make a trouble of LINE WORKS less likely', () => {
    const withFailing =
      (count: number): Fate =>
      (target, index) =>
        target.role === 'service' && index < count ? serverError : fine
    const pDown = [0, 1, 2, 3, 4].map(
      (count) => play([...times(6, () => fine), ...times(3, withFailing(count))]).verdict.service.pDown,
    )
    for (let i = 1; i < pDown.length; i++) expect(pDown[i]!).toBeGreaterThanOrEqual(pDown[i - 1]! - 0.001)
    expect(pDown[4]!).toBeGreaterThan(0.99)
    expect(pDown[0]!).toBeLessThan(0.01)
  })

  test('law: probabilities are probabilities, and what is remembered is plain data', () => {
    fc.assert(
      fc.property(anyFates, (fates) => {
        const { verdict, memory } = play(fates, ['osaka', 'tokyo'])
        const chances = [verdict.service, ...verdict.viewers].flatMap(({ confidence, pDown }) => [confidence, pDown])
        for (const chance of chances) expect(chance >= 0 && chance <= 1).toBe(true)
        expect(JSON.parse(JSON.stringify(memory))).toEqual(memory)
      }),
      { numRuns: 60 },
    )
  })
})
