import type { ServiceCondition, ViewerCondition } from '../condition.ts'
import { isStale } from '../judge.ts'
import type { Text } from '../locale.ts'
import { CONDITION_TITLE, SERVICE_SENTENCE, VIEWER_SENTENCE } from '../phrases.ts'
import type { Advice, Verdict, ViewerVerdict } from '../verdict.ts'
import type { Answer } from './answer.ts'

/** What may be said now, to somebody at one place or to everybody. */
export interface Standing {
  readonly condition: ViewerCondition
  readonly service: ServiceCondition
  readonly freshness: Answer['freshness']
  readonly site: string | null
  readonly sentence: Text
  /** When it was judged; null before the first verdict. */
  readonly asOf: number | null
  readonly since: number | null
  /** Null where nothing may be claimed. */
  readonly confidence: number | null
  /** What the newest looks say instead, while it is not confirmed yet. */
  readonly suspected: ViewerCondition | null
  readonly advice: readonly Advice[]
  /** Offices where it is otherwise. */
  readonly apart: readonly ViewerVerdict[]
}

const CHECKING: Text = {
  ja: '最初の確認をしています。まだ何も分かりません。',
  en: 'The first look is under way. Nothing is known yet.',
}
const STALE: Text = {
  ja: '最新の情報がありません。いまの状態は分かりません。',
  en: 'There is no recent information. We cannot tell how it is now.',
}

const nothing = (freshness: 'checking' | 'stale', text: Text, asOf: number | null, site: string | null): Standing => ({
  condition: 'unknown',
  service: 'unknown',
  freshness,
  site,
  sentence: text,
  asOf,
  since: null,
  confidence: null,
  suspected: null,
  advice: ['look-again', 'use-mobile-data'],
  apart: [],
})

/** Answers for one office where it was asked for or where all offices are alike, otherwise for the service as a whole. */
export function standingOf(verdict: Verdict | null, site: string | null, now: number): Standing {
  if (verdict === null) return nothing('checking', CHECKING, null, site)
  if (isStale(verdict, now)) return nothing('stale', STALE, verdict.at, site)
  const { service, viewers, at: asOf } = verdict
  const shared = { service: service.condition, freshness: 'fresh', asOf } as const
  const asked = site === null ? viewers : viewers.filter(({ vantage }) => vantage === site)
  const [first] = asked
  if (first && asked.every(({ condition }) => condition === first.condition)) {
    const suspected = asked.map(suspectedOf).find((condition) => condition !== null) ?? null
    return {
      ...shared,
      site,
      condition: first.condition,
      sentence: VIEWER_SENTENCE[first.condition],
      since: asked.reduce<number | null>((least, { since }) => earlier(least, since), null),
      confidence: claimed(first.condition, suspected, Math.min(...asked.map(({ confidence }) => confidence))),
      suspected,
      advice: [...new Set(asked.flatMap(({ advice }) => advice))],
      apart: [],
    }
  }
  const suspected = suspectedOf(service)
  return {
    ...shared,
    site: null,
    condition: service.condition,
    sentence: SERVICE_SENTENCE[service.condition],
    since: service.since,
    confidence: claimed(service.condition, suspected, service.confidence),
    suspected,
    advice: [],
    apart: viewers.filter(({ condition }) => condition !== service.condition),
  }
}

/** A condition that is about to give way is not told with a confidence, but with what may come. */
const suspectedOf = ({
  condition,
  raw,
}: {
  condition: ViewerCondition
  raw: ViewerCondition
}): ViewerCondition | null => (raw === condition || raw === 'unknown' || condition === 'unknown' ? null : raw)

const claimed = (condition: ViewerCondition, suspected: ViewerCondition | null, confidence: number): number | null =>
  condition === 'unknown' || suspected ? null : confidence

const earlier = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b)

/** How a condition is named at the beginning of an answer. */
export const titleOf = (condition: ViewerCondition): Text => CONDITION_TITLE[condition]
