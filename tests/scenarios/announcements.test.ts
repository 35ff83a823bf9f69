import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { startApp } from '../../src/app.ts'
import { PACKAGE_DATA, readFromDisk } from '../../src/config/from-disk.ts'
import { loadConfig } from '../../src/config.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { configurationOf } from '../../src/simulator/configuration.ts'
import { startSimulator } from '../../src/simulator/simulator.ts'

/** A simulated minute: short, so that a notice that comes after ten of them comes while somebody waits. */
const MINUTE_MS = 400

/** Dotchi watching the pretend world, with its sources read every second. */
async function openWorld() {
  const directory = mkdtempSync(join(tmpdir(), 'dotchi-announcements-'))
  const simulator = await startSimulator({ clock: systemClock, minuteMs: MINUTE_MS })
  const caFile = join(directory, 'ca.pem')
  const file = join(directory, 'dotchi.config.yaml')
  const plain = configurationOf(simulator, { caFile, databaseFile: join(directory, 'dotchi.db'), port: 0 })
  const sources = plain.sources.map((source) => ({ ...source, intervalSeconds: 1 }))
  writeFileSync(caFile, simulator.caPem)
  writeFileSync(file, stringify({ ...plain, sources }))
  const loaded = loadConfig({ file, environment: {}, readFile: readFromDisk, packageData: PACKAGE_DATA })
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems))
  const logger = createLogger({ level: 'silent', format: 'json' })
  const app = await startApp(loaded.config, { clock: systemClock, logger, version: 'test' })
  if (app.listening.kind !== 'listening') throw new Error('nothing listens')
  const { url } = app.listening
  const get = async (path: string) => (await fetch(url + path)).text()
  return {
    ...{ simulator, app, get, url },
    async until(path: string, isReached: (body: string) => boolean, what: string) {
      let body = ''
      for (let i = 0; i < 300; i++) {
        body = await get(path)
        if (isReached(body)) return body
        await new Promise((go) => setTimeout(go, 200))
      }
      throw new Error(`${what} did not come: ${body.slice(0, 2_000)}`)
    },
    async [Symbol.asyncDispose]() {
      await app.stop()
      await simulator.stop()
      rmSync(directory, { recursive: true })
    },
  }
}

interface NoticesBody {
  readonly notices: readonly { readonly kind: string; readonly status: string; readonly affectsLogin: boolean }[]
}
const statusesOf = (body: string) =>
  (JSON.parse(body) as NoticesBody).notices.map(({ kind, status }) => `${kind} ${status}`)

test('the notice comes after the looks saw the outage; it is one notice, and it is followed to its end', async () => {
  await using world = await openWorld()
  const states = await world.until('/api/v1/sources', (body) => !body.includes('"unread"'), 'the first reading')
  expect((JSON.parse(states) as { sources: { state: string }[] }).sources.map(({ state }) => state)).toEqual(
    Array(6).fill('readable'),
  )
  expect(statusesOf(await world.get('/api/v1/notices'))).toEqual([])

  await world.simulator.setWeather('login-500')
  const verdict = await world.until('/api/v1/verdict', (body) => body.includes('"outage"'), 'the verdict')
  expect(JSON.parse(verdict)).toMatchObject({ service: { condition: 'outage' } })
  const open = await world.until('/api/v1/notices', (body) => statusesOf(body).length > 0, 'the notice')
  expect(JSON.parse(open)).toMatchObject({ notices: [{ kind: 'outage', affectsLogin: true, correlated: false }] })
  const page = await world.until(
    '/?lang=ja',
    (body) => body.includes('ログインに関する障害のお知らせ'),
    'the notice on the page',
  )
  expect(page).toContain('障害')

  await world.simulator.setWeather('healthy')
  const over = await world.until('/api/v1/notices', (body) => statusesOf(body).includes('outage resolved'), 'the end')
  expect(statusesOf(over)).toEqual(['outage resolved'])
}, 120_000)

test('employees say that it fails, and the page says how many', async () => {
  await using world = await openWorld()
  await world.until('/api/v1/verdict', (body) => body.includes('"service"'), 'the first verdict')
  const response = await fetch(`${world.url}/api/v1/reports`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: world.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'symptom=login&lang=ja',
  })
  expect([response.status, response.headers.get('location')]).toEqual([303, '/?lang=ja&reported=done'])
  await world.until('/?lang=ja', (body) => body.includes('使えない 1件・使える 0件'), 'the count')
}, 60_000)
