import type { Message } from '../../src/core/alert/message.ts'
import type { Letter } from '../../src/notify/notifier.ts'

/** 23 November 2026, 9:12 in Japan. */
export const AT = Date.UTC(2026, 10, 23, 0, 12)

/** Login is down: what begins. */
export const OUTAGE: Message = {
  id: 'incident-8f3a/begin',
  thread: 'incident-8f3a',
  kind: 'outage',
  severity: 'critical',
  phase: 'begin',
  isDrill: false,
  at: AT,
  headline: {
    ja: 'LINE WORKSにログインできません（9:05から・全社）',
    en: 'LINE WORKS login is down since 9:05, for everyone',
  },
  lead: {
    ja: '東京と大阪の両方からログイン画面が開きません。社内ネットワークは正常なので、LINE WORKS側の障害です。すでにログイン中の人は、トークを使えることがあります。',
    en: 'The login page does not open from Tokyo or Osaka. Our own network is fine, so the fault is with LINE WORKS. People who are logged in already may still be able to talk.',
  },
  facts: [
    { label: { ja: '発生', en: 'Since' }, value: { ja: '11月23日 9:05（7分前）', en: '23 Nov 9:05 (7 min ago)' } },
    {
      label: { ja: '影響', en: 'Affected' },
      value: { ja: 'ログイン（東京本社・大阪支社）', en: 'Login (Tokyo, Osaka)' },
    },
    { label: { ja: '確度', en: 'Confidence' }, value: { ja: '97%', en: '97%' } },
    {
      label: { ja: '公式発表', en: 'Official notice' },
      value: { ja: 'まだありません', en: 'None yet' },
    },
  ],
  advice: [
    {
      ja: '再起動やパスワードの変更はしないでください。直りません。',
      en: 'Do not restart or change passwords: it will not help.',
    },
    { ja: '急ぎの連絡はメールか電話を使ってください。', en: 'Use mail or the telephone for what is urgent.' },
  ],
  links: [
    {
      title: { ja: '今の状況を見る', en: 'See the current state' },
      url: 'https://dotchi.example.co.jp/incidents/8f3a?lang=ja',
    },
    { title: { ja: 'LINE WORKSからのお知らせ', en: 'Notices of LINE WORKS' }, url: 'https://line-works.com/notice/' },
  ],
}

/** It is over: what ends. */
export const RECOVERED: Message = {
  ...OUTAGE,
  id: 'incident-8f3a/end',
  kind: 'recovered',
  severity: 'info',
  phase: 'end',
  at: AT + 45 * 60_000,
  headline: {
    ja: 'LINE WORKSは復旧しました（9:05から9:52まで47分間）',
    en: 'LINE WORKS works again (down 9:05 to 9:52, 47 min)',
  },
  lead: {
    ja: '東京と大阪の両方から、10分続けてログイン画面が開いています。',
    en: 'The login page has opened from Tokyo and Osaka for ten minutes.',
  },
  facts: [
    { label: { ja: '障害の時間', en: 'Duration' }, value: { ja: '47分', en: '47 min' } },
    {
      label: { ja: '影響', en: 'Affected' },
      value: { ja: 'ログイン（東京本社・大阪支社）', en: 'Login (Tokyo, Osaka)' },
    },
  ],
  advice: [
    {
      ja: 'まだログインできない人は、アプリを開き直してください。',
      en: 'If you still cannot log in, open the app again.',
    },
  ],
  links: [OUTAGE.links[0]!],
}

/** Work on LINE WORKS is near. */
export const REMINDER: Message = {
  id: 'window-2026-12-02/reminder-15',
  thread: 'window-2026-12-02',
  kind: 'maintenance-reminder',
  severity: 'info',
  phase: 'change',
  isDrill: false,
  at: AT,
  headline: {
    ja: 'まもなくLINE WORKSのメンテナンス（9:30〜11:00）',
    en: 'LINE WORKS maintenance soon (9:30 to 11:00)',
  },
  lead: {
    ja: 'その間、ログインとトークを使えないことがあります。',
    en: 'Login and talk may not work during that time.',
  },
  facts: [
    { label: { ja: '予定', en: 'Planned' }, value: { ja: '11月23日 9:30〜11:00', en: '23 Nov 9:30 to 11:00' } },
    { label: { ja: '影響', en: 'Affected' }, value: { ja: 'ログイン、トーク', en: 'Login, talk' } },
  ],
  advice: [{ ja: '必要なファイルは今のうちに保存してください。', en: 'Save the files that you need now.' }],
  links: [
    { title: { ja: '公式のお知らせ', en: 'Official notice' }, url: 'https://line-works.com/notice/maintenance/123/' },
  ],
}

export const letterOf = (message: Message, more: Partial<Letter> = {}): Letter => ({
  message,
  to: null,
  locale: 'en',
  unsubscribeUrl: null,
  ...more,
})
