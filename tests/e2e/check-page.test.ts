import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ViewerCondition } from '../../src/core/condition.ts'
import { verdictOf } from '../http/verdicts.ts'
import { expectFitting, expectUsable, openStage, PHONE, type Stage, WIDE } from './check-stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(async () => stage.close())

const CASES: readonly (readonly [ViewerCondition, string])[] = [
  ['operational', ''],
  ['operational', '&a=message.credentials.wide'],
  ['operational', '&end=unsolved'],
  ['outage', ''],
  ['maintenance', ''],
  ['company_network', ''],
]
const WAYS = [
  { lang: 'ja', viewport: WIDE, colorScheme: 'light' },
  { lang: 'en', viewport: PHONE, colorScheme: 'dark' },
] as const

test.each(CASES.map((row, index) => [...row, index] as const))(
  '%s %s: fits, breaks no policy and can be used by everybody',
  async (condition, query, index) => {
    stage.world.verdict = verdictOf({ tokyo: condition, osaka: condition }, { id: `v-${condition}` })
    for (const [turn, { lang, ...options }] of WAYS.entries())
      await stage.visit(async (page) => {
        await page.goto(`${stage.url}/check?lang=${lang}${query}`)
        await page.locator('#run-check').waitFor()
        await page.locator('#login-id').fill('Ｙamada＠minato-tradlng ')
        await page.locator('#show-password').click()
        await page.locator('#password').fill('ａ0Ol1 あ')
        await page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true')
        await expectFitting(page, `${lang} ${condition}${query}`)
        // Each in one of the two: the colours and the order are the same in both languages.
        if (turn === index % WAYS.length) await expectUsable(page, `${lang} ${condition}${query}`)
      }, options)
  },
  60_000,
)

test('while it is open it says that the state has changed, and what to do now; ticks of the same steps stay', async () => {
  stage.world.verdict = verdictOf({ tokyo: 'operational' })
  await stage.visit(async (page) => {
    await page.goto(`${stage.url}/check?lang=en&a=message.credentials.wide`)
    await page.locator('#guide input[type=checkbox]').first().check()
    stage.world.verdict = verdictOf({ tokyo: 'degraded' }, { id: 'slow' })
    await page.locator('#standing.c-degraded').waitFor()
    stage.world.verdict = verdictOf({ tokyo: 'outage' }, { id: 'down' })
    await page.getByRole('status').filter({ hasText: 'The state has changed: LINE WORKS is down.' }).waitFor()
    expect(await page.locator('h1').textContent()).toBe('LINE WORKS is down.')
    expect(await page.title()).toContain('LINE WORKS is down.')
    expect(await page.locator('#guide').textContent()).toContain('For now, wait')
    expect(await page.locator('#summary').inputValue()).toContain('Outage - LINE WORKS is down.')
    stage.world.verdict = verdictOf({ tokyo: 'operational' }, { id: 'up' })
    await page.getByRole('status').filter({ hasText: 'LINE WORKS and the network are fine.' }).waitFor()
    await page.locator('#guide input[type=checkbox]').first().check()
    stage.world.verdict = verdictOf({ tokyo: 'operational' }, { id: 'still', freshUntil: 0 })
    await page.getByRole('status').filter({ hasText: 'This information is stale.' }).waitFor()
    expect(await page.locator('#guide input[type=checkbox]').first().isChecked()).toBe(true)
  })
}, 60_000)

test('the summary tells what was found and done, the report is sent without leaving the page', async () => {
  stage.world.verdict = verdictOf({ tokyo: 'operational' })
  await stage.visit(async (page) => {
    await page.goto(`${stage.url}/check?lang=ja`)
    await page.getByRole('button', { name: 'ログインすると、メッセージやエラーが出る' }).click()
    await page.getByRole('button', { name: '「アカウントまたはパスワードが正しくありません」' }).click()
    await page.getByRole('button', { name: '文字の幅が広い・変換の候補が出る' }).click()
    await page.locator('#guide input[type=checkbox]').first().check()
    await page.locator('#login-id').fill('yamada＠minato-trading')
    await page.locator('#password').fill('correct-horse-9')
    await page.getByRole('button', { name: '解決しない' }).click()
    await page.locator('#end-head', { hasText: '下のまとめを、IT担当に送ってください。' }).waitFor()
    const summary = await page.locator('#summary').inputValue()
    for (const part of [
      '時刻: 2026-04-06 09:00 (Asia/Tokyo)',
      'Dotchi の判定: 正常',
      '判定番号: v-operational',
      '質問への答え: ログインすると、メッセージやエラーが出る → ',
      '案内された記事: パスワードが全角で入力されている',
      '結果: 解決しない',
      '試したこと',
      'ログインIDの入力チェック: 全角の文字',
    ])
      expect(summary).toContain(part)
    expect(summary).not.toMatch(/correct-horse|yamada/)
    await page.getByRole('button', { name: '「使えない」と報告する' }).click()
    await page.getByText('ありがとうございます。受け付けました。').waitFor()
    expect(new URL(page.url()).pathname).toBe('/check')
    expect(stage.words.at(-1)).toMatchObject({ symptom: 'login', site: 'tokyo' })
    await page.goBack()
    await page.getByRole('button', { name: '解決しない' }).waitFor()
  })
}, 60_000)

test('without scripts it is a form from the first question to the report', async () => {
  stage.world.verdict = verdictOf({ tokyo: 'operational' })
  await stage.visit(
    async (page) => {
      await page.goto(`${stage.url}/?lang=en`)
      await page.getByRole('link', { name: 'I cannot log in: help me' }).click()
      await page.getByRole('button', { name: 'I try to log in and get a message' }).click()
      await page.getByRole('link', { name: 'One back' }).click()
      await page.getByRole('button', { name: 'I try to log in and get a message' }).click()
      await page.getByRole('button', { name: 'Under maintenance' }).click()
      expect(await page.locator('#guide-head').textContent()).toContain('maintenance')
      expect(await page.locator('#run-check').isVisible()).toBe(false)
      expect(await page.locator('#password').isVisible()).toBe(false)
      expect(await page.getByText('Without JavaScript this cannot be checked').isVisible()).toBe(true)
      await page.getByRole('button', { name: 'Not solved' }).click()
      expect(await page.locator('#summary').inputValue()).toContain('Result: Not solved')
      await page.getByRole('button', { name: 'Report that it does not work' }).click()
      await page.getByText('Your word was counted').waitFor()
    },
    { javaScriptEnabled: false },
  )
}, 60_000)

test('the guide, too, keeps nobody out', async () => {
  stage.world.verdict = verdictOf({ tokyo: 'operational' })
  for (const address of ['/guide?lang=ja', '/guide/company-proxy?lang=en'])
    await stage.visit(async (page) => {
      await page.goto(stage.url + address)
      await expectFitting(page, address)
      await expectUsable(page, address)
    })
}, 60_000)
