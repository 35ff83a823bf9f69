import type { Outgoing } from '../platform/sender.ts'
import { deliveryOf, type Telling } from './http-delivery.ts'
import type { ChannelContext, Letter, OpenChannel } from './notifier.ts'
import { type Wording, wordingOf } from './wording.ts'

/** What is sent, before it becomes bytes. */
export interface Post {
  readonly url: string | URL
  readonly headers?: Readonly<Record<string, string>>
  readonly body: PostBody
}
export type PostBody =
  | { readonly json: unknown }
  | { readonly form: Readonly<Record<string, string>> }
  | { readonly bytes: Uint8Array; readonly type: string }

export interface HttpChannelParts extends Telling {
  compose(wording: Wording, letter: Letter): Post | Promise<Post>
}

/** A channel that makes one request a letter and keeps nothing between them. */
export const httpChannel = ({ send }: ChannelContext, parts: HttpChannelParts): OpenChannel => ({
  async deliver(letter) {
    const post = await parts.compose(wordingOf(letter), letter)
    return deliveryOf(await send(outgoingOf(post, letter)), parts)
  },
  close: async () => {},
})

/** The request as it goes out. */
export function outgoingOf({ url, headers, body }: Post, { signal }: Pick<Letter, 'signal'>): Outgoing {
  const [bytes, type] = bytesOf(body)
  return {
    url: new URL(url),
    method: 'POST',
    headers: { 'content-type': type, 'user-agent': 'Dotchi', ...headers },
    body: bytes,
    ...(signal ? { signal } : {}),
  }
}

function bytesOf(body: PostBody): [Uint8Array, string] {
  if ('bytes' in body) return [body.bytes, body.type]
  if ('form' in body)
    return [Buffer.from(new URLSearchParams(body.form).toString()), 'application/x-www-form-urlencoded']
  return [Buffer.from(JSON.stringify(body.json)), 'application/json']
}

/** The value of an Authorization header (RFC 7617). */
export const basicAuth = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

/** A vendor's JSON answer as an object; empty where it is none. */
export function answerObject(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
