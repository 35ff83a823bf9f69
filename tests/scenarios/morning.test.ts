import { afterEach, expect, test } from 'vitest'
import { type App, startApp } from '../../src/app.ts'
import { PACKAGE_DATA, readFromDisk } from '../../src/config/from-disk.ts'
import type { ReadFile } from '../../src/config/secrets.ts'
import { type Config, loadConfig } from '../../src/config.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { createPretendNetwork } from '../support/pretend-network.ts'

/** A Monday morning, told on a fake clock with the shipped targets, the real judge and a real database. */

const START = Date.parse('2026-11-23T08:30:10+09:00')
const SERVICE = /worksmobile|worksapis/
const SERVER_ERROR = { phase: 'status', httpStatus: 503, headers: { server: 'nginx' } } as const
const SILENT = { phase: 'connect', error: 'ETIMEDOUT', address: null, tlsIssuer: null } as const

function configuration(): Config {
  const environment = { DATABASE_URL: 'sqlite::memory:', PORT: '0' }
  // What ships, without any file of this machine's user.
  const readFile: ReadFile = (path) => (path.startsWith(PACKAGE_DATA) ? readFromDisk(path) : { reason: 'ENOENT' })
  const loaded = loadConfig({ environment, readFile, packageData: PACKAGE_DATA })
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems))
  return loaded.config
}
const running: App[] = []
afterEach(async () => {
  for (const app of running.splice(0)) await app.stop()
})

async function morning() {
  const clock = createFakeClock(START)
  const network = createPretendNetwork()
  const logger = createLogger({ level: 'silent', format: 'json' })
  const app = await startApp(configuration(), { clock, logger, network, version: 'test' })
  running.push(app)
  /** Lets minutes pass; between two steps the database and the sockets get their turn. */
  const pass = async (minutes: number) => {
    for (let step = 0; step < minutes * 12; step++) await clock.advance(5_000)
  }
  const said = () => {
    const verdict = app.verdict()!
    return { service: verdict.service.condition, here: verdict.viewers[0]!.condition, verdict }
  }
  const get = async (path: string) => (await app.http.hono.request(path)).text()
  return { clock, network, app, pass, said, get }
}

test('an outage begins at 8:40, is told within three minutes, and ends', async () => {
  const { network, pass, said, get } = await morning()
  await pass(10)
  expect(said()).toMatchObject({ service: 'operational', here: 'operational' })

  network.befall(SERVICE, SERVER_ERROR)
  await pass(3)
  expect(said()).toMatchObject({ service: 'outage', here: 'outage' })
  const since = said().verdict.service.since!
  expect(Math.abs(since - Date.parse('2026-11-23T08:40:10+09:00'))).toBeLessThan(60_000)
  expect(await get('/?lang=ja')).toContain('LINE WORKS 側の障害')

  await pass(30)
  expect(said().verdict.service.since).toBe(since)
  network.befall(SERVICE, 'fine')
  await pass(5)
  expect(said()).toMatchObject({ service: 'operational', here: 'operational' })
})

test('when the company line is cut, nobody blames LINE WORKS', async () => {
  const { network, pass, said } = await morning()
  await pass(5)
  network.befall(/./, SILENT)
  for (let minute = 0; minute < 15; minute++) {
    await pass(1)
    expect(said().service).not.toMatch(/outage|degraded/)
  }
  expect(said().here).toBe('company_network')
  network.befall(/./, 'fine')
  await pass(5)
  expect(said()).toMatchObject({ service: 'operational', here: 'operational' })
})

test('one failure of one look says nothing yet', async () => {
  const { network, pass, said } = await morning()
  await pass(5)
  network.befall(/worksapis/, SERVER_ERROR)
  await pass(0.5)
  network.befall(/worksapis/, 'fine')
  for (let minute = 0; minute < 5; minute++) {
    expect(said()).toMatchObject({ service: 'operational', here: 'operational' })
    await pass(1)
  }
})

test('what was kept is what the API gives back', async () => {
  const { network, pass, get } = await morning()
  await pass(4)
  network.befall(SERVICE, SERVER_ERROR)
  await pass(4)
  const query = 'target=login-page&from=2026-11-23T08:30:00%2B09:00&to=2026-11-23T09:00:00%2B09:00'
  const { observations } = JSON.parse(await get(`/api/v1/observations?${query}`))
  const outcomes = observations.map((look: { outcome: string }) => look.outcome)
  expect(outcomes.filter((outcome: string) => outcome === 'passed').length).toBeGreaterThanOrEqual(8)
  expect(outcomes.filter((outcome: string) => outcome === 'failed').length).toBeGreaterThanOrEqual(8)
})
