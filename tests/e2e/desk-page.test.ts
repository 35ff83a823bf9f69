import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { observationOf } from '../../src/core/observation.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { NOW, verdictOf } from '../http/verdicts.ts'
import { openBrowser } from './browser.ts'
import { expectFitting, expectUsable, openStage, PHONE, type Stage, WIDE } from './check-stage.ts'

const TOKEN = 'the-token-of-the-help-desk'

let stage: Stage
let store: Store
beforeAll(async () => {
  store = await openStore({ url: ':memory:' })
  for (let minute = 0; minute < 60; minute += 2)
    await store.observations.appendRound([
      observationOf(
        { target: 'login-page', role: 'service', kind: 'http', vantage: 'tokyo', at: NOW - minute * 60_000 },
        minute < 20 ? { phase: 'status', httpStatus: 503 } : {},
      ),
      observationOf({
        target: 'control',
        role: 'control',
        kind: 'control',
        vantage: 'osaka',
        at: NOW - minute * 60_000,
      }),
    ])
  await store.reports.append({ at: NOW - 60_000, site: 'tokyo', symptom: 'login', component: null }, 'one')
  await store.reports.append({ at: NOW - 30_000, site: 'tokyo', symptom: 'works', component: null }, 'two')
  stage = await openStage(() => ({
    deskToken: TOKEN,
    deskPast: { rollups: store.observations.rollups, reports: store.reports.range },
    accounts: {
      check: async () => ({ kind: 'found', findings: ['locked-by-failures'] }),
      record: async () => [],
    },
  }))
  stage.world.verdict = verdictOf({ tokyo: 'outage', osaka: 'outage' })
})
afterAll(async () => {
  await stage.close()
  await store.close()
})

async function enter(page: Page, lang: string, base = stage.url) {
  await page.goto(`${base}/desk?lang=${lang}`)
  await page.locator('#token').fill(TOKEN)
  await page.locator('#token').press('Enter')
  await page.locator('#replies').waitFor()
}

test.each([
  { lang: 'ja', viewport: WIDE, colorScheme: 'light' },
  { lang: 'en', viewport: PHONE, colorScheme: 'dark' },
] as const)(
  '$lang: entrance, page and answers fit, break no policy and can be used by everybody',
  async ({ lang, ...options }) => {
    await stage.visit(async (page) => {
      await page.goto(`${stage.url}/desk?lang=${lang}`)
      await expectFitting(page, 'the entrance')
      await expectUsable(page, 'the entrance')
      await enter(page, lang)
      await page.locator('#question').fill('パスワードを何回も間違えてロックされました')
      await page.locator('button[value=triage]').click()
      await page.locator('#triage .result').waitFor()
      await page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true')
      await expectFitting(page, 'the page')
      await expectUsable(page, 'the page')
    }, options)
  },
  90_000,
)

test('without scripts everything can be seen and asked', async () => {
  await stage.visit(
    async (page) => {
      await enter(page, 'en')
      expect(await page.locator('h1').textContent()).toBe('LINE WORKS is down.')
      expect(await page.locator('#reply-now-en').inputValue()).toContain('LINE WORKS is down')
      await page.locator('.hour summary', { hasText: 'Tokyo office' }).click()
      expect(await page.locator('.hour[open]').textContent()).toMatch(/18 passed, 10 failed/)
      expect(await page.locator('.hour[open] .x-failed').count()).toBeGreaterThan(2)
      expect(await page.locator('#reports-by-office tbody tr').textContent()).toMatch(/Tokyo office11/)
      await page.locator('#account-id').fill('yamada@minato')
      await page.locator('button[value=account]').click()
      expect(await page.locator('#account .finding h3').textContent()).toBe('Suspended after failed logins')
      await page.getByRole('button', { name: 'Close' }).click()
      await page.locator('#token').waitFor()
    },
    { javaScriptEnabled: false },
  )
}, 60_000)

test('a reply is copied with one press', async () => {
  await stage.visit(
    async (page) => {
      await enter(page, 'en')
      await page.getByRole('button', { name: 'Copy (日本語)' }).first().click()
      await page.getByText('Copied.').waitFor()
      expect(await page.evaluate<string>('navigator.clipboard.readText()')).toContain('LINE WORKS 側の障害')
    },
    { permissions: ['clipboard-read', 'clipboard-write'] },
  )
}, 60_000)

test('under a company’s plain HTTP name, too, forms are known to come from here', async () => {
  // Browsers send no Sec-Fetch headers there: only Origin says where a form comes from.
  const browser = await openBrowser('--host-resolver-rules=MAP dotchi.test 127.0.0.1')
  try {
    const page = await browser.newPage()
    const base = stage.url.replace('127.0.0.1', 'dotchi.test')
    await page.goto(`${base}/desk?lang=en`)
    await page.locator('#token').fill('wrong')
    await page.locator('#token').press('Enter')
    await page.getByText('That is not the token.').waitFor()
    await enter(page, 'en', base)
    await page.goto(`${base}/?lang=en`)
    await page.getByRole('button', { name: 'It does not work' }).click()
    await page.getByText('Your word was counted').waitFor()
  } finally {
    await browser.close()
  }
}, 60_000)
