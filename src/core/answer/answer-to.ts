import { foldText } from '../text/folded-text.ts'
import { type Answer, type AnswerFacts, type Intent, type Question, sentence } from './answer.ts'
import { say } from './answer-words.ts'
import { understand } from './intent.ts'
import { sayLogin } from './say-login.ts'
import { sayMaintenance } from './say-maintenance.ts'
import { sayHelp, sayHistory, sayLanguage, sayNotify, sayThanks, sayWhy } from './say-others.ts'
import { sayStatus } from './say-status.ts'
import type { Said, Saying } from './saying.ts'
import { standingOf } from './standing.ts'

const SAY: Readonly<Record<Intent, (saying: Saying) => Said>> = {
  status: sayStatus,
  login: sayLogin,
  maintenance: sayMaintenance,
  history: sayHistory,
  why: sayWhy,
  notify: sayNotify,
  language: sayLanguage,
  thanks: sayThanks,
  help: (saying) => sayHelp(saying, true),
  unknown: (saying) => sayHelp(saying, false),
}

/**
 * The one answer that every chat, terminal and machine gives to a question. Pure: the same question and facts give the
 * same words. It says as of when and how sure it is; what is stale, missing or not understood is never "fine".
 */
export function answerTo(question: Question, facts: AnswerFacts): Answer {
  const { intent: read, locale: written } = understand(question.text)
  const intent = question.intent ?? read
  const wanted = intent === 'language' ? (written ?? question.locale) : (question.locale ?? written)
  const locale = wanted ?? question.usual ?? facts.fallback
  const { site, unknown } = siteOf(question, facts)
  const standing = standingOf(facts.verdict, site, facts.now)
  const said = SAY[intent]({ facts, standing, locale, text: question.text })
  return {
    intent,
    locale,
    condition: standing.condition,
    freshness: standing.freshness,
    site: standing.site,
    summary: standing.sentence[locale],
    ...said,
    lines: unknown === null ? said.lines : [sentence(say('unknownSite', locale, unknown)), ...said.lines],
  }
}

const LONGEST_SITE = 40

/** The office that was asked for, or else the one office that the words name. */
function siteOf({ site, text }: Question, { verdict, vantageTitles }: AnswerFacts) {
  const known = (id: string) => verdict?.viewers.some(({ vantage }) => vantage === id) === true
  if (site !== null) {
    const isKnown = known(site) || site in vantageTitles
    return { site: known(site) ? site : null, unknown: isKnown ? null : [...site].slice(0, LONGEST_SITE).join('') }
  }
  const asked = foldText(text).text
  const named = Object.entries(vantageTitles).filter(
    ([id, title]) => known(id) && [title.ja, title.en].some((name) => isNamed(foldText(name).text, asked)),
  )
  return { site: named.length === 1 ? named[0]![0] : null, unknown: null }
}

/** 大阪支社 is also meant by 大阪; a name of one letter, or a word that every question has, is none. */
function isNamed(name: string, asked: string): boolean {
  const bare = name.replace(/(?:本社|支社|支店|営業所|事業所|拠点|おふぃす| ?(?:head )?office| branch)$/, '')
  return bare.length >= 2 && !/^(?:この場所|here|line ?works)$/.test(bare) && asked.includes(bare)
}
