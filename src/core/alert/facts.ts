import type { Incident, IncidentUpdate } from '../incident/incident.ts'
import type { KeptWindow } from '../maintenance/window.ts'
import type { Notice } from '../notice.ts'
import type { Verdict } from '../verdict.ts'
import type { Decision } from './decision.ts'
import type { Dispatch } from './dispatch.ts'
import type { Ailment, AlertEvent } from './event.ts'
import type { AlertMemory } from './memory.ts'
import type { SiteTitles } from './policy.ts'

/** `source:line-works-notices` */
export const ailmentIdOf = ({ topic, key }: Pick<Ailment, 'topic' | 'key'>): string => `${topic}:${key}`

/** What a person did since the last step. */
export type HumanAct =
  | {
      readonly kind: 'acknowledge'
      readonly at: number
      readonly by: string
      readonly incident: string
      /** Null: whoever acknowledged it. */
      readonly owner: string | null
      readonly note: string | null
    }
  | {
      readonly kind: 'update'
      readonly at: number
      readonly by: string
      readonly incident: string
      readonly text: IncidentUpdate['text']
    }
  /** `incident` turned out to be part of `into`. */
  | {
      readonly kind: 'merge'
      readonly at: number
      readonly by: string
      readonly incident: string
      readonly into: string
    }

/** A certificate that Dotchi saw on its way. */
export interface CertificateFact {
  readonly target: string
  readonly host: string
  readonly expiresAt: number
}

/** All that is known at one step. */
export interface AlertFacts {
  readonly at: number
  /** The newest one; a stale one counts as knowing nothing. */
  readonly verdict: Verdict | null
  /** Every notice that still matters, not only new ones. */
  readonly notices: readonly Notice[]
  /**
   * Every source that lastingly cannot be read, agent that is silent and channel that does not deliver, now. What is not in it works:
   * whoever cannot tell (after a restart) leaves in it what `AlertMemory.ailments` holds.
   */
  readonly ailments: readonly Ailment[]
  /** Those that were seen; of one that was not seen now nothing changes. */
  readonly certificates: readonly CertificateFact[]
  /** In the order in which they were done. Each is given once. */
  readonly acts: readonly HumanAct[]
  readonly sites: SiteTitles
  /** How long nothing was looked at before this step (a restart, a sleep); null where nothing was missed. */
  readonly awayMs: number | null
}

/** What one step comes to. Everything in it is to be kept in one transaction. */
export interface AlertStep {
  readonly memory: AlertMemory
  /** New or changed ones. */
  readonly incidents: readonly Incident[]
  readonly windows: readonly KeptWindow[]
  readonly events: readonly AlertEvent[]
  readonly decisions: readonly Decision[]
  readonly outgoing: readonly Dispatch[]
}
