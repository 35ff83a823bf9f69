import { expect, test } from 'vitest'
import type { Intent } from '../../../src/core/answer/answer.ts'
import { incidentsOf } from '../../../src/core/answer/incidents.ts'
import { understand } from '../../../src/core/answer/intent.ts'
import type { ConditionChange } from '../../../src/core/outlook.ts'

const ASKED: readonly (readonly [Intent, 'ja' | 'en' | null, readonly string[]])[] = [
  [
    'status',
    'ja',
    [
      'LINE WORKS 落ちてる?',
      'ＬＩＮＥ　ＷＯＲＫＳ　落ちてる？',
      'ラインワークス落ちた？',
      'らいんわーくす おちてる',
      'ﾗｲﾝﾜｰｸｽ ﾀﾞｳﾝ?',
      'ネイバーワークス障害？',
      'LW 重くない？',
      'LINEWORKSつながらない',
      'いま大丈夫？',
      '状態',
      'いつから落ちてる？',
      'ありがとう。で、復旧した？',
      'ラインワークス',
      'LW使えてる？',
    ],
  ],
  [
    'status',
    'en',
    ['is LINE WORKS down?', 'Is lineworks ok', 'status', 'Any outage right now?', 'IS IT WORKING', 'is LW back up?'],
  ],
  ['status', null, ['LINE WORKS?', 'lineworks', 'LW', '라인웍스 장애?', '네이버웍스 접속 안돼요']],
  [
    'login',
    'ja',
    [
      'ログインできない',
      'ﾛｸﾞｲﾝできません',
      'LINE WORKSに入れない、落ちてる？',
      'パスワード忘れた',
      'アカウントがロックされた',
      '確認コードが届かない',
      '通知が来ない',
      'なぜログインできない？',
      'エラーが出る',
    ],
  ],
  ['login', 'en', ["I can't log in", 'cannot login', 'my account is locked', 'Sign-in fails', 'forgot my password']],
  ['login', null, ['로그인이 안 돼요']],
  ['maintenance', 'ja', ['メンテいつまで', 'メンテナンス終わった？', '保守の予定は', 'LW のメンテある？']],
  ['maintenance', 'en', ['maintenance until when?', 'any scheduled downtime?']],
  ['history', 'ja', ['履歴', '過去の障害', '先週落ちてた？', '昨日の障害']],
  ['history', 'en', ['history', 'past outages', 'was it down yesterday?']],
  ['why', 'ja', ['根拠は？', 'なぜそう言える？']],
  ['why', 'en', ['why?', 'what is the evidence']],
  ['notify', 'ja', ['通知して', '復旧したら教えて', '直ったら連絡ください', 'お知らせして', '通知']],
  ['notify', 'en', ['notify me', 'let me know when it is back', 'subscribe', 'tell me when it recovers']],
  ['language', 'en', ['English please', 'english', '英語で', 'in English please', 'えいごで！', 'switch to English']],
  ['language', 'ja', ['日本語で', 'Japanese please', '日本語でお願いします']],
  ['thanks', 'ja', ['ありがとう', 'ありがとうございます！', '助かりました']],
  ['thanks', 'en', ['thanks', 'Thank you!', 'thx']],
  ['help', 'ja', ['使い方', 'ヘルプ', '何ができる？', 'こんにちは']],
  ['help', 'en', ['help', 'hi', 'hello', 'what can you do']],
  ['unknown', 'ja', ['カレーが食べたい', '会議室を予約']],
  ['unknown', 'en', ['book a meeting room']],
]

test.each(ASKED)('%s (%s)', (intent, locale, texts) => {
  for (const text of texts) expect({ text, ...understand(text) }).toEqual({ text, intent, locale })
})

test('a language may be asked for together with something else', () => {
  expect(understand('is LINE WORKS down? in Japanese please')).toEqual({ intent: 'status', locale: 'ja' })
  expect(understand('落ちてる？英語で教えて')).toEqual({ intent: 'status', locale: 'en' })
})

test('only an empty text, or one of signs, is a call for help', () => {
  for (const text of ['', '?', '   ', '！？']) expect(understand(text).intent).toBe('help')
})

const change = (at: number, to: string, since: number | null = at): ConditionChange => ({
  at,
  since,
  subject: { kind: 'service' },
  from: null,
  to,
})

test('incidents are read from the changes of the service: ignorance ends none', () => {
  const incidents = incidentsOf([
    change(10, 'operational'),
    change(20, 'degraded', 15),
    change(30, 'outage'),
    change(40, 'unknown'),
    change(50, 'degraded'),
    change(60, 'operational', 58),
    { ...change(65, 'company_network'), subject: { kind: 'viewer', vantage: 'tokyo' } },
    change(70, 'maintenance', null),
  ])
  expect(incidents).toMatchObject([
    { state: 'open', condition: 'maintenance', startAt: 70, endAt: null },
    { state: 'resolved', condition: 'outage', startAt: 15, endAt: 58 },
  ])
  expect(incidentsOf([change(1, 'unknown'), change(2, 'operational')])).toEqual([])
})
