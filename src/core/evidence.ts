import type { Component, Culprit } from './condition.ts'
import type { Locale } from './locale.ts'

/** Who the evidence comes from: families are capped, so that no family alone can decide what it must not decide. */
export type EvidenceFamily = 'probe' | 'notice' | 'post' | 'report' | 'self'

/**
 * One reason for or against a verdict, with its weight and in words.
 * `contribution` is in nats towards (+) or away from (−) `culprit`.
 */
export interface Evidence {
  /** Which rule made it; stable, used in API and database. */
  readonly code: string
  readonly family: EvidenceFamily
  readonly culprit: Culprit
  readonly contribution: number
  /** The newest fact behind it. */
  readonly at: number
  readonly vantage: string | null
  readonly targets: readonly string[]
  readonly component: Component | null
  /** The sentence a person reads, in every language. */
  readonly text: Readonly<Record<Locale, string>>
}
