import type { Locale } from '../../core/locale.ts'
import type { Observation } from '../../core/observation.ts'
import { ERROR_TITLE, PHASE_TITLE, SKIP_TITLE } from '../../core/phrases.ts'
import type { Target } from '../../core/target.ts'
import { cellsOf, padRight, wrapped } from '../cells.ts'
import type { PictureOptions } from './chain-picture.ts'

type Targets = readonly Target[]

/** How many names are told of those that failed in the same way. */
const MOST_NAMES = 4

/** What failed, those together that failed in the same way: fifteen times the same line would hide the one that differs. */
export function failureLines(
  failed: readonly Observation[],
  targets: Targets,
  { locale, style }: PictureOptions,
  width: number,
): readonly string[] {
  const ja = locale === 'ja'
  const groups = [...Map.groupBy(failed, (look) => reasonOf(look, locale))].toSorted(
    ([, a], [, b]) => Number(isOfService(b)) - Number(isOfService(a)) || b.length - a.length,
  )
  return groups.flatMap(([reason, looks]) => {
    const names = looks.map((look) => lookTitle(look, targets, locale))
    const rest = names.length - MOST_NAMES
    const told = names.slice(0, MOST_NAMES).join(ja ? '、' : ', ')
    const more = rest <= 0 ? '' : ja ? ` ほか${rest}件` : ` and ${rest} more`
    return [
      ...wrapped(reason, width - 5).map((line, index) => (index === 0 ? `  ${style.bad('✗')} ${line}` : `    ${line}`)),
      ...wrapped(`${told}${more}`, width - 6).map((line) => style.quiet(`      ${line}`)),
    ]
  })
}

const isOfService = (looks: readonly Observation[]) => looks.some(({ role }) => role === 'service')

/** Every look on a line of its own. */
export function lookLines(
  looks: readonly Observation[],
  targets: Targets,
  { locale, style }: PictureOptions,
  width: number,
): readonly string[] {
  const marks = { passed: style.good('✓'), failed: style.bad('✗'), skipped: style.quiet('-') }
  const rows = looks.map((look) => ({ look, name: lookTitle(look, targets, locale) }))
  const longest = Math.min(Math.floor(width * 0.6), Math.max(0, ...rows.map(({ name }) => cellsOf(name))))
  return rows.flatMap(({ look, name }) => {
    const found = wrapped(foundText(look, locale), Math.max(20, width - longest - 6))
    return found.map((line, index) =>
      index === 0
        ? `  ${marks[look.outcome]} ${padRight(name, longest)}  ${line}`
        : `    ${' '.repeat(longest)}  ${line}`,
    )
  })
}

/** The target's title, and the way where it is looked at by several. */
function lookTitle(look: Observation, targets: Targets, locale: Locale): string {
  const target = targets.find(({ id }) => id === look.target)
  const way = { proxy: { ja: 'プロキシ経由', en: 'proxy' }, direct: { ja: '直接', en: 'direct' } }[look.via][locale]
  const marks = [
    ...(target?.via === 'both' ? [way] : []),
    ...(target?.family === 'both' && look.family ? [`IPv${look.family}`] : []),
  ]
  const title = target?.title[locale] ?? look.target
  return marks.length === 0 ? title : `${title} [${marks.join(', ')}]`
}

/** Where and why a look stopped. */
function reasonOf(look: Observation, locale: Locale): string {
  const { error, httpStatus, tlsIssuer, phase } = look
  const status = httpStatus === null ? '' : `HTTP ${httpStatus}`
  // Node's own names help whoever looks them up; ours say no more than the sentence.
  const code = error && /^E[A-Z]/.test(error) && !error.includes('_CERT_') ? ` (${error})` : ''
  const why = error ? `${ERROR_TITLE[error][locale]}${code}` : status
  const also = error && phase === 'content' && status ? (locale === 'ja' ? `、${status}` : `, ${status}`) : ''
  const issuer =
    tlsIssuer && phase === 'tls' ? (locale === 'ja' ? `、発行元 ${tlsIssuer}` : `, issued by ${tlsIssuer}`) : ''
  return `${PHASE_TITLE[phase][locale]}: ${why}${also}${issuer}`
}

/** What one look found: how long it took, or why it stopped or was not taken. */
function foundText(look: Observation, locale: Locale): string {
  if (look.skipped) return SKIP_TITLE[look.skipped][locale]
  const took = `${Math.round(look.tookMs)} ms`
  if (look.outcome === 'failed') return `${reasonOf(look, locale)}, ${took}`
  return look.httpStatus === null ? took : `HTTP ${look.httpStatus}, ${took}`
}
