import type { Config } from './config.ts'
import type { Locale } from './core/locale.ts'
import { CONDITION_TITLE } from './core/phrases.ts'
import { timeOf } from './core/time-text.ts'
import type { Verdict } from './core/verdict.ts'

export interface StartFacts {
  readonly config: Config
  readonly locale: Locale
  /** Where the page is. */
  readonly url: string
  readonly version: string
}

/** What the service says when it has started: where it listens, and what it watches from where. */
export function startText({ config, locale, url, version }: StartFacts): string {
  const { targets, probing, vantage, proxy, database } = config
  const ja = locale === 'ja'
  const controls = targets.filter((target) => target.role === 'control').length
  const service = targets.filter((target) => target.role === 'service').length
  const seconds = probing.intervalMs / 1000
  const way = [proxy.https, proxy.http].find((address) => address !== null)
  const host = way ? new URL(way).host : null
  const place = database.url.startsWith('sqlite:') ? database.url.slice(7) : 'PostgreSQL'
  const rows: readonly (readonly [string, string])[] = ja
    ? [
        ['画面', url],
        ['監視対象', `${targets.length} 件（LINE WORKS ${service} 件、対照サイト ${controls} 件）、${seconds} 秒ごと`],
        ['観測点', `${vantage.title.ja}（${host ? `プロキシ ${host} 経由` : 'プロキシなし'}）`],
        ['データ', place],
      ]
    : [
        ['page', url],
        ['watching', `${targets.length} targets (LINE WORKS ${service}, control ${controls}), every ${seconds} s`],
        ['from', `${vantage.title.en} (${host ? `through the proxy ${host}` : 'no proxy'})`],
        ['data', place],
      ]
  return [`Dotchi ${version}`, ...rows.map(([name, value]) => `  ${name}${ja ? '：' : ': '}${value}`)].join('\n')
}

/** `09:05:12 判定: LINE WORKS 正常 / この場所 正常（97%）`: one line for each change. */
export function verdictLine(verdict: Verdict, locale: Locale, zone: string): string {
  const { service, viewers } = verdict
  const here = viewers.map((viewer) => `${viewer.vantage} ${CONDITION_TITLE[viewer.condition][locale]}`).join(' / ')
  const percent = Math.round(service.confidence * 100)
  const whole = `LINE WORKS ${CONDITION_TITLE[service.condition][locale]}`
  return locale === 'ja'
    ? `${timeOf(verdict.at, zone, true)} 判定：${whole}（確度 ${percent}%） ／ ${here}`
    : `${timeOf(verdict.at, zone, true)} verdict: ${whole} (${percent}% sure) / ${here}`
}
