import type { Dispatch } from '../alert/dispatch.ts'

/** One message for one recipient, to be told once; `message.id` is its name for good. At least one way. */
export interface OutboxItem extends Dispatch {
  /** When it was put in. Epoch milliseconds, as all instants here. */
  readonly createdAt: number
}

/** How one attempt ended. `lost`: the process ended in the middle of it, and nobody knows whether it arrived. */
export const ATTEMPT_RESULTS = ['sent', 'retry', 'rejected', 'lost'] as const
export type AttemptResult = (typeof ATTEMPT_RESULTS)[number]

/** One attempt, as far as the next step depends on it. */
export interface Attempt {
  /** Index into the item's ways. */
  readonly way: number
  readonly at: number
  readonly result: AttemptResult
  /** This way is not tried again before; see `retryAtOf`. */
  readonly retryAt: number
}
