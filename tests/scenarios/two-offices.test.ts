import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { AgentEvent } from '../../src/agent/agent-text.ts'
import { openKeepsake } from '../../src/agent/keepsake.ts'
import { createLink } from '../../src/agent/link.ts'
import { startAgent } from '../../src/agent-app.ts'
import { startApp } from '../../src/app.ts'
import type { ExplanationView } from '../../src/http/explain/explain-schema.ts'
import { addAgent } from '../../src/jobs/agent-desk.ts'
import { createLogger } from '../../src/platform/logger.ts'
import type { Send } from '../../src/platform/sender.ts'
import { openStore } from '../../src/store/open.ts'
import { shippedConfiguration } from '../support/configuration.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { createPretendNetwork } from '../support/pretend-network.ts'

/** Tokyo has the server, Osaka has an agent: a morning on a fake clock, each office with a network of its own. */

const START = Date.parse('2026-11-23T08:30:10+09:00')
const SERVICE = /worksmobile|worksapis/
const SERVER_ERROR = { phase: 'status', httpStatus: 503, headers: { server: 'nginx' } } as const
const SILENT = { phase: 'connect', error: 'ETIMEDOUT', address: null, tlsIssuer: null } as const

async function twoOffices({ osakaClockOff = 0 } = {}) {
  const clock = createFakeClock(START)
  const directory = mkdtempSync(join(tmpdir(), 'dotchi-offices-'))
  const url = `sqlite:${join(directory, 'dotchi.db')}`
  const config = shippedConfiguration({ DOTCHI_VANTAGE: 'tokyo', DATABASE_URL: url })
  const store = await openStore({ url, clock })
  const title = { ja: '大阪支社', en: 'Osaka office' }
  const { code } = (await addAgent(store, { id: 'osaka', title }, START))!
  const tokyo = createPretendNetwork()
  const osaka = createPretendNetwork()
  const logger = createLogger({ level: 'silent', format: 'json' })
  const start = () => startApp(config, { clock, logger, network: tokyo, version: 'test' })
  let app = await start()

  const line = { isCut: false }
  const agentClock = { ...clock, now: () => clock.now() + osakaClockOff }
  const send: Send = async ({ url: to, ...init }) => {
    if (line.isCut) return { kind: 'unreachable', detail: 'ENETUNREACH' }
    const body = init.body ? new Uint8Array(init.body) : undefined
    const answer = await app.http.hono.request(to.pathname, { ...init, ...(body ? { body } : {}) })
    const headers = { ...Object.fromEntries(answer.headers), date: new Date(clock.now()).toUTCString() }
    return { kind: 'answered', status: answer.status, headers, body: await answer.text(), retryAfterMs: null }
  }
  const link = createLink({ server: new URL('http://dotchi.test'), send, clock: agentClock, version: 'test' })
  const enrolled = await link.enrol(code)
  if (enrolled.kind === 'failed') throw new Error(enrolled.reason)
  const told: AgentEvent['kind'][] = []
  const agent = startAgent({
    config: { ...config, vantage: { id: enrolled.agent, title } },
    clock: agentClock,
    chance: () => 0.5,
    network: osaka,
    link,
    keepsake: openKeepsake(join(directory, 'agent')),
    token: enrolled.token,
    version: 'test',
    tell: ({ kind }) => told.push(kind),
  })
  onTestFinished(async () => {
    await agent.stop()
    await app.stop()
    await store.close()
    rmSync(directory, { recursive: true, force: true })
  })
  return {
    clock,
    store,
    tokyo,
    osaka,
    line,
    told,
    /** Lets minutes pass; between two steps the database and the sockets get their turn. */
    async pass(minutes: number) {
      for (let step = 0; step < minutes * 12; step++) await clock.advance(5_000)
    },
    said() {
      const { service, viewers } = app.verdict()!
      const at = Object.fromEntries(viewers.map(({ vantage, condition }) => [vantage, condition]))
      return { service: service.condition, ...at }
    },
    verdict: () => app.verdict()!,
    get: async (path: string) => (await app.http.hono.request(path)).text(),
    async restart() {
      await app.stop()
      app = await start()
    },
    keptAt: async (vantage: string) =>
      (await store.observations.range({ fromAt: START, toAt: START + 1e9, vantage, limit: 10_000 })).observations,
  }
}

const FINE = { service: 'operational', tokyo: 'operational', osaka: 'operational' }

test('the line of one office is cut: only that office is told so, and nobody blames LINE WORKS', async () => {
  const { osaka, pass, said, get } = await twoOffices()
  await pass(5)
  expect(said()).toEqual(FINE)
  // Its way to the server is another one: what it sees still comes in.
  osaka.befall(/./, SILENT)
  await pass(4)
  expect(said()).toEqual({ service: 'operational', tokyo: 'operational', osaka: 'company_network' })
  expect(await get('/?lang=en')).toContain('Osaka office')
  osaka.befall(/./, 'fine')
  await pass(4)
  expect(said()).toEqual(FINE)
})

