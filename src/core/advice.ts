import type { Culprit, ViewerCondition } from './condition.ts'
import type { Evidence } from './evidence.ts'
import type { Advice } from './verdict.ts'

/** What advice depends on. `loginWorks`: whether new logins go through; null where nobody knows. */
export interface Situation {
  readonly condition: ViewerCondition
  readonly culprit: Culprit
  readonly evidence: readonly Evidence[]
  readonly loginWorks?: boolean | null
}

const COMPANY_ADVICE: readonly (readonly [RegExp, readonly Advice[]])[] = [
  [/^clock-off$/, ['check-clock', 'look-again']],
  [/^proxy-login$/, ['check-proxy-login', 'ask-proxy-team', 'use-mobile-data']],
  [/^(portal|no-gateway|no-route)$/, ['check-wifi', 'ask-network-team', 'use-mobile-data']],
]

/** What a person should do now, the most useful first. */
export function adviceOf({ condition, culprit, evidence, loginWorks = null }: Situation): readonly Advice[] {
  switch (condition) {
    case 'operational':
      return ['nothing', 'self-check', 'ask-administrator']
    case 'outage':
      return loginWorks === false
        ? ['wait', 'stay-logged-in', 'do-not-reset', 'use-other-channel', 'watch-notices']
        : ['wait', 'do-not-reset', 'use-other-channel', 'watch-notices']
    case 'degraded':
      return loginWorks === false
        ? ['wait', 'stay-logged-in', 'do-not-reset', 'watch-notices']
        : ['wait', 'do-not-reset', 'watch-notices']
    case 'maintenance':
      return ['wait-maintenance', 'do-not-reset', 'watch-notices']
    case 'account_or_device':
      return ['self-check', 'ask-administrator']
    case 'company_network':
      return companyAdvice(culprit, evidence)
    case 'unknown':
      return ['look-again', 'use-mobile-data', 'watch-notices']
  }
}

function companyAdvice(culprit: Culprit, evidence: readonly Evidence[]): readonly Advice[] {
  const special = COMPANY_ADVICE.find(([code]) => evidence.some((e) => code.test(e.code) && e.contribution > 0))
  if (special) return special[1]
  return culprit === 'proxy'
    ? ['ask-proxy-team', 'use-mobile-data']
    : ['check-wifi', 'ask-network-team', 'use-mobile-data']
}
