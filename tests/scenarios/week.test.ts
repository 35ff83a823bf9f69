import { expect, test } from 'vitest'
import type { Notice } from '../../src/core/notice.ts'
import { type Story, tellWeek } from './week-story.ts'

/**
 * A week, told on a clock of its own: every message with its time, its recipient and its words. `help-desk` hears everything about
 * LINE WORKS by the LINE WORKS bot and by mail; `network` hears of the company network; `staff` is not woken; `boss` is called when
 * nobody takes an outage on; `administrator` looks after the machinery.
 */

const at = (text: string) => Date.parse(`2026-11-${text}+09:00`)

const night: Notice = {
  id: 'night-work',
  source: 'line-works-notices',
  title: '定期メンテナンスのお知らせ',
  url: 'https://line-works.com/notice/26',
  kind: 'maintenance',
  status: 'scheduled',
  components: ['all'],
  affectsLogin: true,
  windows: [{ startAt: at('26T02:00:00'), endAt: at('26T04:00:00'), approximate: false }],
  publishedAt: at('24T10:00:00'),
  seenAt: at('24T10:00:00'),
  updatedAt: at('24T10:00:00'),
}

function tell(): Story {
  const story = tellWeek(at('23T20:00:00'))
  // Monday night, a holiday: an outage from 22:40 to 1:10. Nobody takes it on.
  story.until(at('23T22:40:00'))
  story.say({ service: 'outage' })
  story.until(at('24T01:10:00'))
  story.say({})
  // Tuesday: maintenance is announced for Thursday night.
  story.until(at('24T10:00:00'))
  story.know({ notices: [night] })
  // Wednesday: the proxy in Osaka fails for an hour; somebody takes it on.
  story.until(at('25T13:00:00'))
  story.say({ sites: { tokyo: 'operational', osaka: 'company_network', fukuoka: 'operational' } })
  story.until(at('25T13:10:00'))
  story.acknowledge('田中', '設定を戻しています。')
  story.until(at('25T14:00:00'))
  story.say({})
  // Thursday: the maintenance overruns by 70 minutes.
  story.until(at('26T02:00:00'))
  story.say({ service: 'maintenance' })
  story.until(at('26T04:00:00'))
  story.say({ service: 'outage' })
  story.until(at('26T05:10:00'))
  story.say({})
  // Friday: mail comes and goes.
  story.until(at('27T10:00:00'))
  for (let spell = 0; spell < 4; spell++) {
    story.say({ service: 'degraded', failing: ['mail'] })
    story.pass(5)
    story.say({})
    story.pass(5)
  }
  // The LINE WORKS bot delivers nothing from 15:00 to 15:30.
  story.until(at('27T15:00:00'))
  story.know({ ailments: [BOT] })
  story.until(at('27T15:30:00'))
  story.know({ ailments: [] })
  // Saturday: Dotchi itself is stopped from 3:00 to 9:00. Meanwhile an outage begins, and a source cannot be read.
  story.until(at('28T03:00:00'))
  story.sleepUntil(at('28T09:00:00'))
  story.know({ ailments: [SOURCE, BOT] })
  story.say({ service: 'outage' })
  story.until(at('28T10:00:00'))
  story.know({ ailments: [] })
  story.say({})
  story.until(at('28T12:00:00'))
  return story
}

const BOT = {
  topic: 'delivery',
  key: 'bot',
  title: { ja: 'bot', en: 'bot' },
  sinceAt: at('27T15:00:00'),
  detail: { ja: '応答がありません', en: 'it does not answer' },
  expiresAt: null,
} as const
const SOURCE = {
  topic: 'source',
  key: 'line-works-notices',
  title: { ja: 'LINE WORKS お知らせ', en: 'LINE WORKS notices' },
  sinceAt: at('28T04:00:00'),
  detail: null,
  expiresAt: null,
} as const

const week = tell()

