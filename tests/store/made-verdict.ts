import type { ServiceCondition } from '../../src/core/condition.ts'
import type { Verdict } from '../../src/core/verdict.ts'

/** A verdict with a condition for everybody and the same for the viewers of one office. */
export function verdictAt(at: number, condition: ServiceCondition, n = 0): Verdict {
  const confidence = ((at + n) % 100) / 100
  const standing = { condition, raw: condition, since: 1000, confidence, pDown: 1 - confidence }
  return {
    id: `v-${at}-${n}`,
    at,
    freshUntil: at + 90_000,
    service: { ...standing, components: [{ component: 'login', condition, since: 1000 }] },
    viewers: [
      {
        ...standing,
        vantage: 'tokyo:hq',
        culprit: condition === 'outage' ? 'service' : 'none',
        lastSeenAt: at - 5,
        chain: [{ link: 'login', state: condition === 'outage' ? 'broken' : 'ok', targets: ['login'] }],
        advice: ['nothing'],
      },
    ],
    evidence: [
      {
        code: 'login-page',
        family: 'probe',
        culprit: 'service',
        contribution: confidence,
        at,
        vantage: 'tokyo:hq',
        targets: ['login'],
        component: 'login',
        text: { ja: 'ログインページ', en: 'login page' },
      },
    ],
  }
}
