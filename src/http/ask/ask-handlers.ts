import { firstLineOf, textOf } from '../../core/answer/render-answer.ts'
import { createRateLimit } from '../../platform/rate-limit.ts'
import { createAnswer } from '../answer.ts'
import type { ColdHandler } from '../cold-handlers.ts'
import { DATA_HEADERS, dataAnswer } from '../data-answer.ts'
import type { HttpDeps } from '../deps.ts'
import { bytesOf, parseBody } from '../json-body.ts'
import { preferredLocale } from '../preferred-locale.ts'
import { NO_SUCH_SITE, tooMany } from '../refusals.ts'
import { isRefusal, queryOf } from '../request.ts'
import { askAnswerOf } from './ask-answer.ts'
import type { AskDesk } from './ask-desk.ts'
import { type ASK_ROUTES, type AskAnswer, askSchema } from './ask-routes.ts'

/** A whole office may be behind one address; nobody types faster than this. */
const OF_ONE_ADDRESS = { burst: 120, perMs: 60_000 }

export function createAskHandlers({
  clock,
  facts,
  desk,
}: Pick<HttpDeps, 'clock' | 'facts'> & { readonly desk: AskDesk }): Readonly<
  Record<(typeof ASK_ROUTES)[number]['id'], ColdHandler>
> {
  const limit = createRateLimit(clock, OF_ONE_ADDRESS)
  return {
    ask: async (ask) => {
      const waitMs = limit.waitMsFor(ask.address)
      if (waitMs > 0) return tooMany(waitMs)
      const bytes = await bytesOf(ask)
      if (isRefusal(bytes)) return bytes
      const body = await parseBody(ask, bytes, askSchema, 20_000)
      if (isRefusal(body)) return body
      const { text, lang = null, site = null } = body.value
      return dataAnswer<AskAnswer>(askAnswerOf(await desk.answer({ text, locale: lang, site })))
    },

    answerText: async ({ query, acceptLanguage }) => {
      const value = queryOf(query)
      const locale = preferredLocale(value('lang'), acceptLanguage, facts.defaultLocale)
      const site = value('site')
      const known = await desk.facts()
      if (site !== null && !known.verdict?.viewers.some(({ vantage }) => vantage === site))
        return { ...NO_SUCH_SITE, refused: 404 }
      const answer = await desk.answer({ text: '', intent: 'status', locale, site })
      const rest = textOf(answer).split('\n').slice(1).join('\n')
      return createAnswer({
        type: 'text/plain; charset=utf-8',
        body: `${firstLineOf(answer)}\n${rest}`,
        headers: { ...DATA_HEADERS, vary: 'accept-language' },
      })
    },
  }
}
