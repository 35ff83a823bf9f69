import type { z } from 'zod'
import type { Answer } from '../core/answer/answer.ts'
import type { Locale, Text } from '../core/locale.ts'
import type { Clock } from '../platform/clock.ts'
import type { Send } from '../platform/sender.ts'

/** What a chat's server sent us, untouched: signatures are those of the raw bytes. */
export interface Call {
  readonly body: Uint8Array
  /** By its lower-case name. */
  header(name: string): string | undefined
}

/** What goes back in the HTTP answer to the call itself. */
export interface BotReply {
  readonly type: string
  readonly body: string
}

/** Why a call is not listened to. `unverifiable`: it could not be found out whether it is genuine. */
export const CALL_REFUSALS = ['forged', 'stale', 'malformed', 'unverifiable'] as const
export type CallRefusal = (typeof CALL_REFUSALS)[number]

/** How sending a reply by the chat's own API ended; `detail` without secrets. */
export type Delivered = { readonly kind: 'sent' } | { readonly kind: 'failed'; readonly detail: string }

interface Asked {
  /** Names this call, also when it is sent again; null: its bytes do. */
  readonly id: string | null
  /** The chat says itself that it sends this once more. */
  readonly isRepeated?: boolean
  readonly text: string
  /** The language of whoever asks, where the chat says it; the words of the question count first. */
  readonly locale: Locale | null
}

/** What a call comes to. */
export type Heard =
  /** The reply rides in the HTTP answer. */
  | (Asked & { readonly kind: 'asked'; reply(answer: Answer): BotReply })
  /** The call is answered at once, the reply goes by the chat's API. */
  | (Asked & { readonly kind: 'asked-later'; readonly accepted: BotReply; deliver(answer: Answer): Promise<Delivered> })
  /** The chat's server tests us, or says something that needs no words. */
  | { readonly kind: 'acknowledged'; readonly reply: BotReply }
  | { readonly kind: 'refused'; readonly reason: CallRefusal }

export interface BotContext {
  readonly clock: Clock
  /** Guarded: it asks the public internet, and what the configuration allows beside it; redirects are not followed. */
  readonly send: Send
}

/** A bot that is ready to listen: tokens and keys are kept between calls. */
export interface OpenBot {
  /** Verifies first, reads then. What goes wrong in the world is in the answer. */
  hear(call: Call): Heard | Promise<Heard>
}

/** One chat in which people may ask. It listens at `/bots/KIND`. */
export interface Bot<Options = unknown> {
  readonly kind: string
  readonly title: Text
  readonly options: z.ZodType<Options>
  /** Valid options, used by documents and the contract suite. */
  readonly example: unknown
  /** Where in the chat's settings the address and the secrets are. */
  readonly setup: Text
  open(options: Options, context: BotContext): OpenBot
}

/** Declares a bot with its option type inferred from the schema. */
export const defineBot = <Options>(bot: Bot<Options>): Bot<Options> => bot

/** A reply of JSON, as vendors want it. */
export const jsonReply = (value: unknown): BotReply => ({
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
})

/** Nothing but "taken": the answer comes by the vendor’s API. */
export const EMPTY_REPLY: BotReply = { type: 'text/plain; charset=utf-8', body: '' }

/** A call that is not answered, and why. */
export const refused = (reason: CallRefusal): Heard => ({ kind: 'refused', reason })

/** What a command without any words asks: the name alone means "how is it", in the usual language. */
export const PLAIN_QUESTION = 'LINE WORKS'
