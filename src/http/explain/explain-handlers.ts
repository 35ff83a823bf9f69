import { explain } from '../../core/explanation.ts'
import { explanationJsonOf } from '../../core/explanation-json.ts'
import type { Text } from '../../core/locale.ts'
import { parseInstant } from '../../core/parse-instant.ts'
import type { Verdict } from '../../core/verdict.ts'
import type { VerdictTransition } from '../../store/store.ts'
import { type Answer, createAnswer } from '../answer.ts'
import { dataAnswer } from '../data-answer.ts'
import type { HttpDeps } from '../deps.ts'
import { STYLE_HASH } from '../pages/style.ts'
import { preferredLocale } from '../preferred-locale.ts'
import type { Press } from '../press.ts'
import type { Mistake } from '../problem.ts'
import { type ColdAsk, queryOf, type Refusal } from '../request.ts'
import { securityHeadersOf } from '../security-headers.ts'
import { explainPageOf } from './explain-page.tsx'
import type { ExplanationView } from './explain-schema.ts'

const PAGE_HEADERS = {
  ...securityHeadersOf('page', STYLE_HASH),
  'cache-control': 'no-cache',
  vary: 'accept-language',
}

const BAD_INSTANT: Text = {
  ja: '時刻を指定してください（例: 2026-04-06T09:00:00+09:00、2026-04-06 09:00、9:00）。未来は指定できません',
  en: 'must be an instant that is over: 2026-04-06T09:00:00+09:00, 2026-04-06 09:00 or 9:00',
}
const UNKNOWN_NAME: Text = { ja: 'このパラメーターはありません', en: 'there is no such parameter' }
const TWICE: Text = { ja: '1回だけ指定してください', en: 'must be given once only' }

/** A future that is nearer than this is a clock that goes a little fast. */
const AHEAD_MS = 60_000

/** What the history says of a moment. */
interface Past {
  readonly verdict: Verdict | null
  /** Every change of condition up to then. */
  readonly changes: readonly VerdictTransition[]
}

/** Answers anew each time, out of the store. */
export function createExplainHandlers({ clock, facts, store, published, press }: HttpDeps & { press: Press }): {
  readonly explain: (ask: ColdAsk) => Promise<Answer | Refusal>
  readonly explainPage: (ask: ColdAsk) => Promise<Answer | Refusal>
} {
  /** Null `at`: now, where the newest verdict stands whether or not the database took it. */
  const pastOf = async (at: number | null): Promise<Past> => {
    const now = clock.now()
    const verdict = at === null ? published.verdict() : await store.verdicts.at(at)
    return { verdict, changes: await store.verdicts.transitions({ fromAt: 0, toAt: (at ?? now) + 1 }) }
  }
  const instantOf = (text: string | null) => {
    const at = text === null ? null : parseInstant(text, clock.now(), facts.zone)
    return at !== null && at <= clock.now() + AHEAD_MS ? at : null
  }

  return {
    explain: async ({ query }) => {
      const mistakes = mistakesIn(query)
      const value = queryOf(query)
      const at = instantOf(value('at'))
      if (value('at') !== null && at === null) mistakes.push({ parameter: 'at', message: BAD_INSTANT })
      if (mistakes.length > 0) return { refused: 400, mistakes }
      const { verdict, changes } = await pastOf(at)
      const explanation = verdict && explain(verdict, { site: value('site'), changes })
      if (!explanation) return { refused: 404 }
      return dataAnswer<ExplanationView>(explanationJsonOf(explanation, at ?? clock.now(), facts.zone))
    },

    explainPage: async ({ query, acceptLanguage }) => {
      const value = queryOf(query)
      const locale = preferredLocale(value('lang'), acceptLanguage, facts.defaultLocale)
      const at = instantOf(value('at'))
      const { verdict, changes } = await pastOf(at)
      const asked = value('site')
      const site = verdict?.viewers.some(({ vantage }) => vantage === asked) ? asked : null
      const askedAt = at ?? clock.now()
      const explanation = verdict && explain(verdict, { site, changes })
      const edition = { ...press.edition(), now: askedAt }
      const page = { edition, facts, explanation, changes, askedAt, isNow: at === null, now: clock.now() }
      return createAnswer({
        type: 'text/html; charset=utf-8',
        body: explainPageOf({ ...page, choice: { locale, site, refresh: false } }),
        headers: PAGE_HEADERS,
        tagged: true,
      })
    },
  }
}

/** Names that are not ours, or that come twice; cut, so that no answer grows with its question. */
function mistakesIn(query: string): Mistake[] {
  const names = [...new URLSearchParams(query).keys()]
  const wrong = names.filter((name) => name !== 'at' && name !== 'site')
  const twice = names.filter((name, index) => names.indexOf(name) !== index)
  return [
    ...wrong.map((name) => ({ parameter: name.slice(0, 40), message: UNKNOWN_NAME })),
    ...twice.map((name) => ({ parameter: name.slice(0, 40), message: TWICE })),
  ].slice(0, 10)
}
