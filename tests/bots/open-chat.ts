import { onTestFinished } from 'vitest'
import type { OpenBot } from '../../src/bots/bot.ts'
import { type BotEvent, createBotDesk } from '../../src/bots/bot-desk.ts'
import { botOf } from '../../src/bots/index.ts'
import type { Notice } from '../../src/core/notice.ts'
import type { Verdict } from '../../src/core/verdict.ts'
import { createHttpApp } from '../../src/http/app.ts'
import { createAskDesk } from '../../src/http/ask/ask-desk.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createAddressGuard } from '../../src/platform/fetch/address-guard.ts'
import { createSender } from '../../src/platform/sender.ts'
import { createWorld } from '../http/deps.ts'
import { verdictOf } from '../http/verdicts.ts'
import { type Given, openJsonServer, type Received } from '../support/json-server.ts'
import { NO_TRUST } from '../support/requests.ts'
import { callOf, type RawCall, type Vendor } from './vendors/vendor.ts'

export interface ChatOptions {
  readonly verdict?: Verdict | null
  readonly notices?: readonly Notice[]
  /** How the pretend API answers instead of as documented. */
  readonly answer?: (received: Received) => Given | null
  /** What the guard lets through; the pretend API stands on 127.0.0.1. */
  readonly allowed?: readonly string[]
  readonly options?: Readonly<Record<string, unknown>>
}

/** A chat with Dotchi in it: the vendor's pretend API on loopback, and our address that it calls. */
export async function openChat(vendor: Vendor, chat: ChatOptions = {}) {
  const { verdict = verdictOf({ tokyo: 'outage' }), notices = [], allowed = ['127.0.0.1'] } = chat
  const api = await openJsonServer((received) => chat.answer?.(received) ?? vendor.answer(received))
  const world = createWorld({ verdict, notices })
  const sender = createSender({
    clock: systemClock,
    trust: NO_TRUST,
    proxyFor: () => null,
    guard: createAddressGuard(allowed),
  })
  onTestFinished(() => sender.close())
  const bot = botOf(vendor.kind)!
  const options = bot.options.parse({ ...vendor.options(api.url), ...chat.options })
  const opened: OpenBot = bot.open(options, { clock: world.clock, send: sender.send })
  const events: BotEvent[] = []
  const errors: unknown[] = []
  const bots = createBotDesk({
    clock: world.clock,
    bots: new Map([[vendor.kind, opened]]),
    answer: createAskDesk(world.deps).answer,
    onEvent: (event) => events.push(event),
    onError: (error) => errors.push(error),
  })
  const { hono } = createHttpApp({ ...world.deps, bots })
  const post = async ({ body, headers }: RawCall, path = `/bots/${vendor.kind}`) => {
    const response = await hono.request(path, { method: 'POST', headers: { ...headers }, body })
    const text = await response.text()
    await bots.settled()
    return { status: response.status, text, type: response.headers.get('content-type') }
  }
  const at = () => world.clock.now()
  let count = 0
  /** A question of a person, and what they get to read. */
  const ask = async (text: string) => {
    const before = api.received.length
    const answered = await post(await callOf(vendor, { text, at: at(), id: String(++count) }))
    return { ...answered, said: vendor.said(answered.text, api.received.slice(before)) }
  }
  const signed = async (body: string, more: Readonly<Record<string, string>> = {}) =>
    post({ body, headers: { ...(await vendor.sign(body, at())), ...more } })
  return { api, world, events, errors, post, ask, signed, at, opened }
}
