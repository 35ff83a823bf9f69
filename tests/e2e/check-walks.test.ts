import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Locale } from '../../src/core/locale.ts'
import { shippedGuide } from '../../src/knowledge/guide.ts'
import { verdictOf } from '../http/verdicts.ts'
import { openStage, PHONE, type Stage, WIDE } from './check-stage.ts'

/** The ways through the questions, as people go them: with scripts by the keyboard on a phone's width, and without on a desk. */

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  stage.world.verdict = verdictOf({ tokyo: 'operational' })
})
afterAll(async () => stage.close())

interface Manner {
  readonly lang: Locale
  /** Otherwise every question once, and one end of each: `/check` as a form goes every way in the tests of the server. */
  readonly everyWay: boolean
  readonly asked: Set<string>
  /** Chooses the answer whose button has this value. */
  choose(page: Page, value: string): Promise<void>
  back(page: Page): Promise<void>
}

const { tree, articles } = shippedGuide()

/** Goes every way, depth first; from each end one step back. Gives how many ends were seen. */
async function walk(
  page: Page,
  manner: Manner,
  question = tree.first,
  before: readonly string[] = [],
): Promise<number> {
  manner.asked.add(question)
  const { ask, answers } = tree.questions.get(question)!
  let ends = 0
  const firstEnd = answers.find(({ next }) => next.kind === 'articles')
  const given = answers.filter((answer) => manner.everyWay || answer.next.kind === 'question' || answer === firstEnd)
  for (const { id, next } of given) {
    const path = [...before, id]
    await manner.choose(page, path.join('.'))
    if (next.kind === 'question') {
      await headed(page, tree.questions.get(next.question)!.ask[manner.lang])
      if (manner.everyWay || !manner.asked.has(next.question)) ends += await walk(page, manner, next.question, path)
    } else {
      await headed(page, articles[next.articles[0]].title[manner.lang])
      expect(await page.locator('#guide .ticks input').count(), path.join('.')).toBeGreaterThan(1)
      ends++
    }
    await manner.back(page)
    await headed(page, ask[manner.lang])
  }
  return ends
}

const headed = (page: Page, text: string) => page.locator('#guide-head').filter({ hasText: text }).waitFor()

const byKeyboard: Manner = {
  lang: 'en',
  everyWay: true,
  asked: new Set(),
  async choose(page, value) {
    await page.locator(`#guide button[value="${value}"]`).press('Enter')
  },
  async back(page) {
    await page.getByRole('link', { name: 'One back' }).press('Enter')
  },
}
const byPointer: Manner = {
  lang: 'ja',
  everyWay: false,
  asked: new Set(),
  async choose(page, value) {
    await page.locator(`#guide button[value="${value}"]`).click()
  },
  async back(page) {
    await page.getByRole('link', { name: 'ひとつ戻る' }).click()
  },
}

test('with scripts, in English, on a phone’s width, by the keyboard', async () => {
  await stage.visit(
    async (page) => {
      await page.goto(`${stage.url}/check?lang=en`)
      expect(await walk(page, byKeyboard)).toBeGreaterThan(30)
      expect(await page.evaluate('document.activeElement.id'), 'the focus goes along').toBe('guide-head')
    },
    { viewport: PHONE },
  )
}, 120_000)

test('without scripts, in Japanese, on a desk, by the pointer', async () => {
  await stage.visit(
    async (page) => {
      await page.goto(`${stage.url}/check?lang=ja`)
      expect(await walk(page, byPointer)).toBeGreaterThan(10)
      expect(byPointer.asked.size).toBe(tree.questions.size)
    },
    { viewport: WIDE, javaScriptEnabled: false },
  )
}, 120_000)

test('the Tab key alone reaches everything, in the order in which it stands', async () => {
  await stage.visit(async (page) => {
    await page.goto(`${stage.url}/check?lang=en`)
    await page.locator('#run-check').waitFor()
    await page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true')
    const usable = 'a[href], button, input:not([type=hidden]), textarea, summary'
    const count = await page.locator(usable).filter({ visible: true }).count()
    const reached: number[] = []
    for (let i = 0; i < count; i++) {
      await page.keyboard.press('Tab')
      reached.push(
        await page.evaluate<number>(`[...document.querySelectorAll('${usable}')].indexOf(document.activeElement)`),
      )
    }
    expect(new Set(reached).size).toBe(count)
    expect(reached).toEqual(reached.toSorted((a, b) => a - b))
    // One way through, with Tab and Enter only.
    await page.locator('#guide-head').focus()
    for (const name of ['I try to log in and get a message', 'Under maintenance']) {
      const button = page.getByRole('button', { name })
      await button.waitFor()
      const focused = () => page.evaluate<string>('document.activeElement.textContent.trim()')
      for (let i = 0; i < 20 && (await focused()) !== name; i++) await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
    }
    await headed(page, articles['server-maintenance'].title.en)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    expect(await page.locator('#guide input[type=checkbox]').first().isChecked()).toBe(true)
  })
}, 60_000)
