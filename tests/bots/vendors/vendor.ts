import type { Given, Received } from '../../support/json-server.ts'

/** One call as a chat's server makes it. */
export interface RawCall {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Wish {
  readonly text: string
  /** Epoch milliseconds at which the chat says that it was sent. */
  readonly at: number
  /** Names the message; a chat that has no such name leaves it out. */
  readonly id: string
}

/** A chat as its vendor documents it: how it calls, and what it takes for a reply. */
export interface Vendor {
  readonly kind: string
  /** Options that lead to the pretend API at this address. */
  options(api: string): Readonly<Record<string, unknown>>
  /** Secrets in the options that must never be seen anywhere. */
  readonly secrets: readonly string[]
  /** A question of a person, in the shape that the vendor documents. */
  ask(wish: Wish): string
  /** The headers with which the vendor signs a body. */
  sign(body: string, at: number): Record<string, string> | Promise<Record<string, string>>
  /** How the pretend API answers. */
  answer(received: Received): Given
  /** What the person gets to read, from the answer to the call and from what was sent to the API. */
  said(answer: string, sent: readonly Received[]): string
  /** What in a text calls people by name; null: the message itself says that nothing does. */
  readonly callsEverybody: string | null
  /** By the API, and not in the answer to the call. */
  readonly isByApi: boolean
}

export const callOf = async (vendor: Vendor, wish: Wish): Promise<RawCall> => {
  const body = vendor.ask(wish)
  return { body, headers: await vendor.sign(body, wish.at) }
}
