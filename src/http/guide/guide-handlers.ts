import { standingOf } from '../../core/guide/standing.ts'
import { isTopic } from '../../core/triage/topic.ts'
import { triage } from '../../core/triage/triage.ts'
import { shippedGuide } from '../../knowledge/guide.ts'
import { shippedTriage } from '../../knowledge/triage-knowledge.ts'
import { createRateLimit } from '../../platform/rate-limit.ts'
import { type Answer, createAnswer } from '../answer.ts'
import { dataAnswer } from '../data-answer.ts'
import type { HttpDeps } from '../deps.ts'
import { bytesOf, parseBody } from '../json-body.ts'
import { headlineOf } from '../pages/headline.ts'
import { pageContextOf, vantageTitleOf } from '../pages/page-context.ts'
import { preferredLocale } from '../preferred-locale.ts'
import type { Press } from '../press.ts'
import { NO_SUCH_SITE, tooMany } from '../refusals.ts'
import { type ColdAsk, isRefusal, queryOf, type Refusal } from '../request.ts'
import { securityHeadersOf } from '../security-headers.ts'
import { answerQuestion } from './answer-question.ts'
import { articleJsonOf, articleListJsonOf } from './article-json.ts'
import { articlePageOf } from './article-page.tsx'
import { type GuideChoice, USES } from './guide-choice.ts'
import type { GuideContext } from './guide-context.ts'
import { guidePageOf } from './guide-page.tsx'
import { QUESTION_BYTES, questionSchema } from './guide-schema.ts'
import { GUIDE_STYLE_HASH } from './guide-style.ts'

type GuideRouteId = 'guidePage' | 'articlePage' | 'articles' | 'article' | 'triage'
type Handler = (ask: ColdAsk) => Answer | Refusal | Promise<Answer | Refusal>

const PAGE_HEADERS = {
  ...securityHeadersOf('page', GUIDE_STYLE_HASH),
  'cache-control': 'no-cache',
  vary: 'accept-language',
}
const SETTLED_HEADERS = { ...securityHeadersOf('data'), 'cache-control': 'public, max-age=300' }
/** A help desk's program may ask for every ticket. */
const OF_ONE_ADDRESS = { burst: 120, perMs: 60_000 }
/** A search box is no ticket. */
const LONGEST_SEARCH = 400

const settledAnswer = (value: unknown): Answer =>
  createAnswer({
    type: 'application/json; charset=utf-8',
    body: `${JSON.stringify(value)}
`,
    headers: SETTLED_HEADERS,
    tagged: true,
  })
const pageAnswer = (body: string): Answer =>
  createAnswer({ type: 'text/html; charset=utf-8', body, headers: PAGE_HEADERS, tagged: true })

/** The guide: pages headed by how things stand, its articles as data, and where to begin by what somebody wrote. */
export function createGuideHandlers({
  clock,
  facts,
  press,
}: Pick<HttpDeps, 'clock' | 'facts'> & { press: Press }): Readonly<Record<GuideRouteId, Handler>> {
  const limit = createRateLimit(clock, OF_ONE_ADDRESS)
  const helpDesk = facts.helpDesk ?? null

  const contextOf = (ask: ColdAsk): GuideContext => {
    const value = queryOf(ask.query)
    const edition = press.edition()
    const asked = value('site')
    const site = asked !== null && edition.vantages.has(asked) ? asked : null
    const locale = preferredLocale(value('lang'), ask.acceptLanguage, facts.defaultLocale)
    const choice: GuideChoice = {
      locale,
      site,
      use: USES.find((use) => use === value('use')) ?? null,
      search: (value('q') ?? '').slice(0, LONGEST_SEARCH).trim(),
    }
    const titleOf = (vantage: string) => vantageTitleOf(vantage, facts)
    return {
      page: pageContextOf(edition, facts, { locale, site, refresh: true }),
      choice,
      headline: headlineOf(edition, { site, locale, refresh: false, titleOf }),
      standing: standingOf({ verdict: edition.judged, notices: edition.notices, site, now: edition.now }),
      guide: shippedGuide(),
      helpDesk,
    }
  }

  return {
    guidePage: (ask) => {
      const context = contextOf(ask)
      const { search } = context.choice
      const input = { text: search, device: null, client: null, service: context.standing.service }
      return pageAnswer(guidePageOf(context, search === '' ? null : triage(input, shippedTriage()).topics))
    },

    articlePage: (ask) => {
      const slug = ask.param('slug')
      if (!isTopic(slug)) return { refused: 404 }
      const context = contextOf(ask)
      return pageAnswer(articlePageOf(context, context.guide.articles[slug]))
    },

    articles: () => settledAnswer(articleListJsonOf(shippedGuide())),

    article: (ask) => {
      const slug = ask.param('slug')
      return isTopic(slug) ? settledAnswer(articleJsonOf(shippedGuide().articles[slug])) : { refused: 404 }
    },

    triage: async (ask) => {
      const waitMs = limit.waitMsFor(ask.address)
      if (waitMs > 0) return tooMany(waitMs)
      const bytes = await bytesOf(ask)
      if (isRefusal(bytes)) return bytes
      const body = await parseBody(ask, bytes, questionSchema, QUESTION_BYTES)
      if (isRefusal(body)) return body
      const { text, device = null, client = null, site = null, lang = null } = body.value
      if (site !== null && !Object.hasOwn(facts.vantageTitles, site)) return NO_SUCH_SITE
      const { judged, notices } = press.edition()
      const standing = standingOf({ verdict: judged, notices, site, now: clock.now() })
      const question = { text, device, client }
      const pageUrl = facts.publicUrl ?? null
      const guide = shippedGuide()
      return dataAnswer(answerQuestion({ question, lang, standing, guide, helpDesk, zone: facts.zone, pageUrl }))
    },
  }
}
