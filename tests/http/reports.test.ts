import { expect, test } from 'vitest'
import type { Notice } from '../../src/core/notice.ts'
import { createHttpApp } from '../../src/http/app.ts'
import type { HttpDeps } from '../../src/http/deps.ts'
import type { Heard, VoiceMarks, Word } from '../../src/sources/crowd.ts'
import { unreadHealth } from '../../src/sources/health.ts'
import { sourceOf } from '../sources/rig.ts'
import { createWorld, NOTICE } from './deps.ts'
import { NOW, verdictOf } from './verdicts.ts'

const ADMIN = 'a-long-enough-admin-token'

function rig(answer: Heard = { kind: 'counted' }, changes: Partial<HttpDeps> = {}) {
  const heard: { word: Word; marks: VoiceMarks }[] = []
  const announced: Notice[] = []
  const world = createWorld(
    { verdict: verdictOf({ tokyo: 'outage', osaka: 'operational' }) },
    {
      crowd: {
        hear: async (word, marks) => {
          heard.push({ word, marks })
          return answer
        },
      },
      announce: async (notice) => void announced.push(notice),
      adminToken: ADMIN,
      ...changes,
    },
  )
  return { app: createHttpApp(world.deps).hono, heard, announced }
}

const JSON_HEADERS = { 'content-type': 'application/json', 'user-agent': 'UA' }
const sent = (body: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { ...JSON_HEADERS, ...headers },
  body: JSON.stringify(body),
})
const form = (
  fields: Record<string, string>,
  headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' },
) => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body: new URLSearchParams(fields).toString(),
})

test('a report is heard with its office, and without anything that names a person', async () => {
  const { app, heard } = rig()
  const response = await app.request('/api/v1/reports', sent({ symptom: 'login', site: 'osaka', component: 'talk' }))
  expect([response.status, await response.json()]).toEqual([200, { result: 'counted' }])
  expect(heard).toEqual([
    { word: { symptom: 'login', site: 'osaka', component: 'talk' }, marks: { address: '', userAgent: 'UA' } },
  ])
})

test('who stands behind a proxy that is trusted is who they say; nobody else is believed', async () => {
  const behind = { incoming: { socket: { remoteAddress: '::ffff:192.0.2.1' } } }
  const { app, heard } = rig(undefined, { trustedProxies: ['192.0.2.0/24'] })
  const said = sent({ symptom: 'login' }, { 'x-forwarded-for': '10.9.9.9, 10.1.2.3, 192.0.2.7' })
  await app.request('/api/v1/reports', said, behind)
  await app.request('/api/v1/reports', said, { incoming: { socket: { remoteAddress: '198.51.100.1' } } })
  expect(heard.map(({ marks }) => marks.address)).toEqual(['10.1.2.3', '198.51.100.1'])
})

test('without an office the first one counts', async () => {
  const { app, heard } = rig()
  await app.request('/api/v1/reports', sent({ symptom: 'works' }))
  expect(heard[0]?.word).toEqual({ symptom: 'works', site: 'tokyo', component: null })
})

test('too many are told when to come back', async () => {
  const { app } = rig({ kind: 'limited', waitMs: 61_000 })
  const response = await app.request('/api/v1/reports', sent({ symptom: 'login' }))
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '61'])
})

test.each<[string, unknown, number]>([
  ['an unknown symptom', { symptom: 'sad' }, 400],
  ['an unknown office', { symptom: 'login', site: 'mars' }, 400],
  ['a name that everything has', { symptom: 'login', site: 'constructor' }, 400],
  ['an unknown field', { symptom: 'login', name: 'me' }, 400],
  ['no object', 'login', 400],
])('%s is refused', async (_what, body, status) => {
  const { app, heard } = rig()
  expect((await app.request('/api/v1/reports', sent(body))).status).toBe(status)
  expect(heard).toEqual([])
})

test('where nobody listens, that is said', async () => {
  const { app } = rig(undefined, { crowd: undefined } as unknown as Partial<HttpDeps>)
  expect((await app.request('/api/v1/reports', sent({ symptom: 'login' }))).status).toBe(503)
})

test('the buttons lead back to the page, in its language and office', async () => {
  const { app, heard } = rig()
  const response = await app.request(
    'http://dotchi.test/api/v1/reports',
    form({ symptom: 'login', lang: 'en', site: 'osaka', shown: 'osaka' }),
  )
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe('/?lang=en&site=osaka&reported=done')
  expect(heard[0]?.word.site).toBe('osaka')
  const page = await (await app.request('/?lang=en&site=osaka&reported=done')).text()
  expect(page).not.toContain('reported=done')
})

test.each<[string, Record<string, string>]>([
  ['another site, by Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site' }],
  ['a neighbour of the same domain', { 'sec-fetch-site': 'same-site', origin: 'http://dotchi.test' }],
  ['another site, by Origin', { origin: 'http://evil.test', host: 'dotchi.test' }],
  ['another port of this host', { origin: 'http://dotchi.test:81', host: 'dotchi.test' }],
  ['a page without origin', { origin: 'null', host: 'dotchi.test' }],
  ['nobody who says where from', { host: 'dotchi.test' }],
])('a form sent from %s is refused', async (_what, headers) => {
  const { app, heard } = rig()
  const response = await app.request('http://dotchi.test/api/v1/reports', form({ symptom: 'login' }, headers))
  expect(response.status).toBe(403)
  expect(heard).toEqual([])
})

