import { afterAll, beforeAll, expect, test } from 'vitest'
import { observationOf } from '../../src/core/observation.ts'
import { historySchema, observationPageSchema } from '../../src/http/api/observation-schema.ts'
import { createHttpApp } from '../../src/http/app.ts'
import { openStore } from '../../src/store/open.ts'
import { StoreProblem } from '../../src/store/problem.ts'
import type { Store } from '../../src/store/store.ts'
import { createWorld } from './deps.ts'
import { NOW, verdictOf } from './verdicts.ts'

const hostile = '<script>alert(1)</script>\u2028"\'&'
let store: Store
let ask: (query: string, path?: string, language?: string) => Promise<Response>

beforeAll(async () => {
  store = await openStore({ url: ':memory:' })
  for (let i = 0; i < 25; i++)
    await store.observations.appendRound([
      observationOf(
        { target: 'login-page', role: 'service', kind: 'login-page', vantage: 'tokyo', at: NOW - i * 60_000 },
        { phase: 'content', error: 'BODY_MISMATCH', bodyHead: hostile, tookMs: 12.5 },
      ),
      observationOf({ target: 'api', role: 'service', kind: 'api', vantage: 'osaka', at: NOW - i * 60_000 }),
    ])
  await store.verdicts.append(verdictOf({ tokyo: 'operational' }, { id: 'one', at: NOW - 120_000 }), null)
  await store.verdicts.append(verdictOf({ tokyo: 'outage' }, { id: 'two', at: NOW - 60_000 }), null)
  const { hono } = createHttpApp(createWorld({}, { store }).deps)
  ask = async (query, path = 'observations', language = 'en') =>
    hono.request(`/api/v1/${path}${query}`, { headers: { 'accept-language': language } })
})
afterAll(() => store.close())

const pageOf = async (query: string) => observationPageSchema.strict().parse(await (await ask(query)).json())

test('the newest looks come first, page by page, each exactly once', async () => {
  const seen: string[] = []
  let cursor = ''
  for (let i = 0; i < 10; i++) {
    const page = await pageOf(`?target=login-page&limit=7&to=2027-01-01T00:00:00Z&from=2026-01-01T00:00:00Z${cursor}`)
    seen.push(...page.observations.map(({ at }) => at))
    if (page.next === null) break
    cursor = `&cursor=${encodeURIComponent(page.next)}`
  }
  expect(seen).toHaveLength(25)
  expect(new Set(seen).size).toBe(25)
  expect(seen.map((at) => Date.parse(at))).toEqual(Array.from({ length: 25 }, (_, i) => NOW - i * 60_000))
  expect(seen[0]).toBe('2026-04-06T09:00:00+09:00')
})

test('an interval holds its start and not its end; a bare plus sign is understood', async () => {
  for (const plus of ['%2B', '+']) {
    const page = await pageOf(`?target=api&from=2026-04-06T08:50:00${plus}09:00&to=2026-04-06T08:55:00${plus}09:00`)
    expect(page.observations.map(({ at }) => at.slice(11, 16))).toEqual(['08:54', '08:53', '08:52', '08:51', '08:50'])
  }
})

test('the last 24 hours up to now when nothing is said, and one vantage alone when it is named', async () => {
  expect((await pageOf('')).observations).toHaveLength(48)
  expect(new Set((await pageOf('?vantage=osaka')).observations.map(({ target }) => target))).toEqual(new Set(['api']))
  expect((await pageOf('?target=nobody')).observations).toEqual([])
})

test('text from the network comes as it was seen, as JSON that no browser takes for a page', async () => {
  const response = await ask('?target=login-page&limit=1')
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(observationPageSchema.parse(await response.json()).observations[0]?.bodyHead).toBe(hostile)
})

test.each([
  { query: '?from=yesterday', wrong: ['from'] },
  { query: '?to=2026-04-06', wrong: ['to'] },
  { query: '?from=2026-04-06T09:00:00', wrong: ['from'] },
  { query: '?from=2026-13-45T09:00:00Z&to=x&limit=0', wrong: ['from', 'to', 'limit'] },
  { query: '?limit=1001', wrong: ['limit'] },
  { query: '?limit=ten', wrong: ['limit'] },
  { query: '?limit=1.5', wrong: ['limit'] },
  { query: '?cursor=%27%3B+drop+table', wrong: ['cursor'] },
  { query: `?target=${'x'.repeat(101)}`, wrong: ['target'] },
  { query: '?target=', wrong: ['target'] },
  { query: '?form=2026-04-06T09:00:00Z', wrong: ['form'] },
  { query: '?limit=1&limit=2', wrong: ['limit'] },
  { query: '?from=2026-04-06T09:00:00Z&to=2026-04-06T09:00:00Z', wrong: ['from'] },
])('$query is refused and every mistake is named', async ({ query, wrong }) => {
  const response = await ask(query)
  expect(response.status).toBe(400)
  const problem = (await response.json()) as { mistakes: { parameter: string; message: string }[] }
  expect(problem.mistakes.map(({ parameter }) => parameter)).toEqual(wrong)
  for (const { message } of problem.mistakes) expect(message).toMatch(/\w{3}/)
  const ja = (await (await ask(query, 'observations', 'ja')).json()) as typeof problem
  for (const { message } of ja.mistakes) expect(message).toMatch(/ください|ありません/)
})

test('an answer does not grow with its question', async () => {
  const names = Array.from({ length: 200 }, (_, i) => `${'n'.repeat(60)}${i}=1`).join('&')
  const response = await ask(`?${names}`)
  expect(response.status).toBe(400)
  expect((await response.text()).length).toBeLessThan(3000)
})

test('the history tells where the verdict changed', async () => {
  const { transitions } = historySchema.parse(await (await ask('', 'history')).json())
  expect(transitions).toContainEqual({
    at: '2026-04-06T08:59:00+09:00',
    since: '2026-04-06T08:33:00+09:00',
    subject: { kind: 'service' },
    from: 'operational',
    to: 'outage',
    verdict: 'two',
  })
  expect((await ask('?limit=3', 'history')).status).toBe(400)
  expect((await ask('?from=2026-04-07T00:00:00Z&to=2026-04-06T00:00:00Z', 'history')).status).toBe(400)
})

test('a store that does not answer is 503, not a mistake and not an empty history', async () => {
  const broken = { range: () => Promise.reject(new StoreProblem('busy')) }
  const { hono } = createHttpApp(createWorld({}, { store: { ...store, observations: broken } }).deps)
  const response = await hono.request('/api/v1/observations')
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('10')
})
