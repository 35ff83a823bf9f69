import type { Text } from '../core/locale.ts'
import type { WeatherName } from '../simulator/weathers.ts'

/** One act of the demonstration: a weather, how long it lasts in simulated minutes, and what to watch for. */
export interface Act {
  readonly weather: WeatherName
  readonly minutes: number
  readonly words: Text
}

/** A working day, told short: an outage begins, is announced, ends; then planned work. */
export const STORY: readonly Act[] = [
  {
    weather: 'healthy',
    minutes: 6,
    words: {
      ja: '朝です。すべて正常で、Dotchiも正常と判定します。',
      en: 'It is morning. Everything works, and Dotchi says so.',
    },
  },
  {
    weather: 'login-500',
    minutes: 20,
    words: {
      ja: 'ログインできなくなりました。公式のお知らせはまだ出ていません。Dotchiが先に気づきます。',
      en: 'People cannot log in any more. Nothing is announced yet: Dotchi sees it first.',
    },
  },
  {
    weather: 'healthy',
    minutes: 12,
    words: {
      ja: '復旧しました。Dotchiは念のため少し確かめてから「正常」に戻します。',
      en: 'It works again. Dotchi makes sure for a moment before it says so.',
    },
  },
  {
    weather: 'company-proxy-407',
    minutes: 12,
    words: {
      ja: '今度は社内プロキシが認証を求めはじめました。LINE WORKSのせいではありません。',
      en: 'Now the company’s proxy wants a login. This is not the fault of LINE WORKS.',
    },
  },
  {
    weather: 'maintenance-announced',
    minutes: 6,
    words: {
      ja: 'プロキシは直りました。まもなくメンテナンスがあると告知されています。',
      en: 'The proxy is well again. A maintenance soon to come is announced.',
    },
  },
  {
    weather: 'maintenance',
    minutes: 12,
    words: {
      ja: '予告どおりメンテナンスが始まりました。障害ではありません。',
      en: 'The maintenance begins as announced. This is no outage.',
    },
  },
  {
    weather: 'healthy',
    minutes: 8,
    words: { ja: 'メンテナンスが終わりました。', en: 'The maintenance is over.' },
  },
]

/** What the operator says, as it comes out. */
export const ANNOUNCED: Text = { ja: '公式のお知らせ', en: 'official notice' }