test('both offices get errors from LINE WORKS: an outage for both, and soon', async () => {
  const { tokyo, osaka, pass, said } = await twoOffices()
  await pass(5)
  tokyo.befall(SERVICE, SERVER_ERROR)
  osaka.befall(SERVICE, SERVER_ERROR)
  await pass(2)
  expect(said()).toEqual({ service: 'outage', tokyo: 'outage', osaka: 'outage' })
})

test('an agent that falls silent is a fact of its own: unknown there, the service judged all the same', async () => {
  const { tokyo, line, pass, said, verdict, get, told, keptAt } = await twoOffices()
  await pass(5)
  line.isCut = true
  // What was on its way when the line was cut still arrives.
  await pass(1)
  const before = (await keptAt('osaka')).length
  await pass(5)
  expect(said()).toEqual({ service: 'operational', tokyo: 'operational', osaka: 'unknown' })
  expect(verdict().evidence.find(({ code }) => code === 'site-silent')).toMatchObject({
    vantage: 'osaka',
    culprit: 'unknown',
  })
  expect(await get('/?lang=en')).toMatch(/Osaka office has not reported for \d min/)
  tokyo.befall(SERVICE, SERVER_ERROR)
  await pass(3)
  expect(said()).toEqual({ service: 'outage', tokyo: 'outage', osaka: 'unknown' })
  tokyo.befall(SERVICE, 'fine')
  await pass(6)

  // What it saw in the meantime comes later, with its own times, and does not pass for news.
  expect(await keptAt('osaka')).toHaveLength(before)
  line.isCut = false
  await pass(2)
  expect(said()).toEqual(FINE)
  const looks = (await keptAt('osaka')).filter(({ target }) => target === 'login-page')
  const gaps = looks.map(({ at }, index) => at - (looks[index - 1]?.at ?? at))
  expect(Math.max(...gaps)).toBeLessThan(60_000)
  expect(new Set(looks.map(({ at }) => at)).size).toBe(looks.length)
  expect(told).toContain('caught-up')
})

test('a revoked agent is no office any more, and what is known of the others stays', async () => {
  const { clock, store, pass, said, verdict } = await twoOffices()
  await pass(5)
  const { since } = verdict().service
  await store.agents.revoke('osaka', clock.now())
  await pass(2)
  expect(said()).toEqual({ service: 'operational', tokyo: 'operational' })
  expect(verdict().service.since).toBe(since)
})

test('a server that starts anew goes on with both offices', async () => {
  const { pass, said, restart } = await twoOffices()
  await pass(5)
  await restart()
  await pass(2)
  expect(said()).toEqual(FINE)
})

test('a clock that is an hour off changes nothing', async () => {
  const { clock, osaka, pass, said, keptAt } = await twoOffices({ osakaClockOff: -3_600_000 })
  await pass(5)
  expect(said()).toEqual(FINE)
  const times = (await keptAt('osaka')).map(({ at }) => at)
  expect(Math.min(...times)).toBeGreaterThan(START - 10_000)
  expect(Math.max(...times)).toBeLessThanOrEqual(clock.now())
  osaka.befall(/./, SILENT)
  await pass(4)
  expect(said()).toMatchObject({ service: 'operational', osaka: 'company_network' })
})

test('any moment of the past is explained as it was answered then', async () => {
  const { clock, tokyo, osaka, pass, verdict, get } = await twoOffices()
  await pass(4)
  const given: { readonly at: number; readonly answers: unknown }[] = []
  const answersOf = (view: ExplanationView) => [view.condition, view.culprit, view.since, view.sentence.ja]
  const note = async () => {
    const sites = ['', '&site=tokyo', '&site=osaka']
    const views = await Promise.all(
      sites.map(async (site) => JSON.parse(await get(`/api/v1/explain?${site.slice(1)}`))),
    )
    expect(views[0]).toMatchObject({ verdict: verdict().id })
    given.push({ at: clock.now(), answers: views.map(answersOf) })
  }
  tokyo.befall(SERVICE, SERVER_ERROR)
  for (let i = 0; i < 30; i++) {
    if (i === 6) osaka.befall(/./, SILENT)
    if (i === 18) tokyo.befall(/./, 'fine')
    await pass(0.25)
    await note()
  }
  await pass(30)
  for (const { at, answers } of given) {
    const query = `at=${encodeURIComponent(new Date(at).toISOString())}`
    const sites = ['', '&site=tokyo', '&site=osaka']
    const views = await Promise.all(sites.map(async (site) => JSON.parse(await get(`/api/v1/explain?${query}${site}`))))
    expect(views.map(answersOf)).toEqual(answers)
  }
  expect(new Set(given.map(({ answers }) => JSON.stringify(answers))).size).toBeGreaterThan(3)
})
