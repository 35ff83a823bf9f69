import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, startApp } from '../../src/app.ts'
import { openSimulation, type Simulation } from '../../src/cli/simulation.ts'
import { PACKAGE_DATA, readFromDisk } from '../../src/config/from-disk.ts'
import { loadConfig } from '../../src/config.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { openTemporaryDirectory } from '../support/temporary-directory.ts'
import { openBrowser } from './browser.ts'

/** The whole of it on real sockets: a pretend LINE WORKS, Dotchi in front of it, and a person's browser beside. */

let browser: Browser
let simulation: Simulation
let app: App
let url: string
let directory: Awaited<ReturnType<typeof openTemporaryDirectory>>

beforeAll(async () => {
  browser = await openBrowser()
  directory = await openTemporaryDirectory()
  simulation = await openSimulation({ directory: directory.path, dotchiPort: 0, locale: 'en' })
  const { configFile: file } = simulation
  const loaded = loadConfig({ file, environment: { PORT: '0' }, readFile: readFromDisk, packageData: PACKAGE_DATA })
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems))
  const logger = createLogger({ level: 'silent', format: 'json' })
  app = await startApp(loaded.config, { clock: systemClock, logger, version: 'test' })
  if (app.listening.kind === 'failed') throw app.listening.cause
  url = app.listening.url
})
afterAll(async () => {
  await browser.close()
  await app.stop()
  await simulation.simulator.stop()
  await directory[Symbol.asyncDispose]()
})

test('the browser is held against the probes, and an outage shows on the page that is open', async () => {
  const { simulator } = simulation
  // The pretend world signs its own certificates.
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${url}/check?lang=en`)
  await page.locator('#standing.c-operational').waitFor()

  await page.locator('#run-check').click()
  await page.locator('.k-both-fine').waitFor()
  expect(await page.locator('#check-results').textContent()).toMatch(/(\d+) of \1 probes get through/)
  expect(await page.locator('.tries li').count()).toBeGreaterThanOrEqual(5)

  // Something in this browser alone keeps it from LINE WORKS.
  const { login, talk, api } = simulator.sites
  for (const origin of [login, talk, api]) await page.route(`${origin}/**`, (route) => route.abort('connectionfailed'))
  await page.locator('#run-check').click()
  await page.locator('.k-only-you').waitFor()
  expect(await page.locator('#check-results').textContent()).toContain('only your device fails (at 3 of 3 places)')
  expect(await page.locator('#summary').inputValue()).toContain('From this device: Only your device fails')
  await page.unrouteAll()

  await simulator.setWeather('login-down')
  await page.getByRole('status').filter({ hasText: 'The state has changed: LINE WORKS is down.' }).waitFor()
  expect(await page.locator('#guide').textContent()).toContain('For now, wait')
  // Logins are cut off for everybody: the browser meets what the probes meet.
  await page.locator('#run-check').click()
  await page.locator('.k-both-failing').waitFor()
  expect(await page.locator('#check-results').textContent()).toContain('It is not only you.')
  await context.close()
}, 120_000)
