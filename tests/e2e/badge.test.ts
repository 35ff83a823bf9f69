import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LOCALES } from '../../src/core/locale.ts'
import { createHttpApp } from '../../src/http/app.ts'
import { BADGE_STYLES } from '../../src/http/routes.ts'
import { type Listening, listen } from '../../src/http/server.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createWorld } from '../http/deps.ts'
import { verdictOf } from '../http/verdicts.ts'
import { openBrowser } from './browser.ts'

let browser: Browser
let server: Extract<Listening, { kind: 'listening' }>
const world = createWorld({ verdict: verdictOf({ tokyo: 'company_network' }) })

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

interface Drawn {
  readonly given: number
  readonly natural: number
  readonly left: number
  readonly right: number
}
/** Each text as it stands in the badge, and how long it would be if nothing fixed its length. */
const MEASURE = `[...document.querySelectorAll('text')].map((text) => {
  const given = Number(text.getAttribute('textLength'))
  const { left, right } = text.getBoundingClientRect()
  text.removeAttribute('textLength')
  return { given, natural: text.getComputedTextLength(), left, right }
})`

test('text of full-width characters fits its badge in every style, hardly squeezed or stretched', async () => {
  const page = await browser.newPage()
  for (const style of BADGE_STYLES)
    for (const lang of LOCALES) {
      await page.goto(`${server.url}/badge.svg?style=${style}&lang=${lang}&site=tokyo`)
      const drawn = await page.evaluate<readonly Drawn[]>(MEASURE)
      const width = await page.evaluate<number>('document.documentElement.getBoundingClientRect().width')
      expect(drawn.length).toBeGreaterThanOrEqual(2)
      for (const { given, natural, left, right } of drawn) {
        expect(left, `${style} ${lang}`).toBeGreaterThanOrEqual(0)
        expect(right, `${style} ${lang}`).toBeLessThanOrEqual(width)
        expect(natural / given, `${style} ${lang}`).toBeGreaterThan(0.75)
        expect(natural / given, `${style} ${lang}`).toBeLessThan(1.25)
      }
    }
  await page.close()
})

test('a page of another site can show it', async () => {
  const page = await browser.newPage()
  await page.setContent(`<img src="${server.url}/badge.svg?lang=ja" alt="LINE WORKS">`)
  await page.waitForFunction('document.images[0].complete')
  expect(await page.evaluate<number>('document.images[0].naturalWidth')).toBeGreaterThan(100)
  await page.close()
})
