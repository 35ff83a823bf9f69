import type { ChainStep } from './chain.ts'
import type { Component, Culprit, ServiceCondition, ViewerCondition } from './condition.ts'
import type { Evidence } from './evidence.ts'

/** How one part of LINE WORKS is. */
export interface ComponentVerdict {
  readonly component: Component
  readonly condition: ServiceCondition
  readonly since: number | null
}

/** How LINE WORKS is, for everybody. */
export interface ServiceVerdict {
  readonly condition: ServiceCondition
  /** What the newest look alone says, before it is confirmed. */
  readonly raw: ServiceCondition
  /** Start of this condition; for a confirmed trouble set back to the first failed look. Null while nothing is known. */
  readonly since: number | null
  /** Calibrated probability that `condition` is right, 0 to 1: how often such an answer turned out right. 0 while unknown. */
  readonly confidence: number
  /** Probability that LINE WORKS is not fully working, 0 to 1. */
  readonly pDown: number
  readonly components: readonly ComponentVerdict[]
}

/** How it is for people at one vantage. */
export interface ViewerVerdict {
  readonly vantage: string
  readonly condition: ViewerCondition
  readonly raw: ViewerCondition
  readonly culprit: Culprit
  readonly since: number | null
  readonly confidence: number
  readonly pDown: number
  /** Newest observation from there. */
  readonly lastSeenAt: number | null
  /** this device → company network → proxy → internet → LINE WORKS edge → login, with where it breaks. */
  readonly chain: readonly ChainStep[]
  readonly advice: readonly Advice[]
}

/** What to do next; the sentences are in `core/advice.ts`. */
export type Advice =
  | 'nothing'
  | 'wait'
  | 'wait-maintenance'
  | 'stay-logged-in'
  | 'do-not-reset'
  | 'use-other-channel'
  | 'ask-network-team'
  | 'ask-proxy-team'
  | 'check-proxy-login'
  | 'check-wifi'
  | 'check-clock'
  | 'use-mobile-data'
  | 'self-check'
  | 'ask-administrator'
  | 'look-again'
  | 'watch-notices'

/** The one answer that every face of Dotchi shows. Instants are epoch milliseconds. */
export interface Verdict {
  readonly id: string
  readonly at: number
  /** After this instant nobody may show it as current: the answer is unknown (stale). */
  readonly freshUntil: number
  readonly service: ServiceVerdict
  /** One for each vantage, sorted by name. */
  readonly viewers: readonly ViewerVerdict[]
  /** For and against, the heaviest first. */
  readonly evidence: readonly Evidence[]
}
