import type { ServiceCondition, ViewerCondition } from './condition.ts'
import type { Text } from './locale.ts'
import { durationOf } from './time-text.ts'

/** Where a condition changed, as the history keeps it: of the service, or of the people at one vantage. */
export interface ConditionChange {
  /** When it was said; `since` is when it began, null where nobody knew. */
  readonly at: number
  readonly since: number | null
  readonly subject: { readonly kind: 'service' | 'component' | 'viewer'; readonly vantage?: string }
  readonly from: string | null
  readonly to: string
}

/** The trouble that is asked about. */
export interface Trouble {
  readonly condition: ServiceCondition | ViewerCondition
  /** The vantage where it is; null for the service as a whole. */
  readonly vantage: string | null
  /** Only what was over by then counts. */
  readonly at: number
  readonly since: number | null
}

/** How long it may last, going by what was. `too-few`: fewer than five like it; `no-trouble`: nothing that could end. */
export type Outlook =
  | { readonly basis: 'no-trouble' }
  | { readonly basis: 'too-few'; readonly count: number }
  | {
      readonly basis: 'enough'
      readonly count: number
      readonly medianMs: number
      readonly longestMs: number
      /** How long this one has lasted. */
      readonly soFarMs: number | null
    }

const FEWEST = 5
const TROUBLES: readonly string[] = ['degraded', 'outage', 'maintenance', 'company_network']

/**
 * Median and longest of the troubles of the same kind that are over. A trouble begins where it was first told as one and
 * ends where all was well again; what nobody knew in between does not end it. Its kind is the last one it was told as.
 */
export function similarOutages(changes: readonly ConditionChange[], trouble: Trouble): Outlook {
  if (!TROUBLES.includes(trouble.condition)) return { basis: 'no-trouble' }
  // What hits one office only is that office's own; everything else is the service's.
  const isOwn = trouble.condition === 'company_network'
  const own = changes.filter(({ subject }) =>
    isOwn ? subject.kind === 'viewer' && subject.vantage === trouble.vantage : subject.kind === 'service',
  )
  const durations = endedOf(own, trouble.at)
    .filter(({ condition }) => condition === trouble.condition)
    .map(({ durationMs }) => durationMs)
    .sort((a, b) => a - b)
  const count = durations.length
  if (count < FEWEST) return { basis: 'too-few', count }
  const middle = count >> 1
  return {
    basis: 'enough',
    count,
    medianMs: count % 2 === 1 ? durations[middle]! : (durations[middle - 1]! + durations[middle]!) / 2,
    longestMs: durations.at(-1)!,
    soFarMs: trouble.since === null ? null : Math.max(0, trouble.at - trouble.since),
  }
}

/** The troubles that began and ended before `at`, each with what it was told as last. */
function endedOf(changes: readonly ConditionChange[], at: number) {
  const ended: { readonly condition: string; readonly durationMs: number }[] = []
  let condition = ''
  let beganAt: number | null = null
  for (const change of changes.toSorted((a, b) => a.at - b.at)) {
    if (change.at > at) break
    const since = change.since ?? change.at
    if (TROUBLES.includes(change.to)) {
      condition = change.to
      beganAt ??= since
    } else if (change.to !== 'unknown' && beganAt !== null) {
      ended.push({ condition, durationMs: Math.max(0, since - beganAt) })
      beganAt = null
    }
  }
  return ended
}

/** What may be said of it. Null where nothing is wrong. */
export function outlookSentence(outlook: Outlook): Text | null {
  if (outlook.basis === 'no-trouble') return null
  if (outlook.basis === 'too-few') {
    const { count } = outlook
    return {
      ja:
        count === 0
          ? 'いつまで続くかは分かりません（同様の問題の記録がまだありません）。'
          : `いつまで続くかは分かりません（同様の問題の記録が${count}件しかないため、目安を示せません）。`,
      en:
        count === 0
          ? 'How long it may last is not known: nothing like it is on record.'
          : `How long it may last is not known: only ${count} like it ${count === 1 ? 'is' : 'are'} on record, which is no basis.`,
    }
  }
  const { count, medianMs, longestMs, soFarMs } = outlook
  const isLonger = soFarMs !== null && soFarMs > longestMs
  return {
    ja: `過去の同様の問題${count}件では、半数が${durationOf(medianMs, 'ja')}以内に終わり、最長は${durationOf(longestMs, 'ja')}でした。${isLonger ? '今回はすでにその最長を超えています。' : ''}`,
    en: `Of ${count} like it before, half were over within ${durationOf(medianMs, 'en')}; the longest took ${durationOf(longestMs, 'en')}.${isLonger ? ' This one has lasted longer already.' : ''}`,
  }
}
