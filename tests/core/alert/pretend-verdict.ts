import { adviceOf } from '../../../src/core/advice.ts'
import type { Component, Culprit, ServiceCondition, ViewerCondition } from '../../../src/core/condition.ts'
import type { Evidence } from '../../../src/core/evidence.ts'
import type { Notice } from '../../../src/core/notice.ts'
import type { Verdict, ViewerVerdict } from '../../../src/core/verdict.ts'

/** What the judge is made to say in a test. */
export interface Saying {
  readonly at: number
  readonly service?: ServiceCondition
  readonly raw?: ServiceCondition
  readonly since?: number
  /** Conditions of the offices; one that is left out is as the service is. */
  readonly sites?: Readonly<Record<string, ViewerCondition>>
  readonly culprit?: Culprit
  readonly failing?: readonly Component[]
  readonly confidence?: number
  readonly evidence?: readonly Evidence[]
  readonly freshMs?: number
}

const CULPRIT: Readonly<Record<ViewerCondition, Culprit>> = {
  operational: 'none',
  degraded: 'service',
  outage: 'service',
  maintenance: 'maintenance',
  company_network: 'proxy',
  account_or_device: 'account-or-device',
  unknown: 'unknown',
}

const isBad = (condition: ServiceCondition) =>
  condition === 'outage' || condition === 'degraded' || condition === 'maintenance'

export function verdictSaying(saying: Saying): Verdict {
  const { at, service = 'operational', since = at, confidence = 0.97 } = saying
  const { sites = { tokyo: service, osaka: service, fukuoka: service } } = saying
  const failing = saying.failing ?? (isBad(service) ? ['login'] : [])
  return {
    id: `v-${at.toString(36)}`,
    at,
    freshUntil: at + (saying.freshMs ?? 90_000),
    service: {
      condition: service,
      raw: saying.raw ?? service,
      since,
      confidence: service === 'unknown' ? 0 : confidence,
      pDown: isBad(service) ? 0.99 : 0.01,
      components: (['login', 'talk', 'mail', 'drive'] as const).map((component) => ({
        component,
        condition: service === 'unknown' ? 'unknown' : failing.includes(component) ? service : 'operational',
        since: failing.includes(component) ? since : null,
      })),
    },
    viewers: Object.entries(sites).map(([vantage, condition]): ViewerVerdict => {
      const culprit = condition === 'company_network' ? (saying.culprit ?? 'proxy') : CULPRIT[condition]
      return {
        vantage,
        condition,
        raw: condition,
        culprit,
        since,
        confidence: condition === 'unknown' ? 0 : confidence,
        pDown: 0.01,
        lastSeenAt: at,
        chain: [],
        advice: adviceOf({ condition, culprit, evidence: [], loginWorks: failing.includes('login') ? false : null }),
      }
    }),
    evidence: saying.evidence ?? [],
  }
}

export const outageNotice = (over: Partial<Notice> & Pick<Notice, 'id' | 'seenAt'>): Notice => ({
  source: 'line-works-notices',
  title: 'ログイン障害のお知らせ',
  url: 'https://line-works.com/notice/1',
  kind: 'outage',
  status: 'investigating',
  components: ['login'],
  affectsLogin: true,
  windows: [],
  publishedAt: over.seenAt,
  updatedAt: over.seenAt,
  ...over,
})

export const maintenanceNotice = (
  over: Partial<Notice> & Pick<Notice, 'id' | 'seenAt'> & { readonly startAt: number; readonly endAt: number | null },
): Notice => {
  const { startAt, endAt, ...rest } = over
  return {
    source: 'line-works-notices',
    title: '定期メンテナンスのお知らせ',
    url: 'https://line-works.com/notice/2',
    kind: 'maintenance',
    status: 'scheduled',
    components: ['all'],
    affectsLogin: true,
    windows: [{ startAt, endAt, approximate: false }],
    publishedAt: over.seenAt,
    updatedAt: over.seenAt,
    ...rest,
  }
}
