import type { AnswerFacts, AnswerTopic, Question } from '../../../src/core/answer/answer.ts'
import type { ViewerCondition } from '../../../src/core/condition.ts'
import type { MaintenanceWindow } from '../../../src/core/notices/maintenance-windows.ts'
import type { Verdict } from '../../../src/core/verdict.ts'
import { NOW, verdictOf } from '../../http/verdicts.ts'

/** Facts made by hand, for the golden answers. */

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export const TOPICS: readonly AnswerTopic[] = [
  {
    topic: 'server-outage',
    title: { ja: 'サービス側の障害', en: 'Outage of the service' },
    firstStep: { ja: 'お待ちください。', en: 'Wait.' },
    url: null,
  },
  {
    topic: 'reset-password',
    title: { ja: 'パスワードの再設定', en: 'Reset the password' },
    firstStep: { ja: 'ログイン画面から再設定してください。', en: 'Reset it from the login page.' },
    url: null,
  },
  {
    topic: 'caps-lock',
    title: { ja: 'Caps Lockがオン', en: 'Caps Lock is on' },
    firstStep: { ja: 'Caps Lockを消してください。', en: 'Switch Caps Lock off.' },
    url: 'https://dotchi.example.co.jp/guide/caps-lock',
  },
]

export const RUNNING: MaintenanceWindow = {
  notice: 'notice-1',
  title: '定期メンテナンスのお知らせ',
  url: 'https://example.com/notice',
  startAt: NOW - HOUR,
  endAt: NOW + 2 * HOUR,
  components: ['login', 'talk'],
  affectsLogin: true,
  scope: 'some',
  state: 'in_progress',
  confirmed: true,
}
export const COMING: MaintenanceWindow = {
  ...RUNNING,
  notice: 'notice-2',
  title: 'メール・Drive の *定期* メンテナンス',
  startAt: NOW + 40 * HOUR,
  endAt: null,
  components: ['mail', 'drive'],
  affectsLogin: false,
  state: 'scheduled',
}

export function factsOf(verdict: Verdict | null, changes: Partial<AnswerFacts> = {}): AnswerFacts {
  return {
    now: NOW,
    zone: 'Asia/Tokyo',
    fallback: 'ja',
    verdict,
    vantageTitles: {
      tokyo: { ja: '東京本社', en: 'Tokyo office' },
      osaka: { ja: '大阪支社', en: 'Osaka office' },
    },
    changes: [],
    incidents: [
      {
        id: 'service-1',
        state: 'resolved',
        condition: 'outage',
        startAt: NOW - 72 * HOUR,
        endAt: NOW - 71 * HOUR,
        title: { ja: 'LINE WORKS の障害', en: 'LINE WORKS: outage' },
        components: ['login'],
      },
    ],
    maintenances: verdict?.service.condition === 'maintenance' ? [RUNNING, COMING] : [COMING],
    noticesAreRead: true,
    topicsFor: () => TOPICS,
    urls: { page: 'https://dotchi.example.co.jp/', explain: 'https://dotchi.example.co.jp/explain', subscriptions: [] },
    ...changes,
  }
}

export const question = (text: string, changes: Partial<Question> = {}): Question => ({
  text,
  locale: null,
  site: null,
  ...changes,
})

export const alike = (condition: ViewerCondition): Verdict => verdictOf({ tokyo: condition, osaka: condition })
