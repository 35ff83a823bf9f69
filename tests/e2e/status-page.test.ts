import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { VIEWER_CONDITIONS } from '../../src/core/condition.ts'
import { LOCALES, type Locale } from '../../src/core/locale.ts'
import { ADVICE_SENTENCE } from '../../src/core/phrases.ts'
import { createHttpApp } from '../../src/http/app.ts'
import { type Listening, listen } from '../../src/http/server.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createWorld, LOOKS, NOTICE, type World } from '../http/deps.ts'
import { NOW, verdictOf } from '../http/verdicts.ts'
import { openBrowser } from './browser.ts'

/** What a page can have to show: every condition, offices that differ, nothing yet, nothing fresh. */
const CASES: Readonly<Record<string, (world: World) => void>> = {
  ...Object.fromEntries(
    VIEWER_CONDITIONS.map((condition) => [
      condition,
      (world: World) => {
        world.verdict = verdictOf({ tokyo: condition }, { id: condition })
      },
    ]),
  ),
  'offices differ': (world) => {
    world.verdict = verdictOf({ osaka: 'operational', tokyo: 'company_network', nagoya: 'outage' })
    world.notices = [NOTICE]
  },
  checking: (world) => {
    world.verdict = null
  },
  stale: (world) => {
    world.verdict = verdictOf({ tokyo: 'outage' }, { id: 'stale', at: NOW - 900_000, freshUntil: NOW - 800_000 })
  },
}
const WIDE = { width: 1200, height: 800 }
const PHONE = { width: 390, height: 844 }
/** What a page of 1280 px becomes at a zoom of 400 %. */
const ZOOMED = { width: 320, height: 256 }

let browser: Browser
let server: Extract<Listening, { kind: 'listening' }>
const world = createWorld({ latest: LOOKS })

beforeAll(async () => {
  browser = await openBrowser()
  const listening = await listen(createHttpApp(world.deps), { host: '127.0.0.1', port: 0, clock: systemClock })
  if (listening.kind === 'failed') throw listening.cause
  server = listening
})
afterAll(async () => {
  await browser.close()
  await server.close(0)
})

async function opened(
  show: (world: World) => void,
  run: (page: Page, complaints: string[]) => Promise<void>,
  options = {},
) {
  world.notices = []
  show(world)
  const context: BrowserContext = await browser.newContext({ viewport: WIDE, ...options })
  const complaints: string[] = []
  try {
    const page = await context.newPage()
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`))
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url)) complaints.push(`outside: ${request.url()}`)
    })
    await run(page, complaints)
  } finally {
    await context.close()
  }
}

const overflow = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
}

/** The page with every part in it: looked at for accessibility in each size and scheme, the others in two of the four. */
const MOST_TELLING = 'offices differ'

/** One language in each size and scheme. */
async function expectRendered(page: Page, locale: Locale, thoroughly: boolean) {
  for (const size of [WIDE, PHONE])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(size)
      await page.emulateMedia({ colorScheme })
      const heading = await page.locator('h1').boundingBox()
      expect(heading && heading.y + heading.height, 'the answer is on the first screen').toBeLessThan(size.height)
      expect(await overflow(page), 'nothing sticks out').toBeLessThanOrEqual(0)
      const isTurn =
        locale === 'ja' ? size === WIDE && colorScheme === 'light' : size === PHONE && colorScheme === 'dark'
      if (thoroughly || isTurn) await expectAccessible(page)
    }
  await page.setViewportSize(ZOOMED)
  expect(await overflow(page), 'nothing sticks out at 400 %').toBeLessThanOrEqual(0)
}

for (const [name, show] of Object.entries(CASES))
  test(`${name}: renders everywhere, breaks no policy and can be used by everybody`, async () => {
    for (const locale of LOCALES)
      await opened(show, async (page, complaints) => {
        await page.goto(`${server.url}/?lang=${locale}`)
        await page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true')
        await expectRendered(page, locale, name === MOST_TELLING)
        expect(complaints).toEqual([])
      })
  }, 90_000)

test('the whole answer is there with scripts off', async () => {
  await opened(
    CASES.outage as (world: World) => void,
    async (page) => {
      await page.goto(`${server.url}/?lang=ja`)
      const text = (await page.content()).replaceAll(/<[^>]+>/g, '')
      expect(text).toContain('LINE WORKS 側の障害です。')
      expect(text).toContain(ADVICE_SENTENCE['do-not-reset'].ja)
      expect(await page.locator('.chain li').count()).toBe(6)
      await page.locator('a[hreflang=en]').click()
      expect(await page.locator('h1').textContent()).toBe('LINE WORKS is down.')
    },
    { javaScriptEnabled: false },
  )
})

test('the keyboard reaches everything that can be used', async () => {
  await opened(CASES['offices differ'] as (world: World) => void, async (page) => {
    await page.goto(`${server.url}/?lang=en`)
    const usable = await page.locator('a[href], summary').count()
    const reached = new Set<string>()
    for (let i = 0; i < usable + 2; i++) {
      await page.keyboard.press('Tab')
      reached.add(await page.evaluate<string>('document.activeElement.outerHTML.slice(0, 200)'))
    }
    expect(reached.size).toBeGreaterThanOrEqual(usable)
  })
})

test('a browser that keeps pages asks again and is told that nothing changed', async () => {
  await opened(CASES.operational as (world: World) => void, async (page) => {
    await page.goto(`${server.url}/?lang=ja`)
    const first = await page.content()
    const [response] = await Promise.all([page.waitForResponse(`${server.url}/?lang=ja`), page.reload()])
    expect([200, 304]).toContain(response.status())
    expect(await page.content()).toBe(first)
  })
})
