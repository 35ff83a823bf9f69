import type { ViewerCondition } from '../../core/condition.ts'
import type { Evidence } from '../../core/evidence.ts'
import type { Locale, Text } from '../../core/locale.ts'
import type { Observation } from '../../core/observation.ts'
import {
  ADVICE_SENTENCE,
  CHAIN_LINK_TITLE,
  CONDITION_TITLE,
  CULPRIT_TITLE,
  confidenceTitle,
  VIEWER_SENTENCE,
} from '../../core/phrases.ts'
import type { Target } from '../../core/target.ts'
import { timeOf } from '../../core/time-text.ts'
import type { Advice, Verdict, ViewerVerdict } from '../../core/verdict.ts'
import { cellsOf, padRight, wrapped } from '../cells.ts'
import { chainPicture, type PictureOptions } from './chain-picture.ts'
import { failureLines, lookLines } from './look-lines.ts'

/** One check from this computer, ready to be told. */
export interface Checked {
  readonly verdict: Verdict
  readonly viewer: ViewerVerdict
  readonly observations: readonly Observation[]
  readonly targets: readonly Target[]
  readonly zone: string
  readonly tookMs: number
  /** Where the looks went through, `host:port`; null where there is no proxy. */
  readonly proxy: string | null
}

export interface ReportOptions extends PictureOptions {
  /** Every look, also those that passed. */
  readonly all: boolean
}

const WORDS = {
  culprit: { ja: '原因', en: 'Cause' },
  confidence: { ja: '判定', en: 'Sure' },
  breaks: { ja: '場所', en: 'Where' },
  seen: { ja: '確認', en: 'Seen' },
  evidence: { ja: '根拠', en: 'Evidence' },
  failed: { ja: '失敗した確認', en: 'What failed' },
  everything: { ja: '確認した内容', en: 'What was looked at' },
  todo: { ja: '次にすること', en: 'What to do' },
  notTodo: { ja: 'しないこと', en: 'What not to do' },
  more: {
    ja: 'すべての確認結果は dotchi check --all、JSON は --json で表示します。',
    en: 'All looks: dotchi check --all. JSON: --json.',
  },
} as const satisfies Record<string, Text>

const TONE: Readonly<Record<ViewerCondition, 'good' | 'warn' | 'bad'>> = {
  operational: 'good',
  degraded: 'warn',
  outage: 'bad',
  maintenance: 'warn',
  unknown: 'warn',
  company_network: 'bad',
  account_or_device: 'warn',
}

/** Advice that says what to leave alone. */
const LEAVE_ALONE: ReadonlySet<Advice> = new Set(['do-not-reset', 'stay-logged-in'])
const MOST_EVIDENCE = 4

/** The answer for a person at a terminal: who it is, where it breaks, why, and what to do now. */
export function reportText(checked: Checked, options: ReportOptions): string {
  const { locale, style, columns } = options
  const { viewer, observations, targets } = checked
  const width = Math.min(columns, 100) - 2
  const paint = style[TONE[viewer.condition]]
  const title = CONDITION_TITLE[viewer.condition][locale]
  const headline = [
    paint(style.strong(locale === 'ja' ? `【${title}】` : title)),
    ...wrapped(VIEWER_SENTENCE[viewer.condition][locale], width - 2).map((line) => `   ${style.strong(line)}`),
  ]
  const failed = observations.filter(({ outcome }) => outcome === 'failed')
  const sections: readonly (readonly string[])[] = [
    chainPicture(viewer.chain, options),
    factRows(checked, locale, width),
    section(WORDS.evidence[locale], evidenceLines(checked, locale, width), style.strong),
    options.all
      ? section(WORDS.everything[locale], lookLines(observations, targets, options, width), style.strong)
      : section(WORDS.failed[locale], failureLines(failed, targets, options, width), style.strong),
    section(WORDS.todo[locale], adviceLines(viewer.advice, locale, width, false), style.strong),
    section(WORDS.notTodo[locale], adviceLines(viewer.advice, locale, width, true), style.strong),
    options.all ? [] : [style.quiet(WORDS.more[locale])],
  ]
  const body = sections.filter((lines) => lines.length > 0).flatMap((lines) => ['', ...lines.map((line) => ` ${line}`)])
  return `${[...headline, ...body].map((line) => line.trimEnd()).join('\n')}\n`
}