test('every message of a week: when, to whom, in which words', () => {
  expect(week.table()).toMatchInlineSnapshot(`
    "
    23 22:40:30 help-desk [bot>mail] begin: 【障害】LINE WORKS にログインできません（22:40から）
    23 23:10:30 boss [mail] begin: Nobody is on it: the LINE WORKS outage, for 30 min
    23 23:40:30 help-desk [bot>mail] change: 【継続】LINE WORKS の障害が1時間続いています
    24 00:10:30 boss [mail] change: Still going on: the LINE WORKS outage, for 1 h 30 min now
    24 00:40:30 help-desk [bot>mail] change: 【継続】LINE WORKS の障害が2時間続いています
    24 01:10:30 help-desk [bot>mail] end: 【復旧】LINE WORKS は正常に戻りました（11月23日(月) 22:40〜1:10、2時間30分間）
    24 01:10:30 boss [mail] end: Recovered: LINE WORKS works again (Mon 23 Nov 22:40 to 1:10, 2 h 30 min)
    24 07:00:00 staff [mail] once: 【まとめ】終わったもの1件：LINE WORKS の障害（11月23日(月) 22:40〜1:10、2時間30分間）
    24 10:00:00 help-desk [bot>mail] begin: 【予告】LINE WORKS メンテナンス 11月26日(木) 2:00〜4:00（ログイン不可）
    24 10:00:00 staff [mail] begin: 【予告】LINE WORKS メンテナンス 11月26日(木) 2:00〜4:00（ログイン不可）
    25 02:00:00 help-desk [bot>mail] change: 【明日】LINE WORKS メンテナンス 11月26日(木) 2:00〜4:00（ログイン不可）
    25 07:00:00 staff [mail] change: 【明日】LINE WORKS メンテナンス 11月26日(木) 2:00〜4:00（ログイン不可）
    25 13:01:00 network [mail] begin: 【社内】大阪のプロキシで LINE WORKS への通信が止まっています（13:00から）
    25 13:10:00 network [mail] change: 【対応中】田中さんが対応しています：大阪の社内ネットワークの問題
    25 14:00:30 network [mail] end: 【復旧】大阪の社内ネットワークは正常に戻りました（13:00〜14:00、1時間）
    26 01:45:00 help-desk [bot>mail] change: 【15分後】LINE WORKS メンテナンス 2:00〜4:00（ログイン不可）
    26 02:00:00 help-desk [bot>mail] change: 【開始】LINE WORKS はメンテナンス中です（4:00まで、ログイン不可）
    26 04:05:00 help-desk [bot>mail] change: 【延長】LINE WORKS メンテナンスが予定の4:00を過ぎても終わらず、ログインできません
    26 05:05:00 help-desk [bot>mail] change: 【延長中】LINE WORKS メンテナンスが予定を1時間5分過ぎても終わらず、ログインできません
    26 05:10:00 help-desk [bot>mail] end: 【終了】LINE WORKS メンテナンスが終わり、正常な状態を確認しました（5:10）
    26 05:10:00 staff [mail] end: 【終了】LINE WORKS メンテナンスが終わり、正常な状態を確認しました（5:10）
    27 10:00:30 help-desk [bot>mail] begin: 【不調】LINE WORKS のメールが不調です（10:00から）
    27 10:05:30 help-desk [bot>mail] end: 【復旧】LINE WORKS は正常に戻りました（10:00〜10:05、5分間）
    27 10:10:30 help-desk [bot>mail] begin: 【再発】LINE WORKS のメールが不調です（10:10から）
    27 10:15:30 help-desk [bot>mail] end: 【復旧】LINE WORKS は正常に戻りました（10:00〜10:15、15分間）
    27 10:20:30 help-desk [bot>mail] begin: 【断続】LINE WORKS の不調が復旧と再発を繰り返しています
    27 10:50:00 help-desk [bot>mail] end: 【復旧】LINE WORKS は正常に戻りました（10:00〜10:35、35分間）
    27 15:00:30 administrator [mail] begin: 【通知】「bot」でお知らせを届けられません（15:00から）
    27 15:30:00 administrator [mail] end: 【通知】「bot」で届けられるようになりました
    28 09:00:30 help-desk [bot>mail] begin: 【障害】LINE WORKS にログインできません（9:00から）
    28 09:00:30 staff [mail] begin: 【障害】LINE WORKS にログインできません（9:00から）
    28 09:03:00 administrator [mail] once: 【まとめ】継続中2件：【通知】「bot」でお知らせを届けられません（11月27日(金) 15:00から）
    28 09:30:30 boss [mail] begin: Nobody is on it: the LINE WORKS outage, for 30 min
    28 10:00:00 administrator [mail] end: 【通知】「bot」で届けられるようになりました
    28 10:00:00 administrator [mail] end: 【情報源】LINE WORKS お知らせを再び読めるようになりました
    28 10:00:30 help-desk [bot>mail] end: 【復旧】LINE WORKS は正常に戻りました（9:00〜10:00、1時間）
    28 10:00:30 staff [mail] end: 【復旧】LINE WORKS は正常に戻りました（9:00〜10:00、1時間）
    28 10:00:30 boss [mail] end: Recovered: LINE WORKS works again (9:00 to 10:00, 1 h)
    "
  `)
})

test('why staff heard nothing in the night, and what of it in the morning', () => {
  const reasons = week
    .decisions()
    .filter(({ recipient, at: when }) => recipient === 'staff' && when < at('24T08:00:00'))
    .map(({ kind, outcome, reason, rule, untilAt }) => [kind, outcome, reason, rule, untilAt])
  expect(reasons).toEqual([
    ['suspected', 'not', 'no-rule', null, null],
    ['outage', 'held', 'hours', 'staff', at('24T07:00:00')],
    ['recovered', 'not', 'nothing-begun', 'staff', null],
    ['outage', 'told', 'digest', 'staff', null],
  ])
})
