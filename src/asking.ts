import { type AccountDesk, createAccountDesk } from './accounts/account-desk.ts'
import { createDirectory } from './accounts/directory.ts'
import { type BotDesk, createBotDesk } from './bots/bot-desk.ts'
import { botOf } from './bots/index.ts'
import type { Config } from './config.ts'
import { type AskParts, createAskDesk } from './http/ask/ask-desk.ts'
import type { Clock } from './platform/clock.ts'
import { createAddressGuard } from './platform/fetch/address-guard.ts'
import type { Logger } from './platform/logger.ts'
import { createProxyChooser } from './platform/proxy-chooser.ts'
import { createSender } from './platform/sender.ts'
import type { Store } from './store/store.ts'

export interface AskingParts {
  readonly clock: Clock
  readonly logger: Logger
  readonly store: Store
  readonly published: AskParts['published']
  readonly facts: AskParts['facts']
}

/** The chats and the look at accounts: what people and machines ask, beside the page. */
export interface Asking {
  readonly bots?: BotDesk
  readonly accounts?: AccountDesk
  /** Lets replies that are on their way arrive. */
  stop(): Promise<void>
}

/** How long a reply may take; a chat's people do not wait longer. */
const SENDING_MS = 10_000

/** The one way out for replies and look-ups: guarded, no redirects, a deadline. */
export function createAskingSender(config: Config, clock: Clock) {
  const proxies = createProxyChooser(config.proxy)
  return createSender({
    clock,
    trust: config.trust,
    proxyFor: (url) => proxies.proxyFor(url),
    guard: createAddressGuard(config.reading.allowPrivate),
    timeoutMs: SENDING_MS,
  })
}

/** Opens what the configuration names; nothing where it names nothing. */
export function openAsking(config: Config, parts: AskingParts): Asking {
  if (config.bots.length === 0 && config.directory === null) return { stop: async () => {} }
  const { clock, logger, store } = parts
  const sender = createAskingSender(config, clock)
  const context = { clock, send: sender.send }
  const canSubscribe = config.alerts.subscriptions !== null && config.alerts.policy.publicUrl !== null
  const desk = createAskDesk({
    ...parts,
    incidents: { incidents: store.incidents },
    ...(canSubscribe ? { subscriptions: config.alerts.subscriptions } : {}),
  })
  const bots = createBotDesk({
    clock,
    bots: new Map(config.bots.map(({ kind, options }) => [kind, botOf(kind)!.open(options, context)])),
    answer: desk.answer,
    onEvent({ outcome, ...facts }) {
      const isTrouble = outcome === 'failed' || outcome === 'unverifiable'
      if (isTrouble) logger.warn({ ...facts, outcome }, 'a chat could not be answered')
      else logger.debug({ ...facts, outcome }, 'a chat called')
    },
    onError: (error) => logger.error({ err: error }, 'a chat was not answered by our own mistake'),
  })
  return {
    ...(config.bots.length > 0 ? { bots } : {}),
    ...(config.directory
      ? { accounts: createAccountDesk({ directory: createDirectory(config.directory, context), shelf: store, clock }) }
      : {}),
    async stop() {
      await bots.settled()
      await sender.close()
    },
  }
}
