import { load } from 'cheerio'
import { expect, test } from 'vitest'
import { VIEWER_CONDITIONS } from '../../src/core/condition.ts'
import { LOCALES } from '../../src/core/locale.ts'
import type { Notice } from '../../src/core/notice.ts'
import { observationOf } from '../../src/core/observation.ts'
import { ADVICE_SENTENCE, CHAIN_LINK_TITLE, CONDITION_TITLE, VIEWER_SENTENCE } from '../../src/core/phrases.ts'
import type { Verdict } from '../../src/core/verdict.ts'
import { createHttpApp } from '../../src/http/app.ts'
import { createWorld, LOOKS, NOTICE } from './deps.ts'
import { NOW, verdictOf } from './verdicts.ts'

type World = ReturnType<typeof createWorld>

const pageOf = async (world: World, query = '', headers: Record<string, string> = {}) => {
  const response = await createHttpApp(world.deps).hono.request(`/${query}`, { headers })
  const html = await response.text()
  return { response, html, $: load(html) }
}
const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()

for (const locale of LOCALES)
  test.each(VIEWER_CONDITIONS)(`${locale}: %s is answered in one glance`, async (condition) => {
    const verdict = verdictOf({ tokyo: condition })
    const { $ } = await pageOf(createWorld({ verdict, latest: LOOKS }), `?lang=${locale}`)
    expect($('html').attr('lang')).toBe(locale)
    const answer = squeezed(`${$('h1').text()} ${$('.lead').text()}`)
    expect(answer.replaceAll(' ', '')).toBe(VIEWER_SENTENCE[condition][locale].replaceAll(' ', ''))
    expect($('.hero .chip').text()).toBe(CONDITION_TITLE[condition][locale])
    expect($('title').text()).toContain(CONDITION_TITLE[condition][locale])
    // Shape, text and colour: never colour alone.
    expect($('.hero .icon path').length).toBe(2)
    expect($('.hero').attr('class')).toContain(`c-${condition}`)

    const chain = $('.chain li')
      .map((_, item) => squeezed($(item).find('.name').text()))
      .get()
    expect(chain).toEqual(Object.values(CHAIN_LINK_TITLE).map((title) => title[locale]))
    for (const advice of verdict.viewers[0]?.advice ?? [])
      expect($('.advice').text()).toContain(ADVICE_SENTENCE[advice][locale])
    for (const { text } of verdict.evidence) expect($('.evidence').text()).toContain(text[locale])
  })

test('in an outage it says what not to do, apart from what to do', async () => {
  const { $ } = await pageOf(createWorld({ verdict: verdictOf({ tokyo: 'outage' }) }))
  expect($('.advice .dont').text()).toContain('パスワードの再設定')
  expect($('.advice .do').text()).not.toContain('パスワードの再設定')
})

test('whose fault it is stands side by side: the person, the network, LINE WORKS', async () => {
  const suspects = async (world: World, query = '') =>
    (await pageOf(world, query))
      .$('.suspect .state')
      .map((_, item) => load(item)('*').text())
      .get()
      .map(squeezed)
  expect(await suspects(createWorld({ verdict: verdictOf({ tokyo: 'outage' }) }))).toEqual([
    '原因ではありません',
    '原因ではありません',
    'ここが原因です',
  ])
  expect(await suspects(createWorld({ verdict: verdictOf({ tokyo: 'company_network' }) }))).toEqual([
    '原因ではありません',
    'ここが原因です',
    'いまは分かりません',
  ])
  expect(await suspects(createWorld({ verdict: verdictOf({ tokyo: 'operational' }) }))).toEqual([
    'ここからは確認できません',
    '正常です',
    '正常です',
  ])
})

test('since when, how sure and the absolute time of the last check are there', async () => {
  const { $ } = await pageOf(createWorld({ verdict: verdictOf({ tokyo: 'outage' }) }), '?lang=ja')
  expect(
    $('.facts div')
      .map((_, item) => squeezed($(item).text()))
      .get(),
  ).toEqual(['いつから8:33 (27分間)', '確からしさほぼ確実 (97%)', '最終確認2026年4月6日 08:59:48 (12秒前)'])
  expect($('.facts time').last().attr('datetime')).toBe('2026-04-06T08:59:48+09:00')
})

test('an office that differs is named at the top, opened, and can be chosen', async () => {
  const world = createWorld({ verdict: verdictOf({ osaka: 'operational', tokyo: 'company_network' }) })
  const { $ } = await pageOf(world)
  expect($('h1').text()).toBe('LINE WORKS は正常に動いています。')
  expect($('.lead').text()).toContain('東京本社')
  expect($('details.office[open]').length).toBe(1)
  expect($('details.office[open] summary').text()).toContain('東京本社')

  const chosen = await pageOf(world, '?site=tokyo')
  expect(chosen.$('h1').text()).toBe('社内ネットワーク側の問題です。')
  expect(chosen.$('.chooser a[aria-current]').text()).toBe('東京本社')
  const unknown = await pageOf(world, '?site=%3Cscript%3E')
  expect(unknown.html).toBe((await pageOf(world)).html)
})

