import type { ChainLink, ChainStep } from '../../src/core/chain.ts'
import type { Component, Culprit, ServiceCondition, ViewerCondition } from '../../src/core/condition.ts'
import type { Evidence } from '../../src/core/evidence.ts'
import type { Advice, Verdict, ViewerVerdict } from '../../src/core/verdict.ts'

/** Verdicts made by hand, one for each condition: what the faces must be able to show. */

/** 2026-04-06 09:00:00 in Japan, where the fake clock begins. */
export const NOW = Date.UTC(2026, 3, 6, 0, 0)
const MINUTE = 60_000

const LINKS: readonly ChainLink[] = ['device', 'network', 'proxy', 'internet', 'edge', 'login']
const chainOf = (states: readonly ChainStep['state'][]): readonly ChainStep[] =>
  LINKS.map((link, index) => ({ link, state: states[index] ?? 'unknown', targets: [] }))

interface Case {
  readonly culprit: Culprit
  readonly service: ServiceCondition
  readonly chain: readonly ChainStep[]
  readonly advice: readonly Advice[]
  readonly confidence: number
}

const CASES: Readonly<Record<ViewerCondition, Case>> = {
  operational: {
    culprit: 'none',
    service: 'operational',
    chain: chainOf(['ok', 'ok', 'ok', 'ok', 'ok', 'ok']),
    advice: ['self-check', 'ask-administrator'],
    confidence: 0.988,
  },
  degraded: {
    culprit: 'service',
    service: 'degraded',
    chain: chainOf(['ok', 'ok', 'unused', 'ok', 'slow', 'slow']),
    advice: ['wait', 'stay-logged-in', 'do-not-reset', 'watch-notices'],
    confidence: 0.83,
  },
  outage: {
    culprit: 'service',
    service: 'outage',
    chain: chainOf(['ok', 'ok', 'ok', 'ok', 'ok', 'broken']),
    advice: ['wait', 'stay-logged-in', 'do-not-reset', 'use-other-channel', 'watch-notices'],
    confidence: 0.972,
  },
  maintenance: {
    culprit: 'maintenance',
    service: 'maintenance',
    chain: chainOf(['ok', 'ok', 'ok', 'ok', 'ok', 'broken']),
    advice: ['wait-maintenance', 'do-not-reset', 'watch-notices'],
    confidence: 0.96,
  },
  unknown: {
    culprit: 'unknown',
    service: 'unknown',
    chain: chainOf(['ok', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown']),
    advice: ['look-again', 'check-wifi'],
    confidence: 0.4,
  },
  company_network: {
    culprit: 'proxy',
    service: 'unknown',
    chain: chainOf(['ok', 'ok', 'broken', 'unknown', 'unknown', 'unknown']),
    advice: ['ask-proxy-team', 'check-proxy-login', 'use-mobile-data', 'do-not-reset'],
    confidence: 0.93,
  },
  account_or_device: {
    culprit: 'account-or-device',
    service: 'operational',
    chain: chainOf(['broken', 'ok', 'ok', 'ok', 'ok', 'ok']),
    advice: ['self-check', 'check-clock', 'ask-administrator'],
    confidence: 0.78,
  },
}

const COMPONENTS: readonly Component[] = ['login', 'talk', 'mail', 'calendar', 'drive', 'admin', 'api']

const evidenceOf = (code: string, facts: Partial<Evidence> & Pick<Evidence, 'text' | 'contribution'>): Evidence => ({
  code,
  family: 'probe',
  culprit: 'service',
  at: NOW - 12_000,
  vantage: 'tokyo',
  targets: [],
  component: null,
  ...facts,
})

const EVIDENCE: readonly Evidence[] = [
  evidenceOf('login-page-5xx', {
    contribution: 4.6,
    targets: ['login-page'],
    component: 'login',
    text: {
      ja: 'ログイン画面が 503 エラーを返しています（3回続けて）。',
      en: 'The login page answers with error 503 (three times in a row).',
    },
  }),
  evidenceOf('controls-pass', {
    contribution: 2.3,
    text: {
      ja: '社外の比較用サイトは、同じ経路で 4 件中 4 件とも正常です。',
      en: 'All 4 comparison sites outside answer normally over the same way.',
    },
  }),
  evidenceOf('reports', {
    family: 'report',
    contribution: 1.5,
    at: NOW - 3 * MINUTE,
    vantage: null,
    text: {
      ja: '社員 6 人から「ログインできない」との報告があります。',
      en: '6 colleagues report that they cannot log in.',
    },
  }),
  evidenceOf('api-passes', {
    contribution: -1.1,
    vantage: 'osaka',
    text: { ja: 'API ゲートウェイは正常に応答しています。', en: 'The API gateway answers normally.' },
  }),
]

function viewerOf(vantage: string, condition: ViewerCondition): ViewerVerdict {
  const { culprit, chain, advice, confidence } = CASES[condition]
  return {
    vantage,
    condition,
    raw: condition,
    culprit,
    since: condition === 'unknown' ? null : NOW - 27 * MINUTE,
    confidence,
    pDown: culprit === 'service' ? 0.98 : 0.02,
    lastSeenAt: NOW - 12_000,
    chain,
    advice,
  }
}

/** A verdict given 12 seconds before `NOW`, seen from the vantages named; the first one decides for the service. */
export function verdictOf(
  conditions: Readonly<Record<string, ViewerCondition>>,
  facts: Partial<Verdict> = {},
): Verdict {
  const viewers = Object.entries(conditions).map(([vantage, condition]) => viewerOf(vantage, condition))
  const { service, confidence } = CASES[viewers[0]?.condition ?? 'unknown']
  const since = service === 'unknown' ? null : NOW - 27 * MINUTE
  return {
    id: `v-${Object.values(conditions).join('-')}`,
    at: NOW - 12_000,
    freshUntil: NOW - 12_000 + 90_000,
    service: {
      condition: service,
      raw: service,
      since,
      confidence,
      pDown: service === 'outage' || service === 'degraded' ? confidence : 0.02,
      components: COMPONENTS.map((component) => ({
        component,
        condition: component === 'login' || service === 'unknown' ? service : 'operational',
        since,
      })),
    },
    viewers,
    evidence: EVIDENCE,
    ...facts,
  }
}
