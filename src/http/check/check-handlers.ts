import { browserOf } from '../../core/check/browser-of.ts'
import { checkHostsOf } from '../../core/check/check-hosts.ts'
import { compareBrowser, officeShareOf } from '../../core/check/compare.ts'
import { COMPARISON_STEPS, COMPARISON_TITLE, comparisonSentence } from '../../core/check/comparison-words.ts'
import { supportOf } from '../../core/check/support.ts'
import { standingOf } from '../../core/guide/standing.ts'
import { nextOf } from '../../core/guide/walk.ts'
import { freshForMs } from '../../core/judge.ts'
import type { Locale, Text } from '../../core/locale.ts'
import { shippedGuide } from '../../knowledge/guide.ts'
import { shippedSupportTable } from '../../knowledge/support-table.ts'
import { createRateLimit } from '../../platform/rate-limit.ts'
import { type Answer, createAnswer } from '../answer.ts'
import type { HttpDeps } from '../deps.ts'
import { isFromHere } from '../from-here.ts'
import { bytesOf, parseBody } from '../json-body.ts'
import { headlineOf } from '../pages/headline.ts'
import { pageContextOf, vantageTitleOf } from '../pages/page-context.ts'
import { preferredLocale } from '../preferred-locale.ts'
import type { Press } from '../press.ts'
import { type ColdAsk, isRefusal, queryOf, type Refusal } from '../request.ts'
import { securityHeadersOf } from '../security-headers.ts'
import type { BrowserCheckPicture } from './browser-check-picture.ts'
import { type BrowserCheckAnswer, browserCheckSchema } from './browser-check-schema.ts'
import { parseCheckChoice } from './check-choice.ts'
import type { CheckContext } from './check-context.ts'
import type { CheckData } from './check-data.ts'
import { checkPageOf } from './check-page.tsx'
import { CHECK_STYLE_HASH } from './check-style.ts'
import { CLIENT_WORDS } from './check-words.ts'
import { scriptedHeadersOf } from './page-headers.ts'

const DATA_HEADERS = { ...securityHeadersOf('data'), 'cache-control': 'no-store' }
/** Longer than any look of the probes takes, shorter than a person's patience. */
const DEADLINE_MS = 8_000
/** A person may press the button again and again; an office behind one router may be many. */
const OF_ONE_ADDRESS = { burst: 60, perMs: 10 * 60_000 }
const FOREIGN: Text = { ja: '別のサイトからは送信できません', en: 'cannot be sent from another site' }
const UNKNOWN_HOST: Text = { ja: 'この確認先はありません', en: 'there is no such host' }
const SITE: Text = { ja: 'この拠点はありません', en: 'there is no such office' }

/** Answers `/check`, and holds what a browser found against the looks of the offices. */
export function createCheckHandlers({
  clock,
  facts,
  press,
  browserChecks,
  subscriptions,
}: Pick<HttpDeps, 'clock' | 'facts' | 'subscriptions'> & { press: Press; browserChecks: BrowserCheckPicture }): {
  readonly checkPage: (ask: ColdAsk) => Answer
  readonly browserChecks: (ask: ColdAsk) => Promise<Answer | Refusal>
} {
  const hosts = checkHostsOf(facts.targets)
  const loginDomains = facts.loginDomains ?? []
  const limit = createRateLimit(clock, OF_ONE_ADDRESS)
  const headers = {
    ...scriptedHeadersOf(
      CHECK_STYLE_HASH,
      hosts.map(({ origin }) => origin),
    ),
    'cache-control': 'private, no-cache',
    vary: 'accept-language, user-agent',
  }

  const contextOf = (ask: ColdAsk): CheckContext => {
    const value = queryOf(ask.query)
    const edition = press.edition()
    const locale = preferredLocale(value('lang'), ask.acceptLanguage, facts.defaultLocale)
    const choice = parseCheckChoice(value, { locale, sites: edition.vantages })
    const { site, answers } = choice
    const { articles, tree } = shippedGuide()
    const standing = standingOf({ verdict: edition.verdict, notices: edition.notices, site, now: edition.now })
    const browser = browserOf(ask.header('user-agent') ?? '')
    const { system } = browser
    const table = shippedSupportTable()
    return {
      page: pageContextOf(edition, facts, { locale, site, refresh: true }),
      choice,
      headline: headlineOf(edition, {
        site,
        locale,
        refresh: true,
        titleOf: (vantage) => vantageTitleOf(vantage, facts),
      }),
      walk: nextOf(tree, answers, standing),
      articles,
      tree,
      // Whoever asks from a phone has the trouble there; from a computer people ask about either.
      setting: { device: system === 'ios' || system === 'android' ? system : null, client: null },
      browser,
      support: supportOf(browser, table),
      table,
      hosts,
      loginDomains,
      helpDesk: facts.helpDesk ?? null,
      canSubscribe: subscriptions !== undefined,
    }
  }

  return {
    checkPage: (ask) => {
      const context = contextOf(ask)
      const { locale, site } = context.choice
      const data: CheckData = {
        locale,
        site,
        hosts,
        deadlineMs: DEADLINE_MS,
        loginDomains,
        table: context.table,
        pollMs: Math.min(10_000, Math.max(1_000, facts.intervalMs / 3)),
        words: wordsIn(locale),
      }
      const body = checkPageOf(context, data)
      return createAnswer({ type: 'text/html; charset=utf-8', body, headers, tagged: true })
    },

    browserChecks: async (ask) => {
      if (!isFromHere(ask, false)) return { refused: 403, mistakes: [{ parameter: 'origin', message: FOREIGN }] }
      const waitMs = limit.waitMsFor(ask.address)
      if (waitMs > 0) return { refused: 429, headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) } }
      const bytes = await bytesOf(ask)
      if (isRefusal(bytes)) return bytes
      const body = await parseBody(ask, bytes, browserCheckSchema, 4_000)
      if (isRefusal(body)) return body
      const { site = null, tries } = body.value
      if (site !== null && !Object.hasOwn(facts.vantageTitles, site))
        return { refused: 400, mistakes: [{ parameter: 'site', message: SITE }] }
      const known = tries.flatMap(({ host, outcome }) => {
        const found = hosts.find(({ id }) => id === host)
        return found ? [{ role: found.role, outcome }] : []
      })
      if (known.length < tries.length)
        return { refused: 400, mistakes: [{ parameter: 'tries', message: UNKNOWN_HOST }] }
      const now = clock.now()
      const { latest } = press.edition()
      const office = officeShareOf(latest, { site, now, freshForMs: freshForMs(facts.intervalMs) })
      const compared = compareBrowser(known, office)
      browserChecks.add({ at: now, site: site ?? '', kind: compared.kind })
      const answer: BrowserCheckAnswer = {
        ...compared,
        title: COMPARISON_TITLE[compared.kind],
        sentence: comparisonSentence(compared),
        steps: [...COMPARISON_STEPS[compared.kind]],
      }
      return createAnswer({
        type: 'application/json; charset=utf-8',
        body: `${JSON.stringify(answer)}\n`,
        headers: DATA_HEADERS,
      })
    },
  }
}

const wordsIn = (locale: Locale) =>
  Object.fromEntries(
    Object.entries(CLIENT_WORDS).map(([name, text]) => [name, text[locale]]),
  ) as unknown as CheckData['words']
