import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHttpApp } from '../../src/http/app.ts'
import { explanationSchema } from '../../src/http/explain/explain-schema.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { createWorld } from './deps.ts'
import { NOW, verdictOf } from './verdicts.ts'

const MINUTE = 60_000
const EARLIER = verdictOf(
  { tokyo: 'operational', osaka: 'company_network' },
  { id: 'earlier', at: NOW - 30 * MINUTE, freshUntil: NOW - 28 * MINUTE },
)
const LATEST = verdictOf({ tokyo: 'outage', osaka: 'outage' }, { id: 'latest' })
let store: Store
let get: (path: string, language?: string) => Promise<Response>

beforeAll(async () => {
  store = await openStore({ url: ':memory:' })
  await store.verdicts.append(EARLIER, null)
  await store.verdicts.append(LATEST, null)
  const { hono } = createHttpApp(createWorld({ verdict: LATEST }, { store }).deps)
  get = async (path, language = 'en') => hono.request(path, { headers: { 'accept-language': language } })
})
afterAll(() => store.close())

const explained = async (query: string) => {
  const response = await get(`/api/v1/explain${query}`)
  expect(response.status).toBe(200)
  return explanationSchema.strict().parse(await response.json())
}
const at = (ms: number) => `?at=${encodeURIComponent(new Date(ms).toISOString())}`

test('now it is the verdict that stands, its evidence added up', async () => {
  const view = await explained('')
  expect(view).toMatchObject({
    verdict: 'latest',
    freshness: 'fresh',
    condition: 'outage',
    culprit: 'service',
    site: null,
  })
  let total = 0
  for (const step of view.steps) {
    total += step.support
    expect(step.total).toBeCloseTo(total)
  }
  expect(view.total).toBeCloseTo(total)
  expect(view.outlook).toMatchObject({
    basis: 'too-few',
    count: 0,
    sentence: { ja: expect.stringContaining('分かりません') },
  })
})

test('a moment of the past gets the verdict that stood then, or is told that it was stale', async () => {
  expect(await explained(at(NOW - 29 * MINUTE))).toMatchObject({
    verdict: 'earlier',
    freshness: 'fresh',
    condition: 'operational',
  })
  expect(await explained(at(NOW - 10 * MINUTE))).toMatchObject({ verdict: 'earlier', freshness: 'stale' })
  expect(await explained('?at=9:00&site=osaka')).toMatchObject({
    verdict: 'latest',
    site: 'osaka',
    condition: 'outage',
  })
})

test('for one office it is that office’s answer; what speaks for another speaks against it', async () => {
  const view = await explained(`${at(NOW - 29 * MINUTE)}&site=osaka`)
  expect(view).toMatchObject({ condition: 'company_network', culprit: 'proxy' })
  expect(view.steps.every(({ vantage }) => vantage === null || vantage === 'osaka')).toBe(true)
  expect(view.steps.find(({ code }) => code === 'reports')).toMatchObject({ contribution: 1.5, support: -1.5 })
})

test.each([
  ['?at=tomorrow', 400, 'at'],
  [at(NOW + 3_600_000), 400, 'at'],
  ['?when=9:00', 400, 'when'],
  ['?site=tokyo&site=osaka', 400, 'site'],
  ['?site=kyoto', 404, null],
  ['?at=2020-01-01T00:00:00Z', 404, null],
])('%s is answered with %i', async (query, status, parameter) => {
  const response = await get(`/api/v1/explain${query}`)
  expect(response.status).toBe(status)
  const problem = (await response.json()) as { mistakes?: readonly { parameter: string }[] }
  expect(problem.mistakes?.[0]?.parameter ?? null).toBe(parameter)
})

test('the page says the same in both languages, with links to other moments and offices', async () => {
  const ja = await (await get('/explain?site=tokyo', 'ja')).text()
  expect(ja).toContain('いまの判定')
  expect(ja).toContain('合計')
  expect(ja).toMatch(/<a href="\/explain\?lang=ja&amp;site=osaka">大阪支社/)
  const en = await (await get(`/explain${at(NOW - 29 * MINUTE)}`)).text()
  expect(en).toContain('The verdict at this moment')
  expect(en).toContain('LINE WORKS is working.')
  expect(en).toMatch(/href="\/explain\?lang=en&amp;at=2026-04-06T07%3A31%3A00%2B09%3A00"/)
  expect(await (await get('/')).text()).toMatch(/<a href="\/explain\?lang=en">/)
})

test('a moment before everything, or one that cannot be read, is still a page', async () => {
  expect(await (await get('/explain?at=2020-01-01T00:00:00Z')).text()).toContain('There is no verdict of this moment.')
  expect(await (await get('/explain?at=%3Cscript%3E&site=%3Cb%3E&lang=xx')).text()).not.toMatch(/<script>|<b>/)
})
