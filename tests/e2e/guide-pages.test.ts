import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createHttpApp } from '../../src/http/app.ts'
import { type Listening, listen } from '../../src/http/server.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createWorld, type World } from '../http/deps.ts'
import { verdictOf } from '../http/verdicts.ts'
import { openBrowser } from './browser.ts'

let browser: Browser
let world: World
let server: Extract<Listening, { kind: 'listening' }>
const FINE = verdictOf({ tokyo: 'operational', osaka: 'operational' })

beforeAll(async () => {
  browser = await openBrowser()
  world = createWorld({ verdict: FINE })
  const helpDesk = {
    name: { ja: '情報システム部ヘルプデスク', en: 'IT help desk' },
    phone: '03-0000-0000',
    mail: 'it@example.co.jp',
    url: 'https://intra.example.co.jp/it',
  }
  const app = createHttpApp({ ...world.deps, facts: { ...world.deps.facts, helpDesk } })
  const listening = await listen(app, { host: '127.0.0.1', port: 0, clock: systemClock })
  if (listening.kind === 'failed') throw listening.cause
  server = listening
})
beforeEach(() => {
  world.verdict = FINE
})
afterAll(async () => {
  await browser.close()
  await server.close(0)
})

const ADDRESSES = ['/guide?', '/guide?q=password+code&', '/guide/reset-password?', '/guide/app-restart?use=iphone&']

test.each([
  { lang: 'ja', width: 1200, scheme: 'light', condition: 'operational' },
  { lang: 'en', width: 360, scheme: 'dark', condition: 'outage' },
] as const)(
  '$lang at $width px, $scheme: fits, breaks no policy and can be used by everybody',
  async ({ lang, width, scheme, condition }) => {
    world.verdict = verdictOf({ tokyo: condition }, { id: `now-${condition}` })
    const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme: scheme })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    for (const address of ADDRESSES) {
      await page.goto(`${server.url}${address}lang=${lang}`)
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

test('without scripts and without a mouse: from the box to the steps for one’s phone, and on to a neighbour', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${server.url}/guide?lang=ja`)
  await page.getByRole('searchbox').focus()
  await page.keyboard.type('アプリが固まって動かない')
  await page.keyboard.press('Enter')
  const first = page.locator('.found a').first()
  expect(await first.textContent()).toBe('アプリと端末の再起動')
  await first.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'iPhone のアプリ' }).press('Enter')
  const steps = (await page.locator('.steps li').allTextContents()).join()
  expect(steps).toContain('上へはらって終了')
  expect(steps).not.toContain('command')
  await page.locator('.signs').getByRole('link', { name: 'アプリが古い' }).press('Enter')
  expect(await page.locator('h1').textContent()).toBe('アプリが古い')
  await context.close()
}, 60_000)

test('on paper only what is read stays', async () => {
  const page = await browser.newPage()
  await page.goto(`${server.url}/guide/reset-password?lang=en`)
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('navigation', { name: 'What you use' }).isVisible()).toBe(false)
  expect(await page.locator('.steps').isVisible()).toBe(true)
  await page.close()
}, 60_000)
