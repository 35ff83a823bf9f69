import type { ServiceCondition } from '../condition.ts'

export const DEVICES = ['windows', 'mac', 'ios', 'android'] as const
export type Device = (typeof DEVICES)[number]

export const CLIENTS = ['browser', 'app'] as const
export type Client = (typeof CLIENTS)[number]

/** What a person wrote, and what is known besides. */
export interface TriageInput {
  /** A ticket, a chat message, a screen read out: in any words, of any length. */
  readonly text: string
  /** Null where it is not known. */
  readonly device: Device | null
  readonly client: Client | null
  /** What the monitor says at that moment. */
  readonly service: ServiceCondition
}
