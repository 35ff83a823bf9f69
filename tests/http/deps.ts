import type { Notice } from '../../src/core/notice.ts'
import { type Observation, observationOf } from '../../src/core/observation.ts'
import type { Target } from '../../src/core/target.ts'
import type { Verdict } from '../../src/core/verdict.ts'
import type { HttpDeps } from '../../src/http/deps.ts'
import type { IncidentDesk } from '../../src/http/incidents/incident-desk.ts'
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts'
import { NOW } from './verdicts.ts'

/** Everything an app needs, around a world that a test can change. */
export interface World {
  verdict: Verdict | null
  latest: readonly Observation[]
  notices: readonly Notice[]
  readonly clock: FakeClock
  readonly logged: { readonly facts: object; readonly message: string }[]
  readonly deps: HttpDeps
}

const targetOf = (id: string, kind: string, ja: string, en: string): Target => ({
  id,
  kind,
  role: id === 'control' ? 'control' : 'service',
  component: id === 'control' ? null : 'login',
  title: { ja, en },
  via: 'auto',
  family: 'any',
  confirmed: true,
  source: null,
  options: { secretPath: '/inside' },
})

export const TARGETS: readonly Target[] = [
  targetOf('login-page', 'login-page', 'ログイン画面', 'Login page'),
  targetOf('api', 'api', 'API ゲートウェイ', 'API gateway'),
  targetOf('control', 'control', '比較用サイト', 'Comparison site'),
]

export const LOOKS: readonly Observation[] = [
  observationOf(
    { target: 'control', role: 'control', kind: 'control', vantage: 'tokyo', at: NOW - 14_000, family: 4 },
    { tookMs: 34.2, httpStatus: 204 },
  ),
  observationOf(
    { target: 'login-page', role: 'service', kind: 'login-page', vantage: 'tokyo', at: NOW - 12_000, via: 'proxy' },
    {
      phase: 'status',
      httpStatus: 503,
      tookMs: 812.4,
      detail: 'HTTP 503 Service Unavailable',
      bodyHead: '<h1>Service Temporarily Unavailable</h1>',
      attempts: 2,
    },
  ),
  observationOf(
    { target: 'api', role: 'service', kind: 'api', vantage: 'osaka', at: NOW - 13_000, family: 6 },
    { skipped: 'no-ipv6' },
  ),
]

/** Planned maintenance of two services in the night of the next day but one. */
export const NOTICE: Notice = {
  id: 'notice-1',
  source: 'manual',
  title: 'メール・Drive の定期メンテナンスのお知らせ',
  url: 'https://example.com/notice',
  kind: 'maintenance',
  status: 'scheduled',
  components: ['mail', 'drive'],
  affectsLogin: false,
  windows: [{ startAt: NOW + 40 * 3_600_000, endAt: null, approximate: true }],
  publishedAt: null,
  seenAt: NOW,
  updatedAt: NOW,
}

/** Nothing happened yet. */
export const NO_INCIDENTS: IncidentDesk = {
  incidents: { find: async () => null, recent: async () => [], during: async () => [] },
  windows: { during: async () => [] },
  calendar: { businessMsBetween: () => 0 },
  act: async () => {},
}

/** A world that stands at `NOW`; nothing is stored in it unless a store is handed in. */
export function createWorld(
  start: Partial<Pick<World, 'verdict' | 'latest' | 'notices'>> = {},
  changes: Partial<HttpDeps> = {},
): World {
  const clock = createFakeClock(NOW)
  const logged: World['logged'] = []
  const world: World = {
    verdict: null,
    latest: [],
    notices: [],
    ...start,
    clock,
    logged,
    deps: {
      clock,
      facts: {
        organisation: '株式会社みなと商事',
        zone: 'Asia/Tokyo',
        defaultLocale: 'ja',
        intervalMs: 30_000,
        targets: TARGETS,
        vantageTitles: { tokyo: { ja: '東京本社', en: 'Tokyo office' }, osaka: { ja: '大阪支社', en: 'Osaka office' } },
        version: '0.1.0',
      },
      published: { verdict: () => world.verdict, latest: () => world.latest, notices: () => world.notices },
      store: {
        observations: { range: async () => ({ observations: [], next: null }) },
        verdicts: { transitions: async () => [], at: async () => null },
      },
      logger: { error: (facts, message) => void logged.push({ facts, message }) },
      subscriptions: {
        domains: ['example.co.jp'],
        ask: async () => 'asked',
        asked: async () => null,
        confirm: async () => null,
        end: async () => {},
      },
      requestId: () => 'request-1',
      ...changes,
    },
  }
  return world
}
