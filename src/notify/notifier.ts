import type { z } from 'zod'
import type { Message } from '../core/alert/message.ts'
import type { Locale, Text } from '../core/locale.ts'
import type { Clock } from '../platform/clock.ts'
import type { Trust } from '../platform/network.ts'
import type { Send } from '../platform/sender.ts'

/** One message on its way to one recipient. The same `message.id` on every attempt, so that a repeated one can be known. */
export interface Letter {
  readonly message: Message
  /** Whom it is for, in the words of the channel's `address`; null: whom the options name. */
  readonly to: string | null
  readonly locale: Locale
  /** Where one click ends such letters; null for those whom the configuration names. */
  readonly unsubscribeUrl: string | null
  readonly signal?: AbortSignal
}

/** Why a letter did not arrive. */
export const DELIVERY_FAILURES = [
  'unreachable', // the name, the connection, the certificate, or somebody in between
  'timeout',
  'busy', // it was told to come back later, or the far side is in trouble itself
  'not-encrypted', // encryption is wanted and not offered
  'not-admitted', // user name, password, token
  'private-address', // it leads into a network that the configuration does not allow
  'gone', // that recipient exists no more
  'refused', // the message, its sender or its recipient
] as const
export type DeliveryFailure = (typeof DELIVERY_FAILURES)[number]

/** How one attempt ended. `detail`: a system's or a server's own words, cleaned, without secrets. */
export type Delivery =
  | { readonly kind: 'sent' }
  /** Worth another attempt, later. `retryAfterMs`: what the far side asked for, counted from now. */
  | {
      readonly kind: 'retry'
      readonly reason: DeliveryFailure
      readonly detail: string
      readonly retryAfterMs: number | null
    }
  /** Another attempt would end the same. */
  | { readonly kind: 'rejected'; readonly reason: DeliveryFailure; readonly detail: string }

export interface ChannelContext {
  readonly clock: Clock
  readonly trust: Trust
  /** Guarded: it asks the public internet, and what the configuration allows beside it. */
  readonly send: Send
}

/** A channel that is ready to send: connections and tokens are kept between letters. */
export interface OpenChannel {
  /** One attempt, within a deadline of its own. What goes wrong in the world is in the answer. */
  deliver(letter: Letter): Promise<Delivery>
  close(): Promise<void>
}

/** Who can be addressed by a channel. */
export interface Addressing {
  /** What an address is there. */
  readonly title: Text
  readonly example: string
  isValid(to: string): boolean
}

export type Dependence = 'line-works' | 'line' | null

/** One kind of channel by which people are told. */
export interface Notifier<Options = unknown> {
  readonly kind: string
  readonly title: Text
  readonly options: z.ZodType<Options>
  /** Valid options, used by documents and the contract suite. */
  readonly example: unknown
  /** What has to work for this way to work: such a way is passed over while that is down. */
  readonly dependsOn: Dependence
  /** The same, where it is a matter of the options; instead of `dependsOn`. */
  dependsOnBy?(options: Options): Dependence
  /** Null: the options say whom, as the URL of a webhook does. */
  readonly address: Addressing | null
  /**
   * What becomes of a letter that arrives a second time, because its answer was lost: `once`: the far side drops it by
   * its key; `replaced`: it takes the place of the first; `twice`: people see it again.
   */
  readonly repeats: 'once' | 'replaced' | 'twice'
  open(options: Options, context: ChannelContext): OpenChannel
}

/** Declares a channel with its option type inferred from the schema. A letter to nobody that it knows of is never attempted. */
export const defineNotifier = <Options>(notifier: Notifier<Options>): Notifier<Options> => {
  const open: Notifier<Options>['open'] = (options, context) => {
    const channel = notifier.open(options, context)
    return { ...channel, deliver: async (letter) => misaddressed(notifier, letter) ?? (await channel.deliver(letter)) }
  }
  // Spreading would work out an example that is only made where it is wanted.
  return Object.defineProperties({ open } as Notifier<Options>, {
    ...Object.getOwnPropertyDescriptors(notifier),
    open: { value: open, enumerable: true },
  })
}

function misaddressed<Options>({ address }: Notifier<Options>, { to }: Letter): Delivery | null {
  if (address === null || (to !== null && address.isValid(to))) return null
  return { kind: 'rejected', reason: 'refused', detail: `needs: ${address.title.en}` }
}