test('a form of this very site is heard by its Origin, too', async () => {
  const { app, heard } = rig()
  const headers = { origin: 'http://dotchi.test:8787', host: 'dotchi.test:8787' }
  const response = await app.request('http://dotchi.test:8787/api/v1/reports', form({ symptom: 'works' }, headers))
  expect(response.status).toBe(303)
  expect(heard).toHaveLength(1)
})

test('no form can lead anywhere else', async () => {
  const { app } = rig()
  const fields = { symptom: 'login', lang: '//evil.test', shown: '"><script>&reported=x\r\nset-cookie: a=b' }
  const location = (await app.request('/api/v1/reports', form(fields))).headers.get('location')!
  expect(new URL(location, 'http://dotchi.test').host).toBe('dotchi.test')
  expect(location).toMatch(/^\/\?lang=ja&site=[\w%+-]+&reported=done$/)
})

test('the page has the buttons where somebody listens, and says what was said', async () => {
  const crowd = { failing: 7, working: 1, usual: 0.5, isUnusual: true }
  const world = createWorld({ verdict: verdictOf({ tokyo: 'outage' }) })
  const published = { ...world.deps.published, crowd: () => crowd }
  const { hono } = createHttpApp({ ...world.deps, published })
  const ja = await (await hono.request('/?lang=ja&reported=done')).text()
  expect(ja).toContain('使えない 7件・使える 1件')
  expect(ja).toContain('ふだんより明らかに多くなっています')
  expect(ja).toContain('受け付けました')
  expect(ja).toMatch(/<form[^>]+method="post"[^>]+action="\/api\/v1\/reports"/)
  const en = await (await hono.request('/?lang=en')).text()
  expect(en).toContain('7 say it does not work, 1 say it works')
  expect(en).not.toContain('Your word was counted')
  expect(await (await createHttpApp(world.deps).hono.request('/')).text()).not.toContain('/api/v1/reports')
})

const MAINTENANCE = { title: 'Network work', startAt: '2026-04-06T12:00:00+09:00', endAt: '2026-04-06T13:00:00+09:00' }
const asAdmin = { authorization: `Bearer ${ADMIN}` }

test('an administrator announces a maintenance, and calls it off under the same name', async () => {
  const { app, announced } = rig()
  const first = await app.request('/api/v1/maintenances', sent(MAINTENANCE, asAdmin))
  const off = await app.request('/api/v1/maintenances', sent({ ...MAINTENANCE, cancelled: true }, asAdmin))
  expect([first.status, off.status]).toEqual([200, 200])
  expect(announced[0]).toMatchObject({
    source: 'manual',
    kind: 'maintenance',
    components: ['all'],
    affectsLogin: true,
    windows: [{ startAt: Date.UTC(2026, 3, 6, 3), endAt: Date.UTC(2026, 3, 6, 4), approximate: false }],
  })
  expect(announced[1]).toMatchObject({ id: announced[0]!.id, status: 'cancelled' })
})

test.each([
  ['an end before the start', { ...MAINTENANCE, endAt: '2026-04-06T11:00:00+09:00' }],
  ['a time without its zone', { ...MAINTENANCE, startAt: '2026-04-06T12:00:00' }],
  ['a script as its address', { ...MAINTENANCE, url: 'javascript:alert(1)' }],
  ['no title', { ...MAINTENANCE, title: '  ' }],
])('%s is refused', async (_what, body) => {
  const { app, announced } = rig()
  expect((await app.request('/api/v1/maintenances', sent(body, asAdmin))).status).toBe(400)
  expect(announced).toEqual([])
})

test.each([`Bearer ${ADMIN}x`, 'Bearer ', `Basic ${ADMIN}`, ''])('nobody else may: %s', async (authorization) => {
  const { app, announced } = rig()
  expect((await app.request('/api/v1/maintenances', sent(MAINTENANCE, { authorization }))).status).toBe(401)
  expect(announced).toEqual([])
})

test('without a token in the configuration nobody is an administrator', async () => {
  const { app } = rig(undefined, { adminToken: null })
  for (const authorization of ['Bearer null', 'Bearer ', asAdmin.authorization])
    expect((await app.request('/api/v1/maintenances', sent(MAINTENANCE, { authorization }))).status).toBe(401)
})

test('notices and sources as data; what cannot be read stands open on the page', async () => {
  const world = createWorld({
    verdict: verdictOf({ tokyo: 'operational' }),
    notices: [{ ...NOTICE, correlated: true }],
  })
  const source = sourceOf(
    'feed',
    { url: 'http://inside.example/feed?key=secret' },
    { title: { ja: 'フィード', en: 'The feed' } },
  )
  const health = {
    ...unreadHealth('feed'),
    state: 'unreadable' as const,
    reason: 'challenge' as const,
    lastAttemptAt: NOW,
  }
  const { hono } = createHttpApp({
    ...world.deps,
    facts: { ...world.deps.facts, sources: [source] },
    published: { ...world.deps.published, sources: () => [health] },
  })
  const notices = await (await hono.request('/api/v1/notices')).json()
  expect(notices).toMatchObject({ notices: [{ id: 'notice-1', correlated: true, windows: [{ endAt: null }] }] })
  const text = await (await hono.request('/api/v1/sources')).text()
  expect(JSON.parse(text)).toMatchObject({
    sources: [{ id: 'feed', state: 'unreadable', reason: 'challenge', items: 0 }],
  })
  expect(text).not.toContain('secret')
  const page = await (await hono.request('/?lang=en')).text()
  expect(page).toContain('unreadable: it wants to see a human first')
  expect(page).toMatch(/<details open/)
  expect(page).toContain('this is not about LINE WORKS itself')
})
