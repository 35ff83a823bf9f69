import { expect, test } from 'vitest'
import { textOf } from '../../../src/core/answer/render-answer.ts'
import { createHttpApp } from '../../../src/http/app.ts'
import { createAskDesk } from '../../../src/http/ask/ask-desk.ts'
import type { AskAnswer } from '../../../src/http/ask/ask-routes.ts'
import type { HttpDeps } from '../../../src/http/deps.ts'
import { StoreProblem } from '../../../src/store/problem.ts'
import { createWorld, NOTICE } from '../deps.ts'
import { NOW, verdictOf } from '../verdicts.ts'

function open(verdict = verdictOf({ tokyo: 'outage', osaka: 'outage' }), changes: Partial<HttpDeps> = {}) {
  const world = createWorld({ verdict, notices: [NOTICE] }, changes)
  const { hono } = createHttpApp(world.deps)
  const ask = async (body: unknown, headers: Record<string, string> = {}) =>
    hono.request('/api/v1/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const answer = async (body: unknown) => (await (await ask(body)).json()) as AskAnswer
  return { world, hono, ask, answer }
}

test('a question in plain words is answered as text, markdown and blocks, with the questions that may follow', async () => {
  const { answer } = open()
  const ja = await answer({ text: 'LINE WORKS 落ちてる?' })
  expect(ja).toMatchObject({ intent: 'status', lang: 'ja', condition: 'outage', freshness: 'fresh', site: null })
  expect(ja.text).toMatch(/^【障害】LINE WORKS 側の障害です。/)
  expect(ja.markdown).toMatch(/^\*\*【障害】/)
  expect(ja.blocks[0]).toMatchObject({ type: 'section' })
  expect(ja.choices.map(({ text }) => text)).toContain('復旧したら通知して')
  expect(await answer({ text: 'is it down?' })).toMatchObject({ lang: 'en' })
  expect(await answer({ text: '落ちてる?', lang: 'en', site: 'osaka' })).toMatchObject({ lang: 'en', site: 'osaka' })
})

test('steps come from the shipped knowledge, and only while LINE WORKS works', async () => {
  const fine = await open(verdictOf({ tokyo: 'operational' })).answer({ text: 'パスワードを忘れてログインできない' })
  expect(fine.text).toContain('パスワードを忘れた')
  const down = await open().answer({ text: 'パスワードを忘れてログインできない' })
  expect(down.text).not.toContain('パスワードを忘れた')
})

test('maintenance and history come from what is known, and a silent database is not an empty record', async () => {
  const { answer } = open(verdictOf({ tokyo: 'operational' }))
  expect((await answer({ text: 'メンテ' })).text).toContain('4月8日 1:00から（終了は未定）')
  expect((await answer({ text: '履歴' })).text).toContain('記録に、LINE WORKS の障害・不調・メンテナンスはありません')
  const broken = open(verdictOf({ tokyo: 'operational' }), {
    store: {
      observations: { range: async () => ({ observations: [], next: null }) },
      verdicts: { transitions: () => Promise.reject(new StoreProblem('busy')), at: async () => null },
    },
  })
  expect((await broken.answer({ text: '履歴' })).text).toContain('いまは記録を読み出せません')
  expect(await broken.answer({ text: '落ちてる?' })).toMatchObject({ condition: 'operational' })
})

test('who wants to be told learns where, as far as there is a place for it', async () => {
  const none = await open().answer({ text: '復旧したら通知して' })
  expect(none.text).toContain('個別の通知は登録できません')
  const world = createWorld({ verdict: verdictOf({ tokyo: 'outage' }) })
  const facts = { ...world.deps.facts, publicUrl: 'https://dotchi.example.co.jp/' }
  const desk = createAskDesk({ ...world.deps, facts, subscriptions: {} })
  const some = textOf(await desk.answer({ text: '復旧したら通知して', locale: null, site: null }))
  expect(some).toContain('メールで受け取る：https://dotchi.example.co.jp/subscribe')
  expect(some).toContain('状態ページ: https://dotchi.example.co.jp/')
})

test('what is stale is not known', async () => {
  const { world, answer } = open(verdictOf({ tokyo: 'operational' }))
  await world.clock.advance(10 * 60_000)
  expect(await answer({ text: 'status' })).toMatchObject({ condition: 'unknown', freshness: 'stale' })
})

test.each([
  ['no JSON', '{', {}, 400],
  ['no text', { lang: 'ja' }, {}, 400],
  ['something else besides', { text: 'x', password: 'secret' }, {}, 400],
  ['a long text', { text: 'x'.repeat(4_001) }, {}, 400],
  ['a huge one', { text: 'x'.repeat(30_000) }, {}, 413],
  ['a form', 'text=x', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
])('%s is refused', async (_, body, headers, status) => {
  const response = await open().ask(body, headers)
  expect(response.status).toBe(status)
})

test('who asks without end has to wait', async () => {
  const { ask } = open()
  const statuses: number[] = []
  for (let i = 0; i < 121; i++) statuses.push((await ask({ text: 'status' })).status)
  expect(statuses.filter((status) => status === 429)).toHaveLength(1)
})

test('answer.txt: the first word is the condition, the first line one sentence', async () => {
  const { hono, world } = open()
  const get = async (query: string) => hono.request(`/api/v1/answer.txt${query}`)
  const ja = await get('')
  expect(ja.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  const [first, second] = (await ja.text()).split('\n')
  expect(first).toBe('outage LINE WORKS 側の障害です。あなたの端末や社内ネットワークのせいではありません。')
  expect(second).toContain('8:59時点')
  expect(await (await get('?lang=en&site=osaka')).text()).toMatch(/^outage LINE WORKS is down\./)
  expect((await get('?site=kyoto')).status).toBe(404)
  world.verdict = null
  expect(await (await get('?lang=en')).text()).toMatch(/^unknown The first look is under way\./)
  world.verdict = verdictOf({ tokyo: 'operational' }, { freshUntil: NOW - 1 })
  expect(await (await get('?lang=en')).text()).toMatch(/^unknown There is no recent information\./)
})
