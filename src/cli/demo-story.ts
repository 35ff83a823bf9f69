import type { Text } from '../core/locale.ts'
import type { WeatherName } from '../simulator/weathers.ts'

/** One act of the demonstration: a weather, how long it lasts, and what to watch for. */
export interface Act {
  readonly weather: WeatherName
  /** Simulated minutes: what the operator and people on the net do goes by these. */
  readonly minutes: number
  /** Real seconds that it takes at least: Dotchi makes sure in real time. */
  readonly leastSeconds: number
  /** Left out where somebody is in a hurry. */
  readonly isLong?: boolean
  readonly words: Text
}

/** A working day, told short: an outage begins, is announced, ends; then planned work; then trouble of the company's own. */
export const STORY: readonly Act[] = [
  {
    weather: 'healthy',
    minutes: 5,
    leastSeconds: 10,
    words: {
      ja: '朝です。すべて正常で、Dotchiも正常と判定します。',
      en: 'It is morning. Everything works, and Dotchi says so.',
    },
  },
  {
    weather: 'login-500',
    minutes: 20,
    leastSeconds: 40,
    words: {
      ja: 'ログインできなくなりました。公式のお知らせはまだ出ていません。Dotchiが先に気づきます。',
      en: 'People cannot log in any more. Nothing is announced yet: Dotchi sees it first.',
    },
  },
  {
    weather: 'healthy',
    minutes: 8,
    leastSeconds: 45,
    words: {
      ja: '復旧しました。Dotchiは念のため少し確かめてから「正常」に戻します。',
      en: 'It works again. Dotchi makes sure for a moment before it says so.',
    },
  },
  {
    weather: 'maintenance-announced',
    minutes: 5,
    leastSeconds: 10,
    words: {
      ja: 'まもなくメンテナンスがあると告知されています。',
      en: 'A maintenance soon to come is announced.',
    },
  },
  {
    weather: 'maintenance',
    minutes: 10,
    leastSeconds: 30,
    words: {
      ja: '予告どおりメンテナンスが始まりました。障害ではありません。',
      en: 'The maintenance begins as announced. This is no outage.',
    },
  },
  {
    weather: 'healthy',
    minutes: 8,
    // The second trouble within the hour: Dotchi takes it back more slowly than the first
    leastSeconds: 110,
    words: { ja: 'メンテナンスが終わりました。', en: 'The maintenance is over.' },
  },
  {
    weather: 'company-proxy-407',
    minutes: 20,
    leastSeconds: 80,
    isLong: true,
    words: {
      ja: '今度は社内プロキシが認証を求めはじめました。LINE WORKSのせいではありません。',
      en: 'Now the company’s proxy wants a login. This is not the fault of LINE WORKS.',
    },
  },
  {
    weather: 'healthy',
    minutes: 8,
    leastSeconds: 40,
    isLong: true,
    words: { ja: 'プロキシも直りました。', en: 'The proxy is well again.' },
  },
]

/** What the operator says, as it comes out. */
export const ANNOUNCED: Text = { ja: '公式のお知らせ', en: 'official notice' }