test('a stale page says so, tells the last known condition with its time, and advises nothing else than to look again', async () => {
  const world = createWorld({ verdict: verdictOf({ tokyo: 'operational' }) })
  await world.clock.advance(20 * 60_000)
  const { $ } = await pageOf(world, '?lang=ja')
  expect($('h1').text()).toBe('情報が古くなっています。')
  expect($('.hero').attr('class')).toContain('c-unknown')
  expect(squeezed($('.facts').text())).toContain('最後に分かっていた状態正常')
  expect(squeezed($('.facts').text())).toContain('2026年4月6日 08:59:48 (20分前)')
  expect($('main .c-operational').length).toBe(0)
  expect($('.evidence').text()).not.toBe('')
})

test('before the first verdict it says that it is checking, in both languages', async () => {
  expect((await pageOf(createWorld())).$('h1').text()).toBe('確認中です。')
  const { $ } = await pageOf(createWorld(), '', { 'accept-language': 'en' })
  expect($('h1').text()).toBe('Checking.')
  expect($('.suspect, .advice, .evidence').length).toBe(0)
})

test('it reloads itself without a script, and people can stop that', async () => {
  const world = createWorld({ verdict: verdictOf({ tokyo: 'outage' }) })
  const moving = await pageOf(world)
  expect(moving.response.headers.get('refresh')).toBe('30')
  const stop = moving.$('.foot a[href*="refresh=off"]').attr('href')
  const still = await pageOf(world, String(stop).slice(1))
  expect(still.response.headers.get('refresh')).toBeNull()
  expect(still.$('.foot').text()).toContain('自動更新を始める')
})

test('it needs nothing but itself: no script, nothing from outside, one stylesheet that the policy names', async () => {
  const { $, html, response } = await pageOf(createWorld({ verdict: verdictOf({ tokyo: 'outage' }), latest: LOOKS }))
  expect($('script, iframe, object, embed, form, link[rel=stylesheet], [style], [onclick]').length).toBe(0)
  expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode($('style').html() ?? ''))
  expect(response.headers.get('content-security-policy')).toContain(
    `style-src 'sha256-${Buffer.from(hash).toString('base64')}'`,
  )
})

test('hostile text from the network and from notices stays text', async () => {
  const hostile = '</style><script>alert(1)</script><img src=x onerror=alert(1)>"\'&'
  const text = { ja: hostile, en: hostile }
  const base = verdictOf({ tokyo: 'outage' })
  const verdict: Verdict = { ...base, id: hostile, evidence: base.evidence.map((item) => ({ ...item, text })) }
  const look = observationOf(
    { target: hostile, role: 'service', kind: 'http', vantage: 'tokyo', at: NOW },
    { phase: 'content', error: 'BODY_MISMATCH', detail: hostile, bodyHead: hostile },
  )
  const notice: Notice = { ...NOTICE, title: hostile, url: 'javascript:alert(1)' }
  const world = createWorld({ verdict, latest: [look], notices: [notice] })
  const facts = { ...world.deps.facts, organisation: hostile, vantageTitles: { tokyo: text } }
  const html = await (await createHttpApp({ ...world.deps, facts }).hono.request('/')).text()
  const $ = load(html)
  expect($('script, img, [onerror], a[href^=javascript]').length).toBe(0)
  expect($('style').length).toBe(1)
  for (const part of ['.evidence', '.looks', '.notices', '.brand', '.foot'])
    expect($(part).text(), part).toContain('alert(1)')
})

test('notices show their stated times, with what is open or approximate called so', async () => {
  const { $ } = await pageOf(createWorld({ verdict: verdictOf({ tokyo: 'operational' }), notices: [NOTICE] }))
  expect(squeezed($('.notices li').text())).toContain('4月8日 1:00 〜 未定 （およその時刻）')
  expect(squeezed($('.notices li').text())).toContain('メール、Drive')
  expect($('.notices a').attr('href')).toBe('https://example.com/notice')
})

test('with a thousand targets the page stays small and shows the failures', async () => {
  const latest = Array.from({ length: 1000 }, (_, i) =>
    observationOf(
      { target: `t${i}`, role: 'service', kind: 'http', vantage: 'tokyo', at: NOW },
      i % 100 === 99 ? { phase: 'connect', error: 'ECONNREFUSED' } : {},
    ),
  )
  const { $, html } = await pageOf(createWorld({ verdict: verdictOf({ tokyo: 'outage' }), latest }))
  expect(html.length).toBeLessThan(100_000)
  expect($('tr.failed').length).toBe(10)
  expect($('.looks').text()).toContain('ほか940件')
})
