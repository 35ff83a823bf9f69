import { LOCALES, type Locale, type Text } from '../locale.ts'
import { dateOf, timeOf } from '../time-text.ts'
import { type Article, type Setting, stepsFor } from './guide.ts'
import { deskContactOf, type HelpDesk } from './help-desk.ts'
import { REPLY_WORDS, STATE_WORDS } from './reply-words.ts'
import type { Standing } from './standing.ts'
import { stepTextOf } from './step-words.ts'

/** Everything that a reply to somebody who asked for help is made from. */
export interface ReplyFacts {
  readonly standing: Standing
  /** What the question seems to be about; null where nothing was asked in particular. */
  readonly article: Article | null
  readonly setting: Setting
  readonly helpDesk: HelpDesk | null
  /** IANA zone in which times are told. */
  readonly zone: string
  /** Where the state can be followed; null where people cannot reach it. */
  readonly pageUrl: string | null
}

/**
 * A reply for the help desk to paste: polite, with the time, what is known, what to do, what not to do, and when to expect
 * more. It says no more than is known, and asks for no password.
 */
export function replyOf(facts: ReplyFacts): Text {
  const texts = LOCALES.map((locale) => [locale, replyIn(locale, facts)] as const)
  return Object.fromEntries(texts) as Text
}

/** Whether the state itself is the answer: then nobody is sent to try anything. */
const isAnsweredByState = ({ condition, loginWorks }: Standing): boolean =>
  condition === 'outage' ||
  condition === 'maintenance' ||
  condition === 'company_network' ||
  (condition === 'degraded' && loginWorks !== true)

function replyIn(locale: Locale, facts: ReplyFacts): string {
  const { standing, article } = facts
  const isOurs = article !== null && !isAnsweredByState(standing) && !isOfService(article)
  const blocks = [
    REPLY_WORDS.thanks[locale](nameOf(facts)[locale]),
    knownOf(locale, facts),
    ...(isOurs ? helpBlocks(locale, article, facts) : [listOf(locale, 'todo', todoOf(locale, standing))]),
    listOf(locale, 'dont', dontOf(locale, isOurs ? article : null, standing)),
    nextOfReply(locale, facts, isOurs),
    farewellOf(locale, facts),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

const isOther = ({ contact }: Article) => contact === 'administrator' || contact === 'carrier'
const isOfService = ({ slug }: Article) => slug === 'server-outage' || slug === 'server-maintenance'

/** The time, the state, and since or until when. */
function knownOf(locale: Locale, { standing, zone }: ReplyFacts): string {
  const { condition, since, at, endsAt, isEndApproximate } = standing
  const key = condition === 'degraded' && standing.loginWorks === true ? 'degraded-elsewhere' : condition
  const lines = [REPLY_WORDS.asOf[locale](stampOf(at, zone, locale)) + STATE_WORDS[key].known[locale]]
  const isTrouble = condition !== 'operational' && condition !== 'unknown' && condition !== 'account_or_device'
  if (isTrouble && since !== null)
    lines.push(REPLY_WORDS[condition === 'maintenance' ? 'begun' : 'since'][locale](stampOf(since, zone, locale)))
  if (condition === 'maintenance')
    lines.push(
      endsAt === null
        ? REPLY_WORDS.endUnknown[locale]
        : REPLY_WORDS.endsAt[locale](stampOf(endsAt, zone, locale), isEndApproximate),
    )
  return lines.join('\n')
}

/** The one thing that it seems to be, and its steps. */
function helpBlocks(locale: Locale, article: Article, { setting }: ReplyFacts): string[] {
  const steps = stepsFor(article, setting).map((step, i) => `${i + 1}. ${stepTextOf(step, setting)[locale]}`)
  return [
    REPLY_WORDS.seems[locale](article.title[locale]),
    [REPLY_WORDS.steps[locale], ...steps].join('\n'),
    `${REPLY_WORDS.takes[locale]}${article.takes[locale]}`,
    // Whoever replies is the IT desk: only others are named to ask.
    [REPLY_WORDS.ifNot[locale], article.stopWhen[locale], ...(isOther(article) ? [article.ask[locale]] : [])].join(
      '\n',
    ),
  ]
}

function todoOf(locale: Locale, { condition, loginWorks }: Standing): readonly string[] {
  const key = condition === 'degraded' && loginWorks === true ? 'degraded-elsewhere' : condition
  const todo = STATE_WORDS[key].todo.map((text) => text[locale])
  const isDown = condition === 'outage' || condition === 'degraded'
  return isDown && loginWorks === false ? [...todo, REPLY_WORDS.stayIn[locale]] : todo
}

function dontOf(locale: Locale, article: Article | null, { condition }: Standing): readonly string[] {
  if (article) return article.doNot.map((text) => text[locale])
  return STATE_WORDS[condition].dont.map((text) => text[locale])
}

const listOf = (locale: Locale, title: 'todo' | 'dont', items: readonly string[]): string =>
  items.length === 0
    ? ''
    : [REPLY_WORDS[title][locale], ...items.map((item) => (locale === 'ja' ? `・${item}` : `- ${item}`))].join('\n')

function promiseOf(condition: Standing['condition']) {
  if (condition === 'unknown') return REPLY_WORDS.nextWhenKnown
  return condition === 'maintenance' ? REPLY_WORDS.nextWhenOver : REPLY_WORDS.nextWhenBack
}

const MINUTE = 60_000
/** How soon the help desk speaks again while a trouble lasts; told in full five minutes, which clocks show at a glance. */
const NEXT_MS = 30 * MINUTE
const STEP_MS = 5 * MINUTE

function nextOfReply(locale: Locale, { standing, zone, pageUrl }: ReplyFacts, isOurs: boolean): string {
  const { at, condition, endsAt } = standing
  const soonAt = Math.ceil((at + NEXT_MS) / STEP_MS) * STEP_MS
  const nextAt = condition === 'maintenance' && endsAt !== null ? Math.max(endsAt, soonAt) : soonAt
  const stamp = stampOf(nextAt, zone, locale)
  const isSettled = condition === 'operational' || condition === 'account_or_device'
  const next = isOurs || isSettled ? REPLY_WORDS.whenTold[locale] : promiseOf(condition)[locale](stamp)
  const page = pageUrl === null ? [] : [`${REPLY_WORDS.page[locale]}${pageUrl}`]
  return [REPLY_WORDS.next[locale], next, ...page].join('\n')
}

const nameOf = ({ helpDesk }: ReplyFacts): Text => helpDesk?.name ?? REPLY_WORDS.sender

function farewellOf(locale: Locale, facts: ReplyFacts): string {
  const contact = deskContactOf(facts.helpDesk, locale)
  const name = nameOf(facts)[locale]
  const signature = contact === '' ? name : `${name}${locale === 'ja' ? `（${contact}）` : ` (${contact})`}`
  return [REPLY_WORDS.noPassword[locale], REPLY_WORDS.farewell[locale], signature].join('\n')
}

/** `11月23日 14:05` / `23 Nov, 14:05`. */
function stampOf(at: number, zone: string, locale: Locale): string {
  const [, month, day] = dateOf(at, zone).split('-').map(Number) as [number, number, number]
  const time = timeOf(at, zone)
  if (locale === 'ja') return `${month}月${day}日 ${time}`
  return `${day} ${'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[month - 1]}, ${time}`
}
