import type { BotDesk, BotOutcome } from '../../bots/bot-desk.ts'
import type { Text } from '../../core/locale.ts'
import type { Clock } from '../../platform/clock.ts'
import { createRateLimit } from '../../platform/rate-limit.ts'
import { createAnswer } from '../answer.ts'
import type { ColdHandler } from '../cold-handlers.ts'
import { DATA_HEADERS } from '../data-answer.ts'
import { tooMany } from '../refusals.ts'
import { isRefusal, type Refusal } from '../request.ts'
import type { BOT_ROUTES } from './bot-routes.ts'

/** Who forges has to guess slowly; genuine calls all come from a few addresses of the vendor. */
const FORGED = { burst: 60, perMs: 60_000 }

type Reason = Extract<BotOutcome, { kind: 'refused' }>['reason']
const STATUS: Readonly<Record<Reason, Refusal['refused']>> = {
  'unknown-bot': 404,
  forged: 401,
  stale: 403,
  repeated: 409,
  malformed: 400,
  unverifiable: 503,
}
const WORDS: Readonly<Partial<Record<Reason, readonly [string, Text]>>> = {
  forged: ['signature', { ja: '署名が一致しません', en: 'is missing or does not belong to what was sent' }],
  stale: ['timestamp', { ja: '送信から時間がたちすぎています', en: 'is more than five minutes away from our clock' }],
  repeated: ['body', { ja: 'この呼び出しには応答済みです', en: 'was answered already' }],
  malformed: ['body', { ja: '想定した形式ではありません', en: 'does not have the form that the vendor describes' }],
}

/** The calls of all chats; where no desk is there, no chat is configured. */
export function createBotHandlers({
  desk,
  clock,
}: {
  readonly desk: BotDesk | null
  readonly clock: Clock
}): Readonly<Record<(typeof BOT_ROUTES)[number]['id'], ColdHandler>> {
  const forged = createRateLimit(clock, FORGED)
  return {
    bot: async (ask) => {
      if (!desk) return { refused: 404 }
      const body = await ask.body()
      if (isRefusal(body)) return body
      const outcome = await desk.hear(ask.param('kind'), { body, header: ask.header })
      if (outcome.kind === 'limited') return tooMany(outcome.waitMs)
      if (outcome.kind === 'refused') {
        const waitMs = outcome.reason === 'forged' ? forged.waitMsFor(ask.address) : 0
        return waitMs > 0 ? tooMany(waitMs) : refusalOf(outcome.reason)
      }
      return createAnswer({ type: outcome.reply.type, body: outcome.reply.body, headers: DATA_HEADERS })
    },
  }
}

function refusalOf(reason: Reason): Refusal {
  const words = WORDS[reason]
  return { refused: STATUS[reason], ...(words ? { mistakes: [{ parameter: words[0], message: words[1] }] } : {}) }
}
