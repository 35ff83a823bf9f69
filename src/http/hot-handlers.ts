import { type Answer, createAnswer } from './answer.ts'
import { type BadgeQuestion, badgeSvgOf, badgeViewOf, badgeWordsOf, unknownSiteWords } from './api/badge.ts'
import { targetsViewOf } from './api/targets.ts'
import { verdictViewOf } from './api/verdict.ts'
import { createClientHandlers } from './check/client-handlers.ts'
import { CONDITION_COLOUR } from './colours.ts'
import type { HttpDeps } from './deps.ts'
import { noticesViewOf, sourcesViewOf } from './notices/notice-view.ts'
import { openApiOf } from './openapi.ts'
import { headlineOf } from './pages/headline.ts'
import { iconSvgOf } from './pages/icons.tsx'
import { linkTo, REPORTED } from './pages/link.ts'
import { vantageTitleOf } from './pages/page-context.ts'
import { statusPageOf } from './pages/status-page.tsx'
import { STYLE_HASH } from './pages/style.ts'
import { preferredLocale } from './preferred-locale.ts'
import type { Press } from './press.ts'
import { type Ask, queryOf, type Refusal } from './request.ts'
import type { HotRouteId } from './routes.ts'
import { BADGE_STYLES, type BadgeStyle } from './routes.ts'
import { securityHeadersOf } from './security-headers.ts'

/** Answers at once, from bytes made before. */
export type HotHandler = (ask: Ask) => Answer | Refusal

const JSON_TYPE = 'application/json; charset=utf-8'
const SVG_TYPE = 'image/svg+xml; charset=utf-8'

const PAGE_HEADERS = {
  ...securityHeadersOf('page', STYLE_HASH),
  'cache-control': 'public, max-age=5',
  vary: 'accept-language',
}
/** The page reloads itself without a script, and without a `meta` element that nobody could switch off. */
const RELOADING_HEADERS = { ...PAGE_HEADERS, refresh: '30' }
/** Thanks are said once: the next page is the plain one. */
const reloadingHeadersOf = (next: string | null) =>
  next === null ? RELOADING_HEADERS : { ...PAGE_HEADERS, refresh: `30; url=${next}` }
const BADGE_HEADERS = {
  ...securityHeadersOf('image'),
  'cache-control': 'public, max-age=30',
  vary: 'accept-language',
}
const ICON_HEADERS = { ...securityHeadersOf('image'), 'cache-control': 'public, max-age=30' }
const DATA_HEADERS = { ...securityHeadersOf('data'), 'cache-control': 'public, max-age=5' }
const SETTLED_HEADERS = { ...securityHeadersOf('data'), 'cache-control': 'public, max-age=300' }

const jsonAnswer = (value: unknown, headers: Readonly<Record<string, string>>): Answer =>
  createAnswer({ type: JSON_TYPE, body: `${JSON.stringify(value)}\n`, headers, tagged: true })

const styleOf = (asked: string | null): BadgeStyle => BADGE_STYLES.find((style) => style === asked) ?? 'flat'

/** The handlers of every hot route. Whatever a request asks for only chooses among a bounded set of answers. */
export function createHotHandlers({
  facts,
  press,
}: Pick<HttpDeps, 'facts'> & { press: Press }): Readonly<Record<HotRouteId, HotHandler>> {
  const localeOf = (ask: Ask, lang: string | null) => preferredLocale(lang, ask.acceptLanguage, facts.defaultLocale)
  const siteOf = (id: string): BadgeQuestion['site'] => ({ id, title: vantageTitleOf(id, facts) })
  const targets = jsonAnswer(targetsViewOf(facts.targets), SETTLED_HEADERS)
  const openapi = jsonAnswer(openApiOf(facts.version), SETTLED_HEADERS)

  return {
    page: (ask) => {
      const query = queryOf(ask.query)
      const locale = localeOf(ask, query('lang'))
      const refresh = query('refresh') !== 'off'
      const asked = query('site')
      const site = asked !== null && press.edition().vantages.has(asked) ? asked : null
      const reported = REPORTED.find((word) => word === query('reported')) ?? null
      return press.answer(`page ${locale} ${refresh} ${reported} ${site ?? ''}`, (edition) =>
        createAnswer({
          type: 'text/html; charset=utf-8',
          body: statusPageOf(edition, facts, { locale, site, refresh, reported }),
          headers: refresh ? reloadingHeadersOf(reported ? linkTo({ locale, site, refresh }, {}) : null) : PAGE_HEADERS,
          tagged: true,
        }),
      )
    },

    icon: () =>
      press.answer('icon', (edition) => {
        const { condition } = headlineOf(edition, {
          site: null,
          locale: facts.defaultLocale,
          refresh: true,
          titleOf: (vantage) => vantageTitleOf(vantage, facts),
        })
        return createAnswer({
          type: SVG_TYPE,
          body: iconSvgOf(condition, CONDITION_COLOUR[condition]),
          headers: ICON_HEADERS,
          tagged: true,
        })
      }),

    badge: (ask) => {
      const query = queryOf(ask.query)
      const locale = localeOf(ask, query('lang'))
      const style = styleOf(query('style'))
      const asked = query('site')
      const known = asked === null || isKnown(press, asked)
      return press.answer(`badge ${locale} ${style} ${known ? (asked ?? '') : '?'}`, (edition) => {
        const site = asked === null ? null : siteOf(asked)
        const words = known ? badgeWordsOf(edition, { locale, site }, facts.zone) : unknownSiteWords(locale)
        return createAnswer({
          status: known ? 200 : 404,
          type: SVG_TYPE,
          body: badgeSvgOf(words, style),
          headers: BADGE_HEADERS,
          tagged: known,
        })
      })
    },

    badgeJson: (ask) => {
      const query = queryOf(ask.query)
      const locale = localeOf(ask, query('lang'))
      const asked = query('site')
      if (asked !== null && !isKnown(press, asked)) return { refused: 404 }
      return press.answer(`badgeJson ${locale} ${asked ?? ''}`, (edition) => {
        const site = asked === null ? null : siteOf(asked)
        const view = badgeViewOf(badgeWordsOf(edition, { locale, site }, facts.zone))
        return jsonAnswer(view, { ...DATA_HEADERS, 'cache-control': 'public, max-age=30', vary: 'accept-language' })
      })
    },

    verdict: () =>
      press.answer('verdict', ({ judged, now }) => jsonAnswer(verdictViewOf(judged, now, facts.zone), DATA_HEADERS)),

    notices: () =>
      press.answer('notices', ({ notices }) => jsonAnswer(noticesViewOf(notices, facts.zone), DATA_HEADERS)),
    sources: () =>
      press.answer('sources', (edition) =>
        jsonAnswer(sourcesViewOf(facts.sources ?? [], edition.sources, facts.zone), DATA_HEADERS),
      ),

    ...createClientHandlers(),
    targets: () => targets,
    openapi: () => openapi,
  }
}

/** Only the vantages of the verdict have a badge; before the first one nothing is known of any. */
const isKnown = (press: Press, site: string): boolean => press.edition().vantages.has(site)
