import { load } from 'cheerio'
import { expect, test } from 'vitest'
import type { ViewerCondition } from '../../../src/core/condition.ts'
import { LOCALES } from '../../../src/core/locale.ts'
import { createHttpApp } from '../../../src/http/app.ts'
import { shippedGuide } from '../../../src/knowledge/guide.ts'
import { createWorld, LOOKS, NOTICE } from '../deps.ts'
import { NOW, verdictOf } from '../verdicts.ts'

/** The page as a form: what somebody without scripts sees on every way through the questions. */

const world = createWorld({ verdict: verdictOf({ tokyo: 'operational', osaka: 'outage' }), latest: LOOKS })
const { hono } = createHttpApp({
  ...world.deps,
  published: { ...world.deps.published, crowd: () => ({ failing: 0, working: 0, usual: 0, isUnusual: false }) },
})
const pageAt = async (address: string) => {
  // A browser keeps what follows the # to itself.
  const response = await hono.request(address.replace(/#.*/, ''))
  expect(response.status).toBe(200)
  return load(await response.text())
}

/** Every sequence of answers that leads to articles. */
function paths(): readonly (readonly string[])[] {
  const { tree } = shippedGuide()
  const follow = (id: string, before: readonly string[]): readonly (readonly string[])[] =>
    tree.questions
      .get(id)!
      .answers.flatMap((answer) =>
        answer.next.kind === 'question'
          ? follow(answer.next.question, [...before, answer.id])
          : [[...before, answer.id]],
      )
  return follow(tree.first, [])
}

test.each(LOCALES)(
  'every way through the questions ends with steps, in %s',
  async (lang) => {
    const all = paths()
    expect(all.length).toBeGreaterThan(30)
    for (const path of all) {
      let $ = await pageAt(`/check?lang=${lang}&site=tokyo`)
      for (const [index, answer] of path.entries()) {
        const chosen = path.slice(0, index + 1).join('.')
        const button = $(`#guide button[name=a][value="${chosen}"]`)
        expect(button.length, `${chosen} (${answer})`).toBe(1)
        // As a browser sends the form: its hidden fields and the button.
        const query = new URLSearchParams({ a: chosen })
        for (const field of $('#guide form input[type=hidden]').toArray())
          query.set(field.attribs.name!, field.attribs.value!)
        $ = await pageAt(`/check?${query}`)
      }
      expect($('#guide .ticks input[type=checkbox]').length, path.join('.')).toBeGreaterThan(1)
      expect($('#guide .donts li').length).toBeGreaterThan(0)
      expect($('html').attr('lang')).toBe(lang)
      expect($('textarea#summary').text()).toContain($('#guide-head').text())
    }
  },
  60_000,
)

const cases: readonly (readonly [ViewerCondition, string, string])[] = [
  ['outage', 'いまは、待つのが一番です', 'For now, wait'],
  ['maintenance', 'メンテナンスが終わるまで、お待ちください', 'Wait until the maintenance ends'],
  ['company_network', 'IT担当に連絡してください', 'Tell your IT desk'],
]
test.each(cases)('in %s nothing is asked, unless somebody insists', async (condition, ja, en) => {
  world.verdict = verdictOf({ tokyo: condition }, { id: condition })
  const page = await pageAt('/check?lang=ja&a=message.credentials')
  expect(page('#guide').text()).toContain(ja)
  expect((await pageAt('/check?lang=en'))('#guide').text()).toContain(en)
  expect(page('#guide button[name=a]').length).toBe(0)
  const insisting = await pageAt(page('#guide .way a').attr('href')!)
  expect(insisting('#guide button[name=a]').length).toBeGreaterThan(3)
  const further = await pageAt(`/check?lang=ja&a=${insisting('#guide button[name=a]').first().attr('value')}`)
  expect(further('#guide button[name=a]').length).toBeGreaterThan(1)
})

test('a maintenance says until when', async () => {
  const window = { startAt: NOW - 3_600_000, endAt: NOW + 3_600_000, approximate: true }
  world.notices = [{ ...NOTICE, status: 'in_progress', windows: [window] }]
  world.verdict = verdictOf({ tokyo: 'maintenance' }, { id: 'until' })
  expect((await pageAt('/check?lang=ja'))('.until').text()).toBe('終了予定: 10:00（およその時刻）')
  world.notices = []
  world.verdict = verdictOf({ tokyo: 'maintenance' }, { id: 'until-unknown' })
  expect((await pageAt('/check?lang=ja'))('.until').text()).toBe('終了予定は発表されていません。')
})

test('a stale verdict never reads as fine, and the questions are asked', async () => {
  world.verdict = verdictOf({ tokyo: 'operational' }, { id: 'stale', freshUntil: NOW - 1 })
  const $ = await pageAt('/check?lang=ja')
  expect($('h1').text()).toBe('情報が古くなっています。')
  expect($('#standing').attr('class')).toContain('c-unknown')
  expect($('#guide button[name=a]').length).toBeGreaterThan(3)
})

test('whatever stands in the address, the page is the page', async () => {
  world.verdict = verdictOf({ tokyo: 'operational' }, { id: 'odd' })
  for (const query of [
    'a=constructor.__proto__&site=constructor&end=toString&lang=xx',
    `a=${'x.'.repeat(5_000)}`,
    'a=%00%F0%9F%92%A9&end=solved&site=%3Cscript%3E',
    'a=message.nonsense',
  ]) {
    const response = await hono.request(`/check?${query}`)
    expect(response.status).toBe(200)
    expect((await response.text()).length).toBeLessThan(60_000)
  }
})

test('what a browser calls itself is shown as text, and an old one is told so', async () => {
  const at = async (userAgent: string) =>
    load(await (await hono.request('/check?lang=en', { headers: { 'user-agent': userAgent } })).text())
  const old = await at('Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko')
  expect(old('#browser-name').text()).toBe('Internet Explorer 11 on Windows 7')
  expect(old('#this-browser').attr('class')).toContain('doubtful')
  const odd = await at('<script>alert(1)</script>')
  expect(odd('#browser-name').text()).toContain('unknown browser')
  expect(odd('script:not([src]):not([type="application/json"])').length).toBe(0)
})
