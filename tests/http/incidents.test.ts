import { afterAll, beforeAll, expect, test } from 'vitest'
import { USUAL_HOURS } from '../../src/core/calendar.ts'
import type { KeptWindow } from '../../src/core/maintenance/window.ts'
import { createHttpApp } from '../../src/http/app.ts'
import {
  incidentDetailSchema,
  incidentListSchema,
  uptimeSchema,
  windowListSchema,
} from '../../src/http/incidents/incident-schema.ts'
import { shareText } from '../../src/http/incidents/incidents-page.tsx'
import { monthOf } from '../../src/http/incidents/month.ts'
import { createCalendar } from '../../src/platform/calendar/create-calendar.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { madeIncident } from '../support/made-incident.ts'
import { createWorld } from './deps.ts'
import { NOW, verdictOf } from './verdicts.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const TOKEN = 'a-token-of-twenty-letters'

const INCIDENT = madeIncident('service-1', NOW - 3 * HOUR, {
  acknowledgement: { at: NOW - 2 * HOUR, by: '田中', owner: '田中', note: '<b>調査中</b>' },
  updates: [{ at: NOW - 2 * HOUR, by: '田中', text: { ja: '復旧を待っています' } }],
  notices: ['n1'],
  timeline: [
    { at: NOW - 3 * HOUR, lane: 'probes', kind: 'first-failure', text: null, ref: null },
    { at: NOW - 3 * HOUR + MINUTE, lane: 'probes', kind: 'suspected', text: null, ref: null },
    { at: NOW - 2.5 * HOUR, lane: 'notices', kind: 'notice', text: { ja: 'お知らせ', en: 'Notice' }, ref: 'n1' },
    { at: NOW - 2 * HOUR, lane: 'probes', kind: 'site-affected', text: null, ref: 'tokyo' },
  ],
})

const WINDOW: KeptWindow = {
  id: 'window-1',
  plan: {
    id: 'window-1',
    origin: 'manual',
    notice: 'n2',
    title: { ja: '定期メンテナンス', en: 'Planned work' },
    url: null,
    startAt: NOW + 5 * HOUR,
    endAt: NOW + 7 * HOUR,
    components: ['all'],
    affectsLogin: true,
    said: 'scheduled',
  },
  state: 'announced',
  knownAt: NOW - HOUR,
  startedAt: null,
  endedAt: null,
  endConfirmed: false,
  overrunAt: null,
  calledOverAt: null,
  failingFrom: null,
  failingTo: null,
  reminded: [],
  changedAt: NOW - HOUR,
}

let store: Store
beforeAll(async () => {
  store = await openStore({ url: ':memory:' })
  await store.incidents.put([INCIDENT, madeIncident('service-0', NOW - 40 * HOUR)])
  await store.windows.put([WINDOW])
  const told = (condition: 'operational' | 'outage', at: number) =>
    store.verdicts.append(verdictOf({ tokyo: condition }, { id: `v-${at}`, at, freshUntil: at + 30 * 24 * HOUR }), {})
  await told('operational', NOW - 24 * HOUR)
  await told('outage', NOW - 3 * HOUR)
  await told('operational', NOW - 2 * HOUR)
})
afterAll(() => store.close())

const app = () =>
  createHttpApp(
    createWorld(
      {},
      {
        store,
        adminToken: TOKEN,
        incidents: {
          incidents: store.incidents,
          windows: store.windows,
          calendar: createCalendar('Asia/Tokyo', USUAL_HOURS),
          act: (act) => store.alerts.addAct(act),
        },
      },
    ).deps,
  ).hono

const get = async (path: string) => app().request(path)
const post = async (path: string, body: unknown, token: string | null = TOKEN) =>
  app().request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })

test('the list tells incidents, the newest first, in pages', async () => {
  const { incidents } = incidentListSchema.parse(await (await get('/api/v1/incidents')).json())
  expect(incidents.map(({ id }) => id)).toEqual(['service-1', 'service-0'])
  expect(incidents[0]).toMatchObject({ worst: 'outage', lastedMs: HOUR, title: { ja: 'LINE WORKS の障害' } })
  const before = incidents[0]!.startedAt
  const older = await (await get(`/api/v1/incidents?limit=1&before=${before}`)).json()
  expect(incidentListSchema.parse(older).incidents.map(({ id }) => id)).toEqual(['service-0'])
})