const section = (title: string, lines: readonly string[], strong: (text: string) => string): readonly string[] =>
  lines.length === 0 ? [] : [strong(title), ...lines]

function factRows(checked: Checked, locale: Locale, room: number): readonly string[] {
  const { viewer, observations, zone, verdict, tookMs, proxy } = checked
  const taken = observations.filter(({ outcome }) => outcome !== 'skipped')
  const passed = taken.filter(({ outcome }) => outcome === 'passed').length
  const ja = locale === 'ja'
  const seconds = (tookMs / 1000).toFixed(1)
  const way = ja
    ? proxy === null
      ? 'プロキシなし'
      : `プロキシ ${proxy} 経由`
    : proxy === null
      ? 'no proxy'
      : `through the proxy ${proxy}`
  const sure = confidenceTitle(viewer.confidence)[locale]
  const percent = `${Math.round(viewer.confidence * 100)}%`
  const broken = viewer.chain.find(({ state }) => state === 'broken')
  const isKnown = viewer.condition !== 'unknown'
  const rows: readonly (readonly [Text, string] | null)[] = [
    isKnown ? [WORDS.culprit, CULPRIT_TITLE[viewer.culprit][locale]] : null,
    broken ? [WORDS.breaks, CHAIN_LINK_TITLE[broken.link][locale]] : null,
    isKnown ? [WORDS.confidence, ja ? `${sure}（${percent}）` : `${sure} (${percent})`] : null,
    [
      WORDS.seen,
      ja
        ? `${timeOf(verdict.at, zone)}、${taken.length}件中${passed}件が成功（${seconds}秒、${way}）`
        : `${timeOf(verdict.at, zone)}, ${passed} of ${taken.length} looks passed (${seconds} s, ${way})`,
    ],
  ]
  const told = rows.filter((row) => row !== null)
  const width = Math.max(...told.map(([name]) => cellsOf(name[locale])))
  return told.flatMap(([name, value]) =>
    wrapped(value, room - width - 2).map(
      (line, index) => `${padRight(index === 0 ? name[locale] : '', width)}  ${line}`,
    ),
  )
}

/** What speaks for the answer, the heaviest first; for an open answer whatever there is. */
function evidenceLines({ verdict, viewer }: Checked, locale: Locale, width: number): readonly string[] {
  const speaks = (item: Evidence) => viewer.condition === 'unknown' || item.culprit === viewer.culprit
  const own = verdict.evidence.filter((item) => item.vantage === null || item.vantage === viewer.vantage)
  const heaviest = own.filter((item) => speaks(item) && item.contribution > 0)
  const told = [...new Set(heaviest.map((item) => item.text[locale]))].slice(0, MOST_EVIDENCE)
  return told.flatMap((text) => item('・', text, locale, width))
}

function adviceLines(advice: readonly Advice[], locale: Locale, width: number, leave: boolean): readonly string[] {
  return advice
    .filter((one) => LEAVE_ALONE.has(one) === leave)
    .flatMap((one, index) => item(leave ? '・' : `${index + 1}.`, ADVICE_SENTENCE[one][locale], locale, width))
}

/** One entry of a list, its further lines indented. */
function item(mark: string, text: string, locale: Locale, width: number): readonly string[] {
  const bullet = mark === '・' && locale === 'en' ? '-' : mark
  const gap = bullet === '・' ? '' : ' '
  const indent = cellsOf(bullet) + gap.length
  return wrapped(text, width - indent - 3).map((line, index) =>
    index === 0 ? `  ${bullet}${gap}${line}` : `  ${' '.repeat(indent)}${line}`,
  )
}
