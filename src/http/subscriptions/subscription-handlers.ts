import { COMPONENTS } from '../../core/condition.ts'
import type { Locale } from '../../core/locale.ts'
import { createRateLimit } from '../../platform/rate-limit.ts'
import type { Subscription, SubscriptionChoice } from '../../store/alerts/alert-aggregates.ts'
import { type Answer, createAnswer } from '../answer.ts'
import type { ColdHandler } from '../cold-handlers.ts'
import type { HttpDeps } from '../deps.ts'
import { isFromHere } from '../from-here.ts'
import { preferredLocale } from '../preferred-locale.ts'
import { FROM_ELSEWHERE } from '../refusals.ts'
import { type ColdAsk, isRefusal, queryOf, type Refusal } from '../request.ts'
import { securityHeadersOf } from '../security-headers.ts'
import { type SubscriptionPageContext, sayingPageOf, subscribePageOf } from './subscription-pages.tsx'
import type { SUBSCRIPTION_ROUTES } from './subscription-routes.ts'
import { SUBSCRIPTION_STYLE_HASH } from './subscription-style.ts'
import { CHOICES, SUBSCRIPTION_WORDS as WORDS } from './subscription-words.ts'

/** Who asks to be told by mail, as far as the pages deal with it. */
export interface SubscriptionDesk {
  /** Only addresses of these domains are taken. */
  readonly domains: readonly string[]
  /**
   * Sends a mail with a link that confirms it. `asked` is all that anybody learns: whether the address is known, or was
   * asked for too often, stays here.
   */
  ask(wish: {
    readonly address: string
    readonly locale: Locale
    readonly choice: SubscriptionChoice
  }): Promise<'asked' | 'not-allowed'>
  /** The wish behind a link, which is not used up; null: it is no longer good. */
  asked(token: string): Promise<Pick<Subscription, 'address'> | null>
  confirm(token: string): Promise<Pick<Subscription, 'address'> | null>
  /** Whether there was one makes no difference. */
  end(id: string): Promise<void>
}

const HEADERS = {
  ...securityHeadersOf('page', SUBSCRIPTION_STYLE_HASH),
  'cache-control': 'no-store',
  // A form that is sent to this very site says where it comes from; other sites are told nothing.
  'referrer-policy': 'same-origin',
}
const page = (body: string, status = 200): Answer =>
  createAnswer({ status, type: 'text/html; charset=utf-8', body, headers: HEADERS })
const MINUTE = 60_000

/** The answers of the pages about mails. */
export function createSubscriptionHandlers({
  clock,
  facts,
  subscriptions: desk,
}: Pick<HttpDeps, 'clock' | 'facts' | 'subscriptions'>): Readonly<
  Record<(typeof SUBSCRIPTION_ROUTES)[number]['id'], ColdHandler>
