import type { Locale } from '../locale.ts'
import { ADVICE_SENTENCE, COMPONENT_TITLE, CONDITION_TITLE, confidenceTitle } from '../phrases.ts'
import { durationOf, whenOf } from '../time-text.ts'
import type { Advice } from '../verdict.ts'
import { type Answer, type AnswerFacts, type AnswerLine, item, sentence } from './answer.ts'
import { say } from './answer-words.ts'
import { type Standing, titleOf } from './standing.ts'

/** What every answer begins with, and what the parts of one are made from. */
export interface Saying {
  readonly facts: AnswerFacts
  readonly standing: Standing
  readonly locale: Locale
  /** The words of whoever asks. */
  readonly text: string
}

/** An answer without what all of them share. */
export type Said = Pick<Answer, 'headline' | 'lines' | 'choices' | 'links'>

const MOST_ADVICE = 4
/** Advice that only repeats what the headline says. */
const IS_IN_HEADLINE: ReadonlySet<Advice> = new Set(['nothing', 'wait-maintenance'])

/** `【障害】LINE WORKS 側の障害です。…` */
export const headlineOf = ({ standing, locale }: Saying): string =>
  say('heading', locale, titleOf(standing.condition)[locale], standing.sentence[locale])

/** As of when, since when, how sure: on one line, as far as something may be claimed. */
export function standingLine({ standing, facts, locale }: Saying): string | null {
  const { asOf, since, confidence, freshness, condition } = standing
  const { now, zone } = facts
  if (asOf === null) return null
  if (freshness !== 'fresh') return say('asOfOld', locale, whenOf(asOf, now, zone, locale))
  const parts = [say('asOf', locale, whenOf(asOf, now, zone, locale))]
  if (since !== null && condition !== 'unknown')
    parts.push(say('since', locale, whenOf(since, now, zone, locale), durationOf(now - since, locale)))
  if (confidence !== null)
    parts.push(say('confidence', locale, confidenceTitle(confidence)[locale], Math.floor(confidence * 100)))
  return parts.join(locale === 'ja' ? '・' : ', ')
}

/** Everything that is said of how it is now, without what to do. */
export function standingLines(saying: Saying): AnswerLine[] {
  const { standing, facts, locale } = saying
  const { suspected, apart } = standing
  const officeOf = (vantage: string) => facts.vantageTitles[vantage]?.[locale] ?? vantage
  const stated = standingLine(saying)
  return [
    ...(stated ? [sentence(stated)] : []),
    ...(suspected ? [sentence(say('suspected', locale, CONDITION_TITLE[suspected][locale]))] : []),
    ...apart.map(({ vantage, condition }) =>
      sentence(say('apart', locale, officeOf(vantage), conditionWord(CONDITION_TITLE[condition][locale], locale))),
    ),
    ...brokenParts(saying).map(sentence),
  ]
}

const conditionWord = (title: string, locale: Locale) => (locale === 'en' ? title.toLowerCase() : title)

/** Which parts fail, where not all do. */
function brokenParts({ facts, standing, locale }: Saying): string[] {
  if (standing.freshness !== 'fresh' || !['degraded', 'outage'].includes(standing.service)) return []
  const parts = facts.verdict?.service.components ?? []
  const broken = parts.filter(({ condition }) => condition === 'degraded' || condition === 'outage')
  if (broken.length === 0 || broken.length === parts.length) return []
  const names = broken.map(({ component }) => COMPONENT_TITLE[component][locale])
  return [say('affected', locale, names.join(locale === 'ja' ? '、' : ', '))]
}

export const adviceLines = ({ standing, locale }: Saying, besides: readonly Advice[] = []): AnswerLine[] =>
  [...new Set([...standing.advice, ...besides])]
    .filter((advice) => !IS_IN_HEADLINE.has(advice))
    .slice(0, MOST_ADVICE)
    .map((advice) => item(ADVICE_SENTENCE[advice][locale]))

export const pageLinks = ({ facts, locale }: Saying): Answer['links'] =>
  facts.urls.page === null ? [] : [{ label: say('page', locale), url: facts.urls.page }]
