import type { EvidenceFamily } from '../../core/evidence.ts'
import type { Locale, Text } from '../../core/locale.ts'
import { CONDITION_TITLE, CULPRIT_TITLE, confidenceTitle } from '../../core/phrases.ts'
import { durationOf, whenOf } from '../../core/time-text.ts'
import { padRight, wrapped } from '../cells.ts'
import type { Style } from '../check/style.ts'
import type { Explained } from './explained.ts'

export interface WaterfallOptions {
  readonly locale: Locale
  readonly style: Style
  readonly columns: number
  readonly zone: string
  readonly now: number
}

const WORDS = {
  whole: { ja: 'LINE WORKS 全体', en: 'LINE WORKS as a whole' },
  cause: { ja: '原因', en: 'Cause' },
  since: { ja: 'いつから', en: 'Since' },
  sure: { ja: '判定', en: 'Sure' },
  given: { ja: '判定時刻', en: 'Given at' },
  id: { ja: '判定番号', en: 'Verdict' },
  offices: { ja: '拠点', en: 'Offices' },
  outlook: { ja: '見通し', en: 'Outlook' },
  evidence: { ja: '根拠の積み上げ（▓ 支持、░ 反対）', en: 'How the evidence adds up (▓ for, ░ against)' },
  side: { ja: '根拠（まだどちらとも言えません）', en: 'Evidence (no answer yet)' },
  aside: { ja: '判定に影響しない情報', en: 'What does not count either way' },
  sum: { ja: '合計', en: 'Sum' },
  stale: {
    ja: 'この時刻には新しい確認結果がありませんでした。以下はその前の最後の判定です。',
    en: 'At this moment there were no fresh looks. Below is the last verdict before that.',
  },
} as const satisfies Record<string, Text>

const FAMILY: Readonly<Record<EvidenceFamily, Text>> = {
  probe: { ja: '自動確認', en: 'look' },
  notice: { ja: 'お知らせ', en: 'notice' },
  post: { ja: '投稿', en: 'posts' },
  report: { ja: '社員の報告', en: 'reports' },
  self: { ja: '自己点検', en: 'self check' },
}

const BAR = 24

/** A verdict and its waterfall for a person at a terminal; without colours it reads the same. */
export function waterfallText(explained: Explained, options: WaterfallOptions): string {
  const { locale, style, columns } = options
  const width = Math.min(columns, 100) - 2
  const title = CONDITION_TITLE[explained.condition][locale]
  const where = explained.site ?? WORDS.whole[locale]
  const lines = [
    style.strong(locale === 'ja' ? `【${title}】${where}` : `${title} – ${where}`),
    ...wrapped(explained.sentence[locale], width - 2).map((line) => `   ${line}`),
    ...(explained.freshness === 'stale' ? wrapped(WORDS.stale[locale], width).map(style.warn) : []),
    '',
    ...factRows(explained, options, width),
    '',
    ...stepLines(explained, options, width),
    ...asideLines(explained, options, width),
  ]
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`
}

function factRows(explained: Explained, { locale, zone, now }: WaterfallOptions, room: number): readonly string[] {
  const { condition, confidence, culprit, since, at, offices, outlook } = explained
  const [given, began] = [Date.parse(at), since === null ? null : Date.parse(since)]
  const when = (instant: number) => whenOf(instant, now, zone, locale)
  const percent = `${Math.min(99, Math.floor(confidence * 100))}%`
  const sure = confidenceTitle(confidence)[locale]
  const lasted = began === null ? '' : durationOf(given - began, locale)
  const rows: readonly (readonly [Text, string] | null)[] = [
    condition === 'unknown' ? null : [WORDS.cause, CULPRIT_TITLE[culprit][locale]],
    condition === 'unknown' ? null : [WORDS.sure, locale === 'ja' ? `${sure}（${percent}）` : `${sure} (${percent})`],
    began === null
      ? null
      : [WORDS.since, locale === 'ja' ? `${when(began)}（${lasted}間）` : `${when(began)} (${lasted})`],
    [WORDS.given, when(given)],
    offices.offices > 1 ? [WORDS.offices, offices.sentence[locale]] : null,
    outlook.sentence ? [WORDS.outlook, outlook.sentence[locale]] : null,
    [WORDS.id, explained.verdict],
  ]
  const told = rows.filter((row) => row !== null)
  return told.flatMap(([name, value]) =>
    wrapped(value, room - 12).map((line, index) => ` ${padRight(index === 0 ? name[locale] : '', 10)} ${line}`),
  )
}

const figureOf = (nats: number): string => `${nats >= 0 ? '+' : '−'}${Math.abs(nats).toFixed(1)}`.padStart(5)

function stepLines(explained: Explained, options: WaterfallOptions, width: number): readonly string[] {
  const { locale, style } = options
  const { steps, total } = explained
  if (steps.length === 0) return []
  const [low, high] = [Math.min(0, ...steps.map((s) => s.total)), Math.max(1, ...steps.map((s) => s.total))]
  const placeOf = (nats: number) => Math.round(((nats - low) / (high - low)) * BAR)
  const lines = steps.flatMap((step) => {
    const isFor = step.support >= 0
    const picture = barOf(placeOf(step.total - step.support), placeOf(step.total), isFor ? '▓' : '░')
    const who = [FAMILY[step.family][locale], step.vantage].filter((word) => word !== null).join(' · ')
    const text = wrapped(`${step.text[locale]} ${style.quiet(`[${who}]`)}`, width - BAR - 10)
    return text.map((line, index) =>
      index === 0
        ? ` ${(isFor ? style.good : style.bad)(picture)} ${figureOf(step.support)}  ${line}`
        : ` ${' '.repeat(BAR + 8)}${line}`,
    )
  })
  const sum =
    total === null
      ? []
      : [` ${style.strong(`${barOf(placeOf(0), placeOf(total), '█')} ${figureOf(total)}  ${WORDS.sum[locale]}`)}`]
  return [style.strong(` ${WORDS[total === null ? 'side' : 'evidence'][locale]}`), ...lines, ...sum]
}

/** From where the sum stood to where it stands. */
function barOf(from: number, to: number, ink: string): string {
  const [start, end] = [Math.min(from, to), Math.max(from, to)]
  const length = Math.max(1, end - start)
  return padRight(' '.repeat(Math.min(start, BAR - length)) + ink.repeat(length), BAR)
}

function asideLines({ aside }: Explained, { locale, style }: WaterfallOptions, width: number): readonly string[] {
  if (aside.length === 0) return []
  const told = aside.flatMap((item) => {
    const who = item.vantage === null ? '' : ` [${item.vantage}]`
    return wrapped(`${item.text[locale]}${who}`, width - 4).map((line, index) =>
      index === 0 ? `  - ${line}` : `    ${line}`,
    )
  })
  return ['', style.strong(` ${WORDS.aside[locale]}`), ...told.map(style.quiet)]
}
