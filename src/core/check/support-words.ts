import type { Text } from '../locale.ts'
import type { Browser, BrowserName, SystemName } from './browser-of.ts'
import type { SupportReading } from './support.ts'

/** What people call each browser. */
export const BROWSER_TITLE: Readonly<Record<BrowserName, Text>> = {
  chrome: { ja: 'Chrome', en: 'Chrome' },
  edge: { ja: 'Edge', en: 'Edge' },
  safari: { ja: 'Safari', en: 'Safari' },
  firefox: { ja: 'Firefox', en: 'Firefox' },
  'internet-explorer': { ja: 'Internet Explorer', en: 'Internet Explorer' },
  'edge-legacy': { ja: '旧版の Edge', en: 'Edge of the old kind' },
  opera: { ja: 'Opera', en: 'Opera' },
  samsung: { ja: 'Samsung Internet', en: 'Samsung Internet' },
  'in-app': { ja: 'アプリ内のブラウザー', en: 'a browser inside another app' },
  other: { ja: '不明なブラウザー', en: 'an unknown browser' },
}

export const SYSTEM_TITLE: Readonly<Record<SystemName, Text>> = {
  windows: { ja: 'Windows', en: 'Windows' },
  macos: { ja: 'macOS', en: 'macOS' },
  ios: { ja: 'iOS・iPadOS', en: 'iOS or iPadOS' },
  android: { ja: 'Android', en: 'Android' },
  chromeos: { ja: 'ChromeOS', en: 'ChromeOS' },
  linux: { ja: 'Linux', en: 'Linux' },
  other: { ja: '不明なOS', en: 'an unknown system' },
}

const WINDOWS_NAMES: Readonly<Record<string, string>> = { '6.1': '7', '6.2': '8', '6.3': '8.1', '6': 'Vista' }

/** `Chrome 157（Windows 11）` / `Chrome 157 on Windows 11`. */
export function browserText({ name, version, system, systemVersion }: Browser): Text {
  const number = systemVersion === null ? '' : String(systemVersion)
  const release = system === 'windows' ? (WINDOWS_NAMES[number] ?? number) : number
  const tell = (locale: 'ja' | 'en') =>
    [BROWSER_TITLE[name][locale], version === null ? '' : String(version)].filter(Boolean).join(' ')
  const on = (locale: 'ja' | 'en') => [SYSTEM_TITLE[system][locale], release].filter(Boolean).join(' ')
  return { ja: `${tell('ja')}（${on('ja')}）`, en: `${tell('en')} on ${on('en')}` }
}

const BROWSER_SENTENCE: Readonly<Record<SupportReading['browser'], Text>> = {
  recommended: {
    ja: 'LINE WORKS の推奨ブラウザーで、新しい版です。',
    en: 'The browser LINE WORKS recommends, up to date.',
  },
  current: { ja: 'LINE WORKS に対応するブラウザーで、新しい版です。', en: 'A supported browser, up to date.' },
  update: {
    ja: '少し古い版です。うまく動かないときは、最新版に更新してください。',
    en: 'Somewhat old. If something does not work, update it.',
  },
  'too-old': {
    ja: '1年以上前の古い版です。最新版に更新してから、もう一度ログインしてください。',
    en: 'More than a year old. Update it, then log in again.',
  },
  unsupported: {
    ja: 'LINE WORKS が対応を案内していないブラウザーです。Chrome（推奨）・Edge・Safari・Firefox の最新版で開いてください。',
    en: 'LINE WORKS does not name this browser. Open it in a current Chrome (recommended), Edge, Safari or Firefox.',
  },
  unknown: {
    ja: 'ブラウザーの種類や版が分かりません。Chrome（推奨）・Edge・Safari・Firefox の最新版なら使えます。',
    en: 'We cannot tell which browser this is. A current Chrome (recommended), Edge, Safari or Firefox will do.',
  },
}

const OLD_SYSTEM: Text = {
  ja: 'OSは提供元のサポートが終わっているか、新しいブラウザーが動かない古い版です。IT担当に相談してください。',
  en: 'The system is no longer kept up to date, or too old for current browsers. Ask your IT desk.',
}

/** What the table says of a browser and its system, in one or two sentences. */
export function supportSentence({ browser, system }: SupportReading): Text {
  const { ja, en } = BROWSER_SENTENCE[browser]
  return system === 'too-old' ? { ja: `${ja}${OLD_SYSTEM.ja}`, en: `${en} ${OLD_SYSTEM.en}` } : { ja, en }
}

/** Whether the browser itself may be the reason. */
export const isDoubtful = ({ browser, system }: SupportReading): boolean =>
  browser === 'too-old' || browser === 'unsupported' || system === 'too-old'
