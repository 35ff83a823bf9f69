import { standingOf } from '../../core/guide/standing.ts'
import type { Locale, Text } from '../../core/locale.ts'
import { shippedGuide } from '../../knowledge/guide.ts'
import { createRateLimit } from '../../platform/rate-limit.ts'
import { type Answer, createAnswer } from '../answer.ts'
import type { BrowserCheckPicture } from '../check/browser-check-picture.ts'
import { scriptedHeadersOf } from '../check/page-headers.ts'
import type { HttpDeps } from '../deps.ts'
import { isFromHere } from '../from-here.ts'
import { answerQuestion } from '../guide/answer-question.ts'
import { headlineOf } from '../pages/headline.ts'
import { pageContextOf, vantageTitleOf } from '../pages/page-context.ts'
import { preferredLocale } from '../preferred-locale.ts'
import type { Press } from '../press.ts'
import { FROM_ELSEWHERE, tooMany } from '../refusals.ts'
import { type ColdAsk, isRefusal, queryOf, type Refusal } from '../request.ts'
import type { DeskAnswer, DeskContext } from './desk-context.ts'
import { deskLoginPageOf, deskPageOf } from './desk-page.tsx'
import { deskFormSchema } from './desk-routes.ts'
import { type DeskRight, type DeskTokens, rightOfCookie, rightOfToken, sessionOf, setCookie } from './desk-session.ts'
import { DESK_STYLE_HASH } from './desk-style.ts'
import { DESK_WORDS } from './desk-words.ts'
import { HOUR_MS, hourOf, startOfHour } from './hour-strips.ts'

const HEADERS = { ...scriptedHeadersOf(DESK_STYLE_HASH, []), 'cache-control': 'no-store', vary: 'cookie' }
/** Nobody guesses twenty letters; whoever tries is slowed down all the same. */
const TRIES = { burst: 10, perMs: 10 * 60_000 }

type Form = ReturnType<typeof deskFormSchema.parse>

/** Answers `/desk`: the token first, then everything that the help desk needs at once. */
export function createDeskHandlers(
  deps: Pick<HttpDeps, 'clock' | 'facts' | 'accounts' | 'deskToken' | 'adminToken' | 'deskPast'> & {
    readonly press: Press
    readonly browserChecks: BrowserCheckPicture
  },
): Readonly<Record<'deskPage' | 'deskForm', (ask: ColdAsk) => Promise<Answer | Refusal>>> {
  const { clock, facts, press, accounts = null, deskPast = null, browserChecks } = deps
  const tokens: DeskTokens = { adminToken: deps.adminToken ?? null, deskToken: deps.deskToken ?? null }
  const tries = createRateLimit(clock, TRIES)
  const isOpen = tokens.adminToken !== null || tokens.deskToken !== null
  const isSecure = facts.publicUrl?.startsWith('https:') ?? false
  const localeOf = (ask: ColdAsk): Locale =>
    preferredLocale(queryOf(ask.query)('lang'), ask.acceptLanguage, facts.defaultLocale)

  const page = (body: string, status = 200, headers: Readonly<Record<string, string>> = {}) =>
    createAnswer({ status, type: 'text/html; charset=utf-8', body, headers: { ...HEADERS, ...headers } })
  const entrance = (locale: Locale, mistake: Text | null = null, status = 200, headers = {}) =>
    page(deskLoginPageOf({ locale, facts, isOpen, mistake }), status, headers)
  const leadTo = (locale: Locale, session: string) =>
    createAnswer({
      status: 303,
      type: 'text/plain; charset=utf-8',
      body: '',
      headers: { ...HEADERS, location: `/desk?lang=${locale}`, 'set-cookie': setCookie(session, isSecure) },
    })

  const contextOf = async (locale: Locale, answer: DeskAnswer | null): Promise<DeskContext> => {
    const edition = press.edition()
    const now = clock.now()
    const past = { fromAt: startOfHour(now), toAt: now + 1 }
    const [rollups, reports] = deskPast
      ? await Promise.all([
          deskPast.rollups({ ...past, step: 'minute' }),
          deskPast.reports({ fromAt: now - HOUR_MS, toAt: now + 1 }),
        ])
      : [null, []]
    return {
      page: pageContextOf(edition, facts, { locale, site: null, refresh: true }),
      choice: { locale, site: null },
      headline: headlineOf(edition, {
        site: null,
        locale,
        refresh: true,
        titleOf: (vantage) => vantageTitleOf(vantage, facts),
      }),
      standing: standingOf({ verdict: edition.verdict, notices: edition.notices, site: null, now }),
      helpDesk: facts.helpDesk ?? null,
      hour: rollups && hourOf(rollups, now),
      reports,
      checks: browserChecks.counts(now),
      hasAccounts: accounts !== null,
      answer,
    }
  }

  const asked = async (form: Form, locale: Locale, right: DeskRight, ask: ColdAsk): Promise<DeskAnswer | null> => {
    if (form.do === 'account' && accounts && form.loginId) {
      const answer = await accounts.check(form.loginId, { by: right, address: ask.address })
      return { kind: 'account', loginId: form.loginId, answer }
    }
    if (form.do !== 'triage' || !form.text?.trim()) return null
    const { standing, helpDesk } = await contextOf(locale, null)
    const question = { text: form.text, device: null, client: null }
    const about = { question, lang: null, standing, helpDesk, zone: facts.zone, pageUrl: facts.publicUrl ?? null }
    return { kind: 'triage', text: form.text, answer: answerQuestion({ ...about, guide: shippedGuide() }) }
  }

  return {
    deskPage: async (ask) => {
      const locale = localeOf(ask)
      const right = rightOfCookie(ask.header('cookie'), clock.now(), tokens)
      return right === null ? entrance(locale) : page(deskPageOf(await contextOf(locale, null)))
    },

    deskForm: async (ask) => {
      if (!/^application\/x-www-form-urlencoded\b/i.test(ask.header('content-type') ?? '')) return { refused: 415 }
      if (!isFromHere(ask, true)) return FROM_ELSEWHERE
      const bytes = await ask.body()
      if (isRefusal(bytes)) return bytes
      const sent = Object.fromEntries(new URLSearchParams(Buffer.from(bytes).toString('utf8')))
      const parsed = deskFormSchema.safeParse(sent)
      if (!parsed.success) return { refused: 400 }
      const form = parsed.data
      const locale = localeOf(ask)
      if (form.do === 'logout') return leadTo(locale, '')
      if (form.do === 'login') {
        const waitMs = tries.waitMsFor(ask.address)
        if (waitMs > 0) return entrance(locale, DESK_WORDS.later, 429, tooMany(waitMs).headers)
        const right = rightOfToken((form.token ?? '').trim(), tokens)
        return right === null
          ? entrance(locale, DESK_WORDS.wrong, 401)
          : leadTo(locale, sessionOf(right, clock.now(), tokens))
      }
      const right = rightOfCookie(ask.header('cookie'), clock.now(), tokens)
      if (right === null) return entrance(locale)
      return page(deskPageOf(await contextOf(locale, await asked(form, locale, right, ask))))
    },
  }
}