> {
  const wishes = createRateLimit(clock, { burst: 10, perMs: 10 * MINUTE })
  const clicks = createRateLimit(clock, { burst: 60, perMs: MINUTE })
  const contextOf = (ask: ColdAsk, lang: string | null, linkFor: SubscriptionPageContext['linkFor']) => ({
    ...{ facts, linkFor },
    locale: preferredLocale(lang, ask.acceptLanguage, facts.defaultLocale),
  })
  const formContextOf = (ask: ColdAsk, form: URLSearchParams) =>
    contextOf(ask, form.get('lang'), (locale) => `/subscribe?lang=${locale}`)
  const withDesk =
    (answer: (own: SubscriptionDesk, ask: ColdAsk) => Promise<Answer | Refusal>): ColdHandler =>
    (ask) =>
      desk ? answer(desk, ask) : { refused: 404 }
  const expired = (context: SubscriptionPageContext) =>
    page(sayingPageOf(context, { head: WORDS.expiredHead, lead: WORDS.expiredLead, again: true }))
  const tooMany = (context: SubscriptionPageContext, own: SubscriptionDesk) =>
    page(subscribePageOf(context, { domains: own.domains, wrong: WORDS.later }), 429)

  return {
    subscribePage: withDesk(async (own, ask) => {
      const context = contextOf(ask, queryOf(ask.query)('lang'), (locale) => `/subscribe?lang=${locale}`)
      return page(subscribePageOf(context, { domains: own.domains, wrong: null }))
    }),

    subscribe: withDesk(async (own, ask) => {
      if (!isFromHere(ask, true)) return FROM_ELSEWHERE
      const form = await formOf(ask)
      if (isRefusal(form)) return form
      const context = formContextOf(ask, form)
      if (wishes.waitMsFor(ask.address) > 0) return tooMany(context, own)
      const address = (form.get('address') ?? '').trim()
      const choice = choiceOf(form, Object.keys(facts.vantageTitles))
      const asked = await own.ask({ address, locale: context.locale, choice })
      return asked === 'asked'
        ? page(sayingPageOf(context, { head: WORDS.askedHead, lead: WORDS.askedLead }))
        : page(subscribePageOf(context, { domains: own.domains, wrong: WORDS.wrongAddress }), 400)
    }),

    confirmPage: withDesk(async (own, ask) => {
      const value = queryOf(ask.query)
      const token = value('token') ?? ''
      const linkFor = (locale: Locale) => `/subscribe/confirm?lang=${locale}&token=${encodeURIComponent(token)}`
      const context = contextOf(ask, value('lang'), linkFor)
      const wish = await own.asked(token)
      if (!wish) return expired(context)
      const button = { action: '/subscribe/confirm', field: 'token', value: token, title: WORDS.confirm }
      return page(
        sayingPageOf(context, { head: WORDS.confirmHead, lead: WORDS.confirmLead, who: wish.address, button }),
      )
    }),

    confirm: withDesk(async (own, ask) => {
      const form = await formOf(ask)
      if (isRefusal(form)) return form
      const context = formContextOf(ask, form)
      if (clicks.waitMsFor(ask.address) > 0) return tooMany(context, own)
      const done = await own.confirm(form.get('token') ?? '')
      if (!done) return expired(context)
      const said = { head: WORDS.confirmedHead, lead: WORDS.confirmedLead, who: done.address }
      return page(sayingPageOf(context, said))
    }),

    unsubscribePage: withDesk(async (_own, ask) => {
      const value = queryOf(ask.query)
      const id = value('id') ?? ''
      const linkFor = (locale: Locale) => `/unsubscribe?lang=${locale}&id=${encodeURIComponent(id)}`
      const button = { action: '/unsubscribe', field: 'id', value: id, title: WORDS.end }
      const context = contextOf(ask, value('lang'), linkFor)
      return page(sayingPageOf(context, { head: WORDS.endHead, lead: WORDS.endLead, button }))
    }),

    // A mail program posts here by itself when its reader presses its button: from anywhere, the id in the address.
    unsubscribe: withDesk(async (own, ask) => {
      const form = await formOf(ask)
      if (isRefusal(form)) return form
      const context = formContextOf(ask, form)
      if (clicks.waitMsFor(ask.address) > 0) return tooMany(context, own)
      await own.end(form.get('id') ?? queryOf(ask.query)('id') ?? '')
      return page(sayingPageOf(context, { head: WORDS.endedHead, lead: WORDS.endedLead }))
    }),
  }
}

async function formOf(ask: ColdAsk): Promise<URLSearchParams | Refusal> {
  const type = ask.header('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return { refused: 415 }
  const bytes = await ask.body()
  if (isRefusal(bytes)) return bytes
  // The one click of RFC 8058 may come as multipart: its only field says nothing that the address does not.
  return new URLSearchParams(/^multipart/i.test(type) ? '' : Buffer.from(bytes).toString('utf8'))
}

/** Of each sort what is known; none or all chosen means all, also what is yet to come. */
function choiceOf(form: URLSearchParams, sites: readonly string[]): SubscriptionChoice {
  const chosen = <Value extends string>(name: string, known: readonly Value[]): Value[] | null => {
    const values = known.filter((value) => form.getAll(name).includes(value))
    return values.length === 0 || values.length === known.length ? null : values
  }
  const events = chosen('event', Object.keys(CHOICES) as (keyof typeof CHOICES)[])
  return {
    events: events && [...events, ...(events.includes('outage') ? (['updated'] as const) : [])],
    components: chosen(
      'component',
      COMPONENTS.filter((component) => component !== 'all'),
    ),
    sites: chosen('site', sites),
  }
}
