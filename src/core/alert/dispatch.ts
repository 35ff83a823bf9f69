import type { Locale } from '../locale.ts'
import type { Message } from './message.ts'
import type { Way } from './policy.ts'

/** One message for one recipient, for the outbox. `message.id` is its key: no other dispatch has it. */
export interface Dispatch {
  readonly message: Message
  readonly recipient: string
  readonly locale: Locale
  /** In the order in which they are to be tried. */
  readonly ways: readonly Way[]
  /** After this it is of no use; null: always of use. */
  readonly expiresAt: number | null
}
