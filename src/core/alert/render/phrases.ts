import type { Component } from '../../condition.ts'
import type { Incident } from '../../incident/incident.ts'
import type { Locale, Text } from '../../locale.ts'
import type { Notice } from '../../notice.ts'
import { ADVICE_SENTENCE, COMPONENT_TITLE, confidenceTitle } from '../../phrases.ts'
import { dateOf, durationOf, timeOf, whenOf } from '../../time-text.ts'
import type { Advice } from '../../verdict.ts'
import type { MessageFact, MessageLink, Severity } from '../message.ts'
import type { SiteTitles } from '../policy.ts'

/** What a message says, before it is known to whom and in which thread. */
export interface Content {
  readonly kind: string
  readonly severity: Severity
  readonly headline: Text
  readonly lead: Text
  readonly facts: readonly MessageFact[]
  readonly advice: readonly Text[]
  readonly links: readonly MessageLink[]
}

/** What has to be known to put an event into words. */
export interface RenderContext {
  readonly at: number
  /** IANA name: the times in texts are those of its clocks. */
  readonly zone: string
  readonly sites: SiteTitles
  /** How many offices are looked at in all. */
  readonly siteCount: number
  /** LINE WORKS itself has trouble, too. */
  readonly isServiceDown: boolean
  readonly publicUrl: string | null
  readonly notices: ReadonlyMap<string, Notice>
  readonly businessMsBetween: (fromAt: number, toAt: number) => number
}

/** One sentence in both languages. */
export const both = (say: (locale: Locale) => string): Text => ({ ja: say('ja'), en: say('en') })
export const same = (text: string): Text => ({ ja: text, en: text })
/** By language. */
export const pick = (locale: Locale, ja: string, en: string): string => (locale === 'ja' ? ja : en)

export const fact = (ja: string, en: string, value: Text): MessageFact => ({ label: { ja, en }, value })

const WEEKDAYS: Readonly<Record<Locale, string>> = { ja: '日月火水木金土', en: 'SunMonTueWedThuFriSat' }

/** `9:05` today, otherwise with the date and its weekday: `12月8日(火) 2:00` / `Tue 8 Dec 2:00`. */
export function clockOf(at: number, { at: now, zone }: RenderContext, locale: Locale): string {
  const date = dateOf(at, zone)
  if (date === dateOf(now, zone)) return timeOf(at, zone).replace(/^0/, '')
  const weekday = new Date(Date.parse(date)).getUTCDay()
  const text = whenOf(at, now, zone, locale)
  if (locale === 'ja') return text.replace('日 ', `日(${WEEKDAYS.ja[weekday]}) `)
  return `${WEEKDAYS.en.slice(weekday * 3, weekday * 3 + 3)} ${text}`
}

/** `2:00〜4:00`, with dates where they differ from today; the end without one where it is the same day. */
export function spanOf(fromAt: number, toAt: number | null, context: RenderContext, locale: Locale): string {
  const from = clockOf(fromAt, context, locale)
  if (toAt === null) return pick(locale, `${from}から（終了時刻は未定）`, `from ${from}, end not known`)
  const isSameDay = dateOf(fromAt, context.zone) === dateOf(toAt, context.zone)
  const to = isSameDay ? timeOf(toAt, context.zone).replace(/^0/, '') : clockOf(toAt, context, locale)
  return pick(locale, `${from}〜${to}`, `${from} to ${to}`)
}

/** `38分間`, `1時間`: the Japanese word for hours has the word for lasting in it. */
export function lastingOf(ms: number, locale: Locale): string {
  const text = durationOf(ms, locale)
  return locale === 'en' || text.endsWith('時間') ? text : `${text}間`
}

const MOST_NAMES = 3

/** Names in a row; of many only the first, and how many more. */
export function namesOf(names: readonly Text[], locale: Locale): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => name[locale])
  const left = names.length - shown.length
  if (locale === 'ja') return shown.join('・') + (left > 0 ? `ほか${left}件` : '')
  if (left > 0) return `${shown.join(', ')} and ${left} more`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

export const siteTitleOf = (vantage: string, sites: SiteTitles): Text => sites[vantage] ?? same(vantage)
export const sitesOf = (vantages: readonly string[], { sites }: RenderContext, locale: Locale): string =>
  namesOf(
    vantages.map((vantage) => siteTitleOf(vantage, sites)),
    locale,
  ).replace('件', '拠点')

export const componentsOf = (components: readonly Component[], locale: Locale): string =>
  namesOf(
    components.map((component) => COMPONENT_TITLE[component]),
    locale,
  )

/** A calibrated probability in words and as a number; never certain. */
export const surenessOf = (confidence: number): Text =>
  both((locale) => {
    const percent = `${Math.min(99, Math.floor(confidence * 100))}%`
    return pick(
      locale,
      `${confidenceTitle(confidence).ja}（${percent}）`,
      `${confidenceTitle(confidence).en} (${percent})`,
    )
  })

const MOST_ADVICE = 4
export const adviceTexts = (advice: readonly Advice[]): readonly Text[] =>
  advice.slice(0, MOST_ADVICE).map((one) => ADVICE_SENTENCE[one])

const STATUS_PAGE: Text = { ja: '現在の状態', en: 'How it is now' }
const INCIDENT_PAGE: Text = { ja: 'この件の経過', en: 'The story so far' }
const NOTICE: Text = { ja: '公式のお知らせ', en: 'Official notice' }

export const statusLink = ({ publicUrl }: RenderContext): readonly MessageLink[] =>
  publicUrl === null ? [] : [{ title: STATUS_PAGE, url: `${publicUrl}/` }]
export const noticeLink = (url: string | null): readonly MessageLink[] => (url === null ? [] : [{ title: NOTICE, url }])

/** The incident's own page, the page of all, and the newest notice about it. */
export function incidentLinks({ id, notices }: Incident, context: RenderContext): readonly MessageLink[] {
  const { publicUrl } = context
  const own =
    publicUrl === null ? [] : [{ title: INCIDENT_PAGE, url: `${publicUrl}/incidents/${encodeURIComponent(id)}` }]
  const told = context.notices.get(notices.at(-1) ?? '')
  return [...statusLink(context), ...own, ...noticeLink(told?.url ?? null)]
}

/** `8:42（38分前）` */
export const sinceOf = (since: number, context: RenderContext): Text =>
  both((locale) => {
    const lasted = durationOf(context.at - since, locale)
    return pick(
      locale,
      `${clockOf(since, context, locale)}（${lasted}前）`,
      `${clockOf(since, context, locale)} (${lasted} ago)`,
    )
  })
