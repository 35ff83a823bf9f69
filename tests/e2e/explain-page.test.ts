import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHttpApp } from '../../src/http/app.ts'
import { type Listening, listen } from '../../src/http/server.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { createWorld } from '../http/deps.ts'
import { NOW, verdictOf } from '../http/verdicts.ts'
import { openBrowser } from './browser.ts'

let browser: Browser
let store: Store
let server: Extract<Listening, { kind: 'listening' }>

beforeAll(async () => {
  browser = await openBrowser()
  store = await openStore({ url: ':memory:' })
  const before = { id: 'before', at: NOW - 3_600_000, freshUntil: NOW - 3_500_000 }
  await store.verdicts.append(verdictOf({ tokyo: 'operational', osaka: 'company_network' }, before), null)
  const verdict = verdictOf({ tokyo: 'outage', osaka: 'operational' })
  await store.verdicts.append(verdict, null)
  const { deps } = createWorld({ verdict }, { store })
  const listening = await listen(createHttpApp(deps), { host: '127.0.0.1', port: 0, clock: systemClock })
  if (listening.kind === 'failed') throw listening.cause
  server = listening
})
afterAll(async () => {
  await browser.close()
  await server.close(0)
  await store.close()
})

test.each([
  { lang: 'ja', width: 1200, scheme: 'light' },
  { lang: 'en', width: 390, scheme: 'dark' },
] as const)(
  '$lang at $width px, $scheme: fits, breaks no policy and can be used by everybody',
  async ({ lang, width, scheme }) => {
    const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme: scheme })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    for (const query of ['', '&site=osaka', '&at=2020-01-01T00:00:00Z']) {
      await page.goto(`${server.url}/explain?lang=${lang}${query}`)
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect(overflow, 'nothing sticks out').toBeLessThanOrEqual(0)
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag22aa', 'best-practice'])
        .analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
    }
    expect(complaints).toEqual([])
    await context.close()
  },
  60_000,
)

test('without scripts one gets from the status page to the reasons, to an office and to another moment', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${server.url}/?lang=en`)
  await page.getByRole('link', { name: 'How this adds up, and verdicts of the past' }).click()
  expect(await page.locator('h1').textContent()).toBe('LINE WORKS is down.')
  expect(await page.locator('.waterfall li').count()).toBe(4)
  await page.locator('.changes a').last().click()
  expect(await page.locator('h1').textContent()).toBe('LINE WORKS is working.')
  await page.getByRole('link', { name: 'Osaka office' }).click()
  expect(await page.locator('h1').textContent()).toBe('The trouble is in the company network.')
  await context.close()
})
