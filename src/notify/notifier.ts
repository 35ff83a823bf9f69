import type { z } from 'zod'
import type { Locale, Text } from '../core/locale.ts'
import type { Clock } from '../platform/clock.ts'
import type { Trust } from '../platform/network.ts'

/** What is to be said. The same `id` on every attempt, so that a repeated one can be known as such. */
export interface Message {
  readonly id: string
  readonly subject: Text
  /** Plain text; lines end with a line feed. */
  readonly body: Text
}

/** Why a message did not arrive. */
export const DELIVERY_FAILURES = [
  'unreachable', // the name, the connection or the certificate
  'timeout',
  'busy', // it was told to come back later
  'not-encrypted', // encryption is wanted and not offered
  'not-admitted', // user name or password
  'refused', // the message, its sender or all who should receive it
] as const
export type DeliveryFailure = (typeof DELIVERY_FAILURES)[number]

/** How one attempt ended. `detail`: a system's or a server's own words, cleaned, without secrets. */
export type Delivery =
  /** `left`: how many of those who should receive it were refused while others were not. */
  | { readonly kind: 'sent'; readonly left: number }
  /** Worth another attempt, later. */
  | { readonly kind: 'retry'; readonly reason: DeliveryFailure; readonly detail: string }
  /** Another attempt would end the same. */
  | { readonly kind: 'rejected'; readonly reason: DeliveryFailure; readonly detail: string }

export interface DeliveryContext {
  readonly clock: Clock
  readonly trust: Trust
  /** The language of those who receive it. */
  readonly locale: Locale
  readonly signal?: AbortSignal
}

/** One kind of channel by which people are told. */
export interface Notifier<Options = unknown> {
  readonly kind: string
  readonly title: Text
  readonly options: z.ZodType<Options>
  /** Valid options, used by documents and the contract suite. */
  readonly example: unknown
  /** One attempt, within a deadline of its own. What goes wrong in the world is in the answer. */
  deliver(message: Message, options: Options, context: DeliveryContext): Promise<Delivery>
}

/** Declares a channel with its option type inferred from the schema. */
export const defineNotifier = <Options>(notifier: Notifier<Options>): Notifier<Options> => notifier
