import { expect, onTestFinished, test } from 'vitest'
import { openKeepsake } from '../../src/agent/keepsake.ts'
import { createLink } from '../../src/agent/link.ts'
import { startAgent } from '../../src/agent-app.ts'
import { startApp } from '../../src/app.ts'
import type { ViewerCondition } from '../../src/core/condition.ts'
import { addAgent } from '../../src/jobs/agent-desk.ts'
import { createLogger } from '../../src/platform/logger.ts'
import type { Send } from '../../src/platform/sender.ts'
import { shippedConfiguration } from '../support/configuration.ts'
import { emptyDatabase, emptyFolder, openedStore } from '../support/databases.ts'
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts'
import { createPretendNetwork } from '../support/pretend-network.ts'

/** Two servers of one company on one PostgreSQL, one of which looks at a time; Osaka's agent knows only the second. */

const START = Date.parse('2026-11-23T08:30:10+09:00')
const SERVICE = /worksmobile|worksapis/
const SERVER_ERROR = { phase: 'status', httpStatus: 503, headers: { server: 'nginx' } } as const
const SILENT = { phase: 'connect', error: 'ETIMEDOUT', address: null, tlsIssuer: null } as const
const OSAKA = { ja: '大阪支社', en: 'Osaka office' }

async function twoServers() {
  const url = await emptyDatabase('postgres')
  const config = shippedConfiguration({ DOTCHI_VANTAGE: 'tokyo', DATABASE_URL: url })
  const logger = createLogger({ level: 'silent', format: 'json' })
  const store = await openedStore({ url, clock: createFakeClock(START) })
  const { code } = (await addAgent(store, { id: 'osaka', title: OSAKA }, START))!
  const tokyo = createPretendNetwork()
  const osaka = createPretendNetwork()
  /** A server, its own clock and whether time still passes for it: one that hangs holds what it holds. */
  const serverOf = async () => {
    const clock = createFakeClock(START)
    const seen = { looks: 0 }
    const network: typeof tokyo = {
      ...tokyo,
      resolve: (request) => {
        seen.looks++
        return tokyo.resolve(request)
      },
    }
    return { clock, seen, app: await startApp(config, { clock, logger, network, version: 'test' }), hangs: false }
  }
  const first = await serverOf()
  const second = await serverOf()
  const agentClock = createFakeClock(START)
  const underway = new Set<Promise<unknown>>()
  const send: Send = (request) => {
    const answer = sent(request)
    underway.add(answer)
    return answer.finally(() => underway.delete(answer))
  }
  const sent: Send = async ({ url: to, ...init }) => {
    const body = init.body ? new Uint8Array(init.body) : undefined
    const answer = await second.app.http.hono.request(to.pathname, { ...init, ...(body ? { body } : {}) })
    const headers = { ...Object.fromEntries(answer.headers), date: new Date(agentClock.now()).toUTCString() }
    return { kind: 'answered', status: answer.status, headers, body: await answer.text(), retryAfterMs: null }
  }
  const link = createLink({ server: new URL('http://dotchi.test'), send, clock: agentClock, version: 'test' })
  const enrolled = await link.enrol(code)
  if (enrolled.kind === 'failed') throw new Error(enrolled.reason)
  const agent = startAgent({
    config: { ...config, vantage: { id: enrolled.agent, title: OSAKA } },
    clock: agentClock,
    chance: () => 0.5,
    network: osaka,
    link,
    keepsake: openKeepsake(emptyFolder()),
    token: enrolled.token,
    version: 'test',
    tell: () => {},
  })
  onTestFinished(async () => {
    await agent.stop()
    await Promise.all([first.app.stop(), second.app.stop()])
  })

  const step = async () => {
    const clocks: FakeClock[] = [first, second].filter(({ hangs }) => !hangs).map(({ clock }) => clock)
    await Promise.all([...clocks, agentClock].map((clock) => clock.advance(5_000)))
    // Round trips to the database give the servers' own statements their turn before time goes on.
    await Promise.all(underway)
    for (let i = 0; i < 6; i++) await store.verdicts.latest()
  }
  const said = ({ app }: typeof first) =>
    Object.fromEntries((app.verdict()?.viewers ?? []).map(({ vantage, condition }) => [vantage, condition]))
  return {
    ...{ first, second, tokyo, osaka },
    /** Lets time pass until every server that still runs says so; what it says after so many minutes is told otherwise. */
    async until(offices: Readonly<Record<string, ViewerCondition>>, minutes: number) {
      const running = () => [first, second].filter(({ hangs }) => !hangs).map(said)
      const isSaid = () => running().every((each) => JSON.stringify(sorted(each)) === JSON.stringify(sorted(offices)))
      for (let i = 0; i < minutes * 12 && !isSaid(); i++) await step()
      for (const each of running()) expect(each).toEqual(offices)
    },
  }
}
const sorted = (offices: object) => Object.entries(offices).sort(([a], [b]) => (a < b ? -1 : 1))

const FINE = { tokyo: 'operational', osaka: 'operational' } as const

test('one looks, both answer alike, and the other takes over from one that hangs', { timeout: 120_000 }, async () => {
  const { first, second, tokyo, osaka, until } = await twoServers()
  await until(FINE, 10)
  const holders = [first, second].filter(({ seen }) => seen.looks > 0)
  expect(holders).toHaveLength(1)
  const holder = holders[0]!
  const other = holder === first ? second : first

  // What the agent sent to one server is weighed by the one that looks, and told by both.
  osaka.befall(/./, SILENT)
  await until({ tokyo: 'operational', osaka: 'company_network' }, 10)
  osaka.befall(/./, 'fine')
  await until(FINE, 10)
  expect(other.seen.looks).toBe(0)

  // Its lease runs out, and the other one looks.
  holder.hangs = true
  tokyo.befall(SERVICE, SERVER_ERROR)
  osaka.befall(SERVICE, SERVER_ERROR)
  await until({ tokyo: 'outage', osaka: 'outage' }, 10)
  expect(other.seen.looks).toBeGreaterThan(0)
  expect(other.app.verdict()!.service.condition).toBe('outage')

  // It wakes up in a world that went on without it, and follows.
  await holder.clock.advance(other.clock.now() - holder.clock.now())
  holder.hangs = false
  // The round in the middle of which it hung ends now; it begins none of its own.
  const looked = holder.seen.looks
  tokyo.befall(SERVICE, 'fine')
  osaka.befall(SERVICE, 'fine')
  await until(FINE, 10)
  expect(holder.seen.looks).toBe(looked)
})
