import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type AlertingParts, openAlerting } from '../src/alerting.ts'
import type { Config } from '../src/config.ts'
import { type Rule, USUAL_POLICY } from '../src/core/alert/policy.ts'
import { USUAL_HOURS } from '../src/core/calendar.ts'
import { USUAL_LIMITS } from '../src/core/incident/incident.ts'
import type { Verdict } from '../src/core/verdict.ts'
import { createLogger } from '../src/platform/logger.ts'
import { unreadHealth } from '../src/sources/health.ts'
import { verdictOf } from './http/verdicts.ts'
import { shippedConfiguration } from './support/configuration.ts'
import { openedStore } from './support/databases.ts'
import { createFakeClock } from './support/fake-clock.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const plain: Omit<Rule, 'name' | 'events' | 'to'> = {
  ...{ components: null, sites: null, hours: 'always', missed: 'digest' },
  ...{ remindMs: null, throttleMs: null, escalate: null, severity: 'info' },
}

interface Heard {
  readonly path: string
  readonly kind: string
  readonly phase: string
  readonly headline: { readonly ja: string; readonly en: string }
}

/** Two webhooks of the company, as two channels. */
async function openRig() {
  const heard: Heard[] = []
  const known = new Set<string>()
  const beats: string[] = []
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      beats.push(request.url ?? '')
      return void response.end('OK')
    }
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { data } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { data: Omit<Heard, 'path'> }
      // As Standard Webhooks asks for: what was taken once is dropped. The clock here may outrun the socket.
      const id = String(request.headers['webhook-id'])
      if (!known.has(id))
        heard.push({ path: request.url ?? '', kind: data.kind, phase: data.phase, headline: data.headline })
      known.add(id)
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const clock = createFakeClock()
  const store = await openedStore({ url: 'sqlite::memory:', clock })
  const shipped = shippedConfiguration()
  const channel = (name: string) => ({
    ...{ name, kind: 'webhook' },
    options: {
      url: `http://127.0.0.1:${port}/${name}`,
      secret: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=',
      formerSecret: null,
    },
  })
  const recipient = (id: string, channel: string) => ({
    ...{ id, locale: 'ja' as const, mutedUntil: null, isSubscriber: false },
    ways: [{ channel, to: null }],
  })
  const config: Config = {
    ...shipped,
    vantage: { ...shipped.vantage, id: 'tokyo' },
    sources: [],
    reading: { ...shipped.reading, allowPrivate: ['127.0.0.1'] },
    alerts: {
      channels: [channel('desk'), channel('admin')],
      policy: {
        ...USUAL_POLICY,
        incident: USUAL_LIMITS,
        publicUrl: null,
        recipients: [recipient('help-desk', 'desk'), recipient('administrator', 'admin')],
        rules: [
          { ...plain, name: 'line-works', events: ['outage', 'degraded', 'maintenance'], to: ['help-desk'] },
          { ...plain, name: 'machinery', events: ['source', 'agent', 'delivery'], to: ['administrator'] },
        ],
      },
      hours: USUAL_HOURS,
      heartbeat: [],
      subscriptions: null,
    },
  }
  const state = { verdict: null as Verdict | null }
  const parts: AlertingParts = {
    ...{ store, clock, vantageTitles: { tokyo: { ja: '東京', en: 'Tokyo' } } },
    logger: createLogger({ level: 'silent', format: 'json' }),
    isMine: async () => true,
    verdict: () => state.verdict,
    latest: () => [],
    notices: () => [],
  }
  const open = (changes: Partial<Config> = {}) => openAlerting({ ...config, ...changes }, parts)
  let alerting = open()
  onTestFinished(() => alerting.stop())
  const rig = {
    ...{ clock, store, heard, beats, config, port },
    alerting: () => alerting,
    /** Judges every half a minute for so long, as the rounds do, and gives the sockets their time. */
    async judge(condition: 'operational' | 'outage', forMs: number) {
      for (let passed = 0; passed < forMs; passed += 30 * SECOND) {
        const at = clock.now()
        const verdict = verdictOf({ tokyo: condition }, { id: `v-${at}`, at, freshUntil: at + 90 * SECOND })
        state.verdict = verdict
        const kept = await store.transaction(async (inner) => {
          await inner.verdicts.append(verdict, {})
          return alerting.alongside(inner, verdict)
        })
        kept()
        await rig.pass(30 * SECOND)
      }
    },
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += 10 * SECOND) {
        await clock.advance(10 * SECOND)
        await new Promise((resolve) => setTimeout(resolve, 3))
      }
    },
    async settle() {
      for (let i = 0; i < 400 && (await store.outbox.counts()).pending > 0; i++) {
        await clock.advance(SECOND)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    async restart(changes: Partial<Config> = {}) {
      await alerting.stop()
      alerting = open(changes)
    },
  }
  return rig
}

