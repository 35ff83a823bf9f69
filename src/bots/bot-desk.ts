import type { Answer, Question } from '../core/answer/answer.ts'
import type { Clock } from '../platform/clock.ts'
import { createRateLimit } from '../platform/rate-limit.ts'
import { createSeen } from '../platform/seen.ts'
import { hashOf } from '../platform/sign.ts'
import { type BotReply, type Call, type CallRefusal, type Delivered, EMPTY_REPLY, type OpenBot } from './bot.ts'

/** What becomes of a call, in the words of HTTP. */
export type BotOutcome =
  | { readonly kind: 'answered'; readonly reply: BotReply }
  | { readonly kind: 'refused'; readonly reason: CallRefusal | 'unknown-bot' | 'repeated' }
  | { readonly kind: 'limited'; readonly waitMs: number }

/** How a call ended, for the log: without anything that was said. */
export interface BotEvent {
  readonly bot: string
  readonly outcome:
    | Extract<BotOutcome, { kind: 'refused' }>['reason']
    | 'limited'
    | 'acknowledged'
    | 'answered'
    | 'sent'
    | 'failed'
  readonly detail?: string
}

export interface BotDeskOptions {
  readonly clock: Clock
  /** By kind: those that are configured. */
  readonly bots: ReadonlyMap<string, OpenBot>
  readonly answer: (question: Question) => Promise<Answer>
  readonly onEvent: (event: BotEvent) => void
  readonly onError: (error: unknown) => void
}

/** Where the calls of all chats come in. */
export interface BotDesk {
  hear(kind: string, call: Call): Promise<BotOutcome>
  /** Lets the replies that are on their way out arrive. */
  settled(): Promise<void>
}

/** Longer than a call is fresh: what comes a second time within this is either too old or known. */
const KEEP_MS = 11 * 60_000
/** For genuine calls of one chat; a company does not ask faster. */
const OF_ONE_CHAT = { burst: 120, perMs: 60_000 }

/**
 * Hears the calls of all configured chats. Each is answered once, however often it comes; a reply by the vendor’s API
 * goes out behind it.
 */
export function createBotDesk({ clock, bots, answer, onEvent, onError }: BotDeskOptions): BotDesk {
  const seen = createSeen(clock, { keepMs: KEEP_MS })
  const limit = createRateLimit(clock, OF_ONE_CHAT)
  const underWay = new Set<Promise<void>>()

  const send = (bot: string, question: Question, deliver: (answer: Answer) => Promise<Delivered>) => {
    const done: Promise<void> = answer(question)
      .then(deliver)
      .then((delivered) =>
        onEvent({ bot, outcome: delivered.kind, ...(delivered.kind === 'failed' ? { detail: delivered.detail } : {}) }),
      )
      .catch(onError)
      .finally(() => underWay.delete(done))
    underWay.add(done)
  }

  const hear = async (kind: string, call: Call): Promise<BotOutcome> => {
    const bot = bots.get(kind)
    if (!bot) return { kind: 'refused', reason: 'unknown-bot' }
    const heard = await bot.hear(call)
    if (heard.kind === 'refused') return heard
    if (heard.kind === 'acknowledged') return { kind: 'answered', reply: heard.reply }
    if (!seen.isFirst(`${kind} ${heard.id ?? hashOf(Buffer.from(call.body).toString('base64'))}`))
      return heard.isRepeated ? { kind: 'answered', reply: EMPTY_REPLY } : { kind: 'refused', reason: 'repeated' }
    const waitMs = limit.waitMsFor(kind)
    if (waitMs > 0) return { kind: 'limited', waitMs }
    const question = { text: heard.text, locale: null, usual: heard.locale, site: null }
    if (heard.kind === 'asked') return { kind: 'answered', reply: heard.reply(await answer(question)) }
    send(kind, question, heard.deliver)
    return { kind: 'answered', reply: heard.accepted }
  }

  return {
    async hear(kind, call) {
      const outcome = await hear(kind, call)
      if (outcome.kind === 'refused') onEvent({ bot: known(bots, kind), outcome: outcome.reason })
      else onEvent({ bot: kind, outcome: outcome.kind })
      return outcome
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}

/** What strangers write into an address does not get into the log. */
const known = (bots: ReadonlyMap<string, OpenBot>, kind: string): string => (bots.has(kind) ? kind : 'unknown')