test('one incident tells its course and who knew first', async () => {
  const incident = incidentDetailSchema.parse(await (await get('/api/v1/incidents/service-1')).json())
  expect(incident.timeline.map(({ kind }) => kind)).toEqual(['first-failure', 'suspected', 'notice', 'site-affected'])
  expect(Date.parse(incident.firstWords.notices!) - Date.parse(incident.firstWords.probes!)).toBe(29 * MINUTE)
  expect(incident.firstWords.people).toBeNull()
  expect((await get('/api/v1/incidents/nothing')).status).toBe(404)
})

test('wrong queries are refused with every mistake named', async () => {
  const answer = await get('/api/v1/incidents?limit=0&limit=1&colour=red')
  expect(answer.status).toBe(400)
  const { mistakes } = (await answer.json()) as { mistakes: { parameter: string }[] }
  expect(mistakes.map(({ parameter }) => parameter).toSorted()).toEqual(['colour', 'limit'])
})

test('announced work and how much of the time all worked', async () => {
  const { windows } = windowListSchema.parse(await (await get('/api/v1/maintenances')).json())
  expect(windows).toMatchObject([{ id: 'window-1', state: 'announced', title: { en: 'Planned work' } }])
  const uptime = uptimeSchema.parse(await (await get('/api/v1/uptime?days=1')).json())
  expect(uptime.ms.down).toBe(HOUR)
  expect(uptime.working).toBeCloseTo(23 / 24)
  expect((await get('/api/v1/uptime?site=nowhere')).status).toBe(404)
})

test('only an administrator says something of an incident, and it is kept until the next look', async () => {
  expect((await post('/api/v1/incidents/service-1/acknowledge', { owner: 'x' }, null)).status).toBe(401)
  expect((await post('/api/v1/incidents/nothing/acknowledge', { owner: 'x' })).status).toBe(404)
  expect((await post('/api/v1/incidents/service-1/updates', {})).status).toBe(400)
  expect((await post('/api/v1/incidents/service-1/merge', { into: 'service-1' })).status).toBe(400)
  expect(await store.alerts.takeActs()).toEqual([])

  expect((await post('/api/v1/incidents/service-1/acknowledge', { by: '佐藤', note: '見ています' })).status).toBe(200)
  expect((await post('/api/v1/incidents/service-1/updates', { en: 'Waiting' })).status).toBe(200)
  expect((await post('/api/v1/incidents/service-0/merge', { into: 'service-1' })).status).toBe(200)
  expect(await store.alerts.takeActs()).toEqual([
    { kind: 'acknowledge', at: NOW, by: '佐藤', incident: 'service-1', owner: null, note: '見ています' },
    { kind: 'update', at: NOW, by: 'API', incident: 'service-1', text: { en: 'Waiting' } },
    { kind: 'merge', at: NOW, by: 'API', incident: 'service-0', into: 'service-1' },
  ])
})

test.each(['ja', 'en'])('the pages tell it in %s, and nothing that people wrote becomes markup', async (lang) => {
  const list = await (await get(`/incidents?lang=${lang}`)).text()
  expect(list).toContain('/incidents/service-1')
  expect(list).toContain(lang === 'ja' ? '定期メンテナンス' : 'Planned work')
  const one = await (await get(`/incidents/service-1?lang=${lang}`)).text()
  expect(one).toContain(lang === 'ja' ? 'LINE WORKS の障害' : 'LINE WORKS: Outage')
  expect(one).toContain('&lt;b&gt;')
  expect((await get(`/incidents/nothing?lang=${lang}`)).status).toBe(404)
})

test('where nothing is kept the page says so, and the API that it has nothing', async () => {
  const { hono } = createHttpApp(createWorld().deps)
  expect(await (await hono.request('/incidents?lang=en')).text()).toContain('keeps no history')
  expect((await hono.request('/api/v1/incidents')).status).toBe(503)
})

test('what was not always so never reads as 100 %', () => {
  expect([1, 0.999_999_9, 0.995, 0, null].map(shareText)).toEqual(['100%', '99.999%', '99.5%', '0%', null])
})

test('months follow the wall clock of the zone', () => {
  const at = Date.parse('2026-01-01T00:30:00+09:00')
  const month = monthOf('2025-12', at, 'Asia/Tokyo')
  expect([month.fromAt, month.toAt].map((instant) => new Date(instant).toISOString())).toEqual([
    '2025-11-30T15:00:00.000Z',
    '2025-12-31T15:00:00.000Z',
  ])
  expect(month.others.slice(0, 3)).toEqual(['2026-01', '2025-12', '2025-11'])
  expect(monthOf('1999-01', at, 'Asia/Tokyo').name).toBeNull()
})
