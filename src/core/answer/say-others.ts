import { explain } from '../explanation.ts'
import type { Locale } from '../locale.ts'
import { CONDITION_TITLE } from '../phrases.ts'
import { durationOf, whenOf } from '../time-text.ts'
import { type AnswerFacts, type AnswerIncident, type AnswerLine, item, sentence } from './answer.ts'
import { type AnswerWord, choicesOf, say } from './answer-words.ts'
import { partsText } from './maintenance-text.ts'
import { sayStatus } from './say-status.ts'
import { headlineOf, pageLinks, type Said, type Saying, standingLine, standingLines } from './saying.ts'

const MOST_INCIDENTS = 5
const MOST_REASONS = 4

/** What was before? */
export function sayHistory(saying: Saying): Said {
  const { facts, locale } = saying
  const shown = (facts.incidents ?? []).slice(0, MOST_INCIDENTS)
  const head = facts.incidents === null ? 'historyUnread' : shown.length === 0 ? 'historyNone' : 'historyHead'
  return {
    headline: say(head, locale),
    lines: [
      ...shown.map((incident) => item(incidentText(incident, facts, locale))),
      ...(facts.incidents === null ? [] : [sentence(say('historyLimits', locale))]),
      sentence(headlineOf(saying)),
      ...standingLines(saying),
    ],
    choices: choicesOf(['status', 'maintenance', 'why'], locale),
    links: pageLinks(saying),
  }
}

function incidentText(incident: AnswerIncident, { now, zone }: AnswerFacts, locale: Locale): string {
  const { startAt, endAt, title, components } = incident
  const at = (instant: number) => whenOf(instant, now, zone, locale)
  const lasted = durationOf((endAt ?? now) - startAt, locale)
  const span =
    endAt === null
      ? say('historyOngoing', locale, at(startAt), lasted)
      : say('historyOver', locale, at(startAt), at(endAt), lasted)
  const parts = partsText(components, locale)
  return `${span}${locale === 'ja' ? '：' : ': '}${title[locale]}${parts ? (locale === 'ja' ? `（${parts}）` : ` (${parts})`) : ''}`
}

/** Why does it say so? */
export function sayWhy(saying: Saying): Said {
  const { facts, standing, locale } = saying
  const explanation = facts.verdict && explain(facts.verdict, { site: standing.site, changes: facts.changes })
  const steps = explanation ? [...explanation.steps.map(({ evidence }) => evidence), ...explanation.aside] : []
  const reasons = steps.slice(0, MOST_REASONS).map(({ text }) => item(text[locale]))
  const head: AnswerWord = reasons.length === 0 ? 'whyNone' : standing.freshness === 'fresh' ? 'whyHead' : 'whyOld'
  const { explain: url } = facts.urls
  return {
    headline: headlineOf(saying),
    lines: [...standingLines(saying), sentence(say(head, locale)), ...reasons],
    choices: choicesOf(['status', 'login', 'history'], locale),
    links: [...(url ? [{ label: say('explain', locale), url }] : []), ...pageLinks(saying)],
  }
}

/** Tell me when it changes. */
export function sayNotify(saying: Saying): Said {
  const { facts, standing, locale } = saying
  const { subscriptions } = facts.urls
  const stated = standingLine(saying)
  return {
    headline: say(subscriptions.length === 0 ? 'notifyNone' : 'notifyHead', locale),
    lines: [
      ...subscriptions.map(({ title, url }) => item(`${title[locale]}${locale === 'ja' ? '：' : ': '}${url}`)),
      sentence(say('notifyAsk', locale)),
      sentence(say('notifyNow', locale, CONDITION_TITLE[standing.condition][locale])),
      ...(stated ? [sentence(stated)] : []),
    ],
    choices: choicesOf(['status', 'maintenance', 'history'], locale),
    links: pageLinks(saying),
  }
}

/** English please. */
export function sayLanguage(saying: Saying): Said {
  const said = sayStatus(saying)
  return { ...said, headline: say('languageDone', saying.locale), lines: [sentence(said.headline), ...said.lines] }
}

/** Thank you: and no farewell that lets a trouble be forgotten. */
export function sayThanks(saying: Saying): Said {
  const { standing, locale } = saying
  const { condition } = standing
  const isFine = condition === 'operational' || condition === 'account_or_device'
  const stated = standingLine(saying)
  const headline = isFine ? 'thanks' : condition === 'unknown' ? 'thanksUnknown' : 'thanksTrouble'
  return {
    headline: say(condition === 'company_network' ? 'thanks' : headline, locale),
    lines: isFine ? [] : [sentence(headlineOf(saying)), ...(stated ? [sentence(stated)] : [])],
    choices: choicesOf(['status', 'help'], locale),
    links: [],
  }
}

const HELP: readonly AnswerWord[] = [
  'helpStatus',
  'helpLogin',
  'helpMaintenance',
  'helpHistory',
  'helpNotify',
  'helpLanguage',
]

/** What can be asked; also where the words were not understood. */
export function sayHelp(saying: Saying, isUnderstood: boolean): Said {
  const { locale } = saying
  const stated = standingLine(saying)
  const lines: AnswerLine[] = [
    ...(isUnderstood ? [] : [sentence(say('help', locale))]),
    sentence(say('helpHead', locale)),
    ...HELP.map((word) => item(say(word, locale))),
    sentence(say('notifyNow', locale, headlineOf(saying))),
    ...(stated ? [sentence(stated)] : []),
  ]
  return {
    headline: say(isUnderstood ? 'help' : 'unknown', locale),
    lines,
    choices: choicesOf(['status', 'login', 'maintenance', 'history', 'notify', 'language'], locale),
    links: pageLinks(saying),
  }
}
