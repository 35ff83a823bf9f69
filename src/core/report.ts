import type { Component } from './condition.ts'

/** An employee's own word, without personal data. */
export interface Report {
  readonly at: number
  /** The vantage (office) the reporter chose or was recognised by. */
  readonly site: string
  readonly symptom: 'login' | 'slow' | 'error' | 'other' | 'works'
  readonly component: Component | null
}

/** A public post, classified: is it a first-hand report that LINE WORKS fails now? */
export const POST_LABELS = ['report', 'recovery', 'other'] as const
export type PostLabel = (typeof POST_LABELS)[number]
export interface PostSignal {
  readonly at: number
  readonly label: PostLabel
}
