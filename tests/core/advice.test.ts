import { expect, test } from 'vitest'
import { adviceOf } from '../../src/core/advice.ts'
import type { Evidence } from '../../src/core/evidence.ts'

const because = (code: string): readonly Evidence[] => [
  {
    code,
    family: 'probe',
    culprit: 'company-network',
    contribution: 5,
    at: 0,
    vantage: 'tokyo',
    targets: [],
    component: null,
    text: { ja: '', en: '' },
  },
]

test('in an outage nobody is told to reset a password, and who is logged in stays so', () => {
  const advice = adviceOf({ condition: 'outage', culprit: 'service', evidence: [], loginWorks: false })
  expect(advice).toEqual(expect.arrayContaining(['wait', 'stay-logged-in', 'do-not-reset']))
  expect(advice).not.toContain('self-check')
})

test('who could log in anyway is not told to stay logged in', () => {
  expect(adviceOf({ condition: 'degraded', culprit: 'service', evidence: [], loginWorks: true })).not.toContain(
    'stay-logged-in',
  )
})

test.each([
  ['clock-off', 'company-network', 'check-clock'],
  ['proxy-login', 'proxy', 'check-proxy-login'],
  ['portal', 'company-network', 'check-wifi'],
  ['block-page', 'proxy', 'ask-proxy-team'],
  ['everything-lost', 'company-network', 'ask-network-team'],
] as const)('company trouble because of %s', (code, culprit, first) => {
  expect(adviceOf({ condition: 'company_network', culprit, evidence: because(code) })).toContain(first)
})

test('when LINE WORKS is fine, one looks at oneself first', () => {
  expect(adviceOf({ condition: 'operational', culprit: 'none', evidence: [] })).toContain('self-check')
  expect(adviceOf({ condition: 'account_or_device', culprit: 'account-or-device', evidence: [] })).toEqual([
    'self-check',
    'ask-administrator',
  ])
})

test('who does not know is told to look again', () => {
  expect(adviceOf({ condition: 'unknown', culprit: 'unknown', evidence: [] })[0]).toBe('look-again')
})
