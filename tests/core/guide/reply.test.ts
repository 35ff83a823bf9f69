import fc from 'fast-check'
import { expect, test } from 'vitest'
import { VIEWER_CONDITIONS, type ViewerCondition } from '../../../src/core/condition.ts'
import type { HelpDesk } from '../../../src/core/guide/help-desk.ts'
import { type ReplyFacts, replyOf } from '../../../src/core/guide/reply.ts'
import type { Standing } from '../../../src/core/guide/standing.ts'
import { TOPICS } from '../../../src/core/triage/topic.ts'
import { CLIENTS, DEVICES } from '../../../src/core/triage/triage-input.ts'
import { readGuide } from '../../../src/knowledge/guide.ts'

const { articles } = readGuide()
/** 2026-11-23 14:02 in Japan. */
const AT = Date.UTC(2026, 10, 23, 5, 2)
const DESK: HelpDesk = {
  name: { ja: '情報システム部ヘルプデスク', en: 'IT Help Desk' },
  phone: '03-0000-0000',
  mail: 'it@example.co.jp',
  url: null,
}
const standingOf = (condition: ViewerCondition, change: Partial<Standing> = {}): Standing => ({
  condition,
  service: 'operational',
  culprit: 'none',
  since: AT - 24 * 60_000,
  loginWorks: condition === 'operational' ? true : null,
  endsAt: null,
  isEndApproximate: false,
  at: AT,
  ...change,
})
const reply = (standing: Standing, change: Partial<ReplyFacts> = {}) =>
  replyOf({
    standing,
    article: null,
    setting: { device: null, client: null },
    helpDesk: DESK,
    zone: 'Asia/Tokyo',
    pageUrl: 'https://dotchi.example.co.jp/',
    ...change,
  })

const GOLDEN: readonly (readonly [string, Standing, Partial<ReplyFacts>])[] = [
  ['operational', standingOf('operational'), {}],
  [
    'operational-caps-lock',
    standingOf('operational'),
    { article: articles['caps-lock'], setting: { device: 'windows', client: 'browser' } },
  ],
  ['account-or-device-locked', standingOf('account_or_device'), { article: articles['account-locked'] }],
  ['degraded', standingOf('degraded', { loginWorks: false }), {}],
  ['degraded-elsewhere', standingOf('degraded', { loginWorks: true }), {}],
  ['outage', standingOf('outage', { loginWorks: false }), { article: articles['reset-password'] }],
  ['maintenance', standingOf('maintenance', { endsAt: AT + 88 * 60_000, isEndApproximate: true }), {}],
  ['maintenance-open', standingOf('maintenance'), { helpDesk: null, pageUrl: null }],
  ['company-network', standingOf('company_network', { culprit: 'proxy' }), {}],
  ['unknown', standingOf('unknown', { since: null }), {}],
]

test.each(GOLDEN)('%s reads as it should', async (name, standing, change) => {
  const { ja, en } = reply(standing, change)
  await expect(`${ja}\n${'='.repeat(60)}\n\n${en}`).toMatchFileSnapshot(`replies/${name}.txt`)
})

test('in an outage, a maintenance and a fault of the network nobody is sent to try anything', () => {
  for (const condition of ['outage', 'maintenance', 'company_network'] as const)
    for (const topic of TOPICS)
      expect(reply(standingOf(condition), { article: articles[topic] })).toEqual(reply(standingOf(condition)))
})

test('whatever the state and the question: polite, with the time, and never asking for a password', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...VIEWER_CONDITIONS),
      fc.constantFrom(null, true, false),
      fc.constantFrom(null, ...TOPICS),
      fc.record({ device: fc.constantFrom(null, ...DEVICES), client: fc.constantFrom(null, ...CLIENTS) }),
      (condition, loginWorks, topic, setting) => {
        const { ja, en } = reply(standingOf(condition, { loginWorks }), {
          article: topic && articles[topic],
          setting,
        })
        expect(ja).toContain('お問い合わせありがとうございます')
        expect(ja).toContain('11月23日 14:02 現在')
        expect(ja).toContain('【次のご案内】')
        expect(ja).toContain('パスワードや認証番号は、お知らせいただく必要はありません。')
        expect(en).toContain('As of 23 Nov, 14:02')
        expect(en).toContain('will never ask for them')
        expect(`${ja}${en}`).not.toMatch(/undefined|null|\[object|\n\n\n/)
      },
    ),
  )
})

test('steps are those of the device, labelled only while it is not known', () => {
  const article = articles['app-restart']
  const known = reply(standingOf('operational'), { article, setting: { device: 'ios', client: 'app' } })
  expect(known.ja).not.toContain('【iPhone')
  expect(known.ja).not.toContain('command')
  const unknown = reply(standingOf('operational'), { article })
  expect(unknown.ja).toContain('【iPhone・iPad】')
  expect(unknown.en).toContain('[Windows]')
})
