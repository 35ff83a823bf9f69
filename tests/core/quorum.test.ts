import { expect, test } from 'vitest'
import { quorumOf, quorumSentence, silenceSentence } from '../../src/core/quorum.ts'
import { NOW, verdictOf } from '../http/verdicts.ts'

const MINUTE = 60_000
const seen = (conditions: Parameters<typeof verdictOf>[0], silent: Readonly<Record<string, number | null>> = {}) => {
  const verdict = verdictOf(conditions)
  const viewers = verdict.viewers.map((viewer) =>
    viewer.vantage in silent ? { ...viewer, lastSeenAt: silent[viewer.vantage]! } : viewer,
  )
  return quorumOf({ ...verdict, viewers })
}

test('an office that is silent counts neither for nor against anybody', () => {
  const quorum = seen({ a: 'outage', b: 'operational', c: 'outage', d: 'unknown' }, { c: NOW - 5 * MINUTE, d: null })
  expect(quorum).toEqual({
    offices: 4,
    reporting: 2,
    affected: 1,
    silent: [
      { vantage: 'c', lastSeenAt: NOW - 5 * MINUTE },
      { vantage: 'd', lastSeenAt: null },
    ],
  })
  expect(quorumSentence(quorum)).toEqual({
    ja: '確認できている2拠点のうち1拠点で影響が出ています。2拠点は不明です。',
    en: '1 of the 2 offices that report is affected. 2 not known.',
  })
})

test('how many offices saw it is said plainly', () => {
  expect(quorumSentence(seen({ a: 'outage', b: 'outage' })).ja).toBe('確認できている2拠点すべてで影響が出ています。')
  expect(quorumSentence(seen({ a: 'company_network', b: 'unknown' }, { b: null })).en).toBe(
    'The one office that reports is affected. 1 not known.',
  )
  expect(quorumSentence(seen({ a: 'operational', b: 'operational' })).en).toBe('2 of 2 offices report.')
})

test('silence is told with its length, and never as an outage', () => {
  const osaka = { ja: '大阪支社', en: 'Osaka' }
  expect(silenceSentence(osaka, NOW - 5 * MINUTE, NOW)).toEqual({
    ja: '大阪支社から5分間、確認結果が届いていません。この拠点の状態は分かりません。',
    en: 'Osaka has not reported for 5 min. How it is there is not known.',
  })
  expect(silenceSentence(osaka, null, NOW).ja).toBe('大阪支社からは、まだ確認結果が届いていません。')
})