test('an outage is told when it is sure and when it is over, with its rows in the database', async () => {
  const rig = await openRig()
  await rig.judge('operational', 2 * MINUTE)
  await rig.judge('outage', 4 * MINUTE)
  await rig.settle()
  expect(rig.heard).toMatchObject([{ path: '/desk', phase: 'begin', kind: 'outage' }])
  await rig.judge('operational', 40 * MINUTE)
  await rig.settle()
  expect(rig.heard).toMatchObject([{ phase: 'begin' }, { path: '/desk', phase: 'end', kind: 'recovered' }])
  const [incident] = await rig.store.incidents.recent({})
  expect(incident).toMatchObject({ state: 'resolved', worst: 'outage', scope: { kind: 'service' } })
  const decisions = await rig.store.decisions.range({ fromAt: 0, toAt: 9e12, recipient: 'help-desk' })
  expect(decisions.filter(({ outcome }) => outcome === 'told').map(({ kind }) => kind)).toEqual(['recovered', 'outage'])
  expect(await rig.store.alerts.findEvent(decisions[0]!.event)).toMatchObject({ kind: 'recovered' })
})

test('a restart in the middle tells nothing twice and forgets no end', async () => {
  const rig = await openRig()
  await rig.judge('operational', MINUTE)
  await rig.judge('outage', 4 * MINUTE)
  await rig.settle()
  await rig.restart()
  await rig.judge('outage', 3 * MINUTE)
  await rig.restart()
  await rig.judge('operational', 40 * MINUTE)
  await rig.settle()
  expect(rig.heard.map(({ phase }) => phase)).toEqual(['begin', 'end'])
})

test('a source that stays unreadable is the administrator’s affair, also across a restart', async () => {
  const source = { id: 'notices', title: { ja: 'お知らせ', en: 'Notices' } } as Config['sources'][number]
  const rig = await openRig()
  await rig.restart({ sources: [source] })
  const unreadable = { ...unreadHealth('notices'), state: 'unreadable', reason: 'no-marker' } as const
  await rig.judge('operational', MINUTE)
  for (let i = 0; i < 3; i++) rig.alerting().hear(unreadable)
  await rig.judge('operational', 3 * MINUTE)
  await rig.settle()
  expect(rig.heard).toMatchObject([{ path: '/admin', kind: 'source-unreadable', phase: 'begin' }])
  // Nobody knows yet how it is now: that is no news.
  await rig.restart({ sources: [source] })
  await rig.judge('operational', 3 * MINUTE)
  expect(rig.heard).toHaveLength(1)
  rig.alerting().hear({ ...unreadHealth('notices'), state: 'readable' })
  await rig.judge('operational', 3 * MINUTE)
  await rig.settle()
  expect(rig.heard).toMatchObject([{}, { path: '/admin', kind: 'source-readable', phase: 'end' }])
})

test('what is written goes with the verdict or not at all', async () => {
  const rig = await openRig()
  await rig.judge('operational', MINUTE)
  const before = await rig.store.alerts.memory()
  const at = rig.clock.now()
  const verdict = verdictOf({ tokyo: 'outage' }, { id: 'v-lost', at, freshUntil: at + MINUTE })
  const failing = rig.store.transaction(async (inner) => {
    await inner.verdicts.append(verdict, {})
    await rig.alerting().alongside(inner, verdict)
    throw new Error('the disk is full')
  })
  await expect(failing).rejects.toThrow('full')
  expect(await rig.store.alerts.memory()).toEqual(before)
  expect((await rig.store.verdicts.latest())!.id).not.toBe('v-lost')
})

test('what a person does is heard of within moments, without a verdict', async () => {
  const rig = await openRig()
  await rig.judge('operational', MINUTE)
  await rig.judge('outage', 4 * MINUTE)
  const [open] = await rig.store.incidents.recent({})
  const act = {
    kind: 'acknowledge',
    at: rig.clock.now(),
    by: 'tanaka',
    incident: open!.id,
    owner: null,
    note: '対応中',
  } as const
  await rig.alerting().faces.incidents.act(act)
  await rig.clock.advance(SECOND)
  expect((await rig.store.incidents.find(open!.id))!.acknowledgement).toMatchObject({ by: 'tanaka', note: '対応中' })
})

test('it says of itself that it works for as long as it does: its heart beats, and fails when nobody judges', async () => {
  const rig = await openRig()
  const heartbeat = [{ url: `http://127.0.0.1:${rig.port}/beat`, everyMs: MINUTE }]
  await rig.restart({ alerts: { ...rig.config.alerts, heartbeat } })
  await rig.judge('operational', 3 * MINUTE)
  expect(rig.alerting().faces.deliveries.isWorking()).toBe(true)
  await vi.waitFor(() => expect(rig.beats.length).toBeGreaterThan(0), { timeout: 10_000 })
  expect(rig.beats.at(-1)).toBe('/beat')
  await rig.pass(5 * MINUTE)
  await vi.waitFor(() => expect(rig.beats.at(-1)).toBe('/beat/fail'), { timeout: 10_000 })
})
