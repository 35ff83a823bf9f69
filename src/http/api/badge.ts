import { makeBadge } from 'badge-maker'
import type { ViewerCondition } from '../../core/condition.ts'
import type { Locale, Text } from '../../core/locale.ts'
import { CONDITION_TITLE } from '../../core/phrases.ts'
import { durationOf, isoOf, timeOf } from '../../core/time-text.ts'
import { CONDITION_COLOUR } from '../colours.ts'
import type { Edition } from '../press.ts'
import type { BadgeStyle, BadgeView } from '../routes.ts'

/** The words of a badge. Nothing in it comes from the request: what is asked for only chooses among these. */
export interface BadgeWords {
  readonly label: string
  readonly message: string
  /** The whole story, for screen readers and as a tooltip. */
  readonly title: string
  readonly condition: ViewerCondition
}

export interface BadgeQuestion {
  readonly locale: Locale
  /** One of the edition's vantages with what people call it; null asks for the service as a whole. */
  readonly site: { readonly id: string; readonly title: Text } | null
}

const SERVICE: Text = { ja: 'LINE WORKS', en: 'LINE WORKS' }
const CHECKING: Text = { ja: '確認中', en: 'checking' }
const STALE: Text = { ja: '情報が古い', en: 'stale' }
const NO_SITE: Text = { ja: '登録のない拠点', en: 'no such site' }
const AS_OF: Text = { ja: '確認時刻', en: 'as of' }

/** Below a minute the seconds would be wrong before anybody reads them: images are kept for half a minute. */
const ageOf = (at: number, now: number, locale: Locale): string => {
  if (now - at < 60_000) return locale === 'ja' ? '1分以内' : '<1 min ago'
  return locale === 'ja' ? `${durationOf(now - at, locale)}前` : `${durationOf(now - at, locale)} ago`
}

/** What the badge says now. */
export function badgeWordsOf(edition: Edition, { locale, site }: BadgeQuestion, zone: string): BadgeWords {
  const label = site === null ? SERVICE[locale] : labelOf(site.title[locale], locale)
  const { judged, verdict, freshness, now } = edition
  if (judged === null || verdict === null) return wordsOf(label, CHECKING[locale], CHECKING[locale], 'unknown')
  const age = ageOf(judged.at, now, locale)
  const stamp = `${AS_OF[locale]} ${isoOf(judged.at, zone)}`
  if (freshness === 'stale') {
    const message = locale === 'ja' ? `${STALE.ja} (${age})` : `${STALE.en} (${age})`
    return wordsOf(label, message, `${STALE[locale]}, ${stamp}`, 'unknown')
  }
  const said = site === null ? verdict.service : verdict.viewers.find(({ vantage }) => vantage === site.id)
  const condition = said?.condition ?? 'unknown'
  // About to give way: a green badge must not go on telling what the newest looks deny.
  if (said && said.raw !== condition && said.confidence < 0.5)
    return wordsOf(label, `${CHECKING[locale]} (${age})`, `${CHECKING[locale]}, ${stamp}`, 'unknown')
  const title = CONDITION_TITLE[condition][locale]
  return wordsOf(label, `${title} ${timeOf(judged.at, zone)} (${age})`, `${title}, ${stamp}`, condition)
}

/** For a site that nobody configured: its name is not repeated. */
export const unknownSiteWords = (locale: Locale): BadgeWords =>
  wordsOf(SERVICE[locale], NO_SITE[locale], NO_SITE[locale], 'unknown')

const labelOf = (site: string, locale: Locale) =>
  locale === 'ja' ? `${SERVICE.ja}（${site}）` : `${SERVICE.en} (${site})`

const wordsOf = (label: string, message: string, story: string, condition: ViewerCondition): BadgeWords => ({
  label,
  message,
  title: `${label}: ${story}`,
  condition,
})

const escapeXml = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

/** The badge as SVG; the library measures the text, full-width characters included, and fixes its length. */
export function badgeSvgOf(words: BadgeWords, style: BadgeStyle): string {
  const { label, message, title, condition } = words
  const svg = makeBadge({ label, message, style, color: CONDITION_COLOUR[condition] })
  const story = escapeXml(title)
  return svg
    .replace(/aria-label="[^"]*"/, () => `aria-label="${story}"`)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${story}</title>`)
}

/** For shields.io; `isError` keeps whoever embeds it from painting a bad state in another colour. */
export const badgeViewOf = ({ label, message, condition }: BadgeWords): BadgeView => ({
  schemaVersion: 1,
  label,
  message,
  color: CONDITION_COLOUR[condition].slice(1),
  isError: condition !== 'operational',
  cacheSeconds: 30,
})
