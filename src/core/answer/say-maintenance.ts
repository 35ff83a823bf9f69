import type { Locale } from '../locale.ts'
import type { MaintenanceWindow } from '../notices/maintenance-windows.ts'
import { type AnswerFacts, type AnswerLine, item, sentence } from './answer.ts'
import { choicesOf, say } from './answer-words.ts'
import { currentMaintenance, untilSentence, windowText } from './maintenance-text.ts'
import { headlineOf, pageLinks, type Said, type Saying, standingLines } from './saying.ts'

const MOST_TO_COME = 3

/** Until when does the maintenance go, and what is to come? */
export function sayMaintenance(saying: Saying): Said {
  const { facts, standing, locale } = saying
  const running = currentMaintenance(facts)
  const isJudged = standing.condition === 'maintenance' || standing.service === 'maintenance'
  const headline = running || isJudged ? untilSentence(running, facts, locale) : say('maintenanceNone', locale)
  const coming = facts.maintenances.filter(({ state }) => state === 'scheduled').slice(0, MOST_TO_COME)
  const links = [running, ...coming].flatMap((window) =>
    window?.url ? [{ label: say('notice', locale), url: window.url }] : [],
  )
  return {
    headline,
    lines: [
      ...(running ? [item(windowText(running, facts, locale))] : []),
      ...comingLines(coming, facts, locale),
      ...(facts.noticesAreRead ? [] : [sentence(say('maintenanceUnread', locale))]),
      sentence(headlineOf(saying)),
      ...standingLines(saying),
    ],
    choices: choicesOf(['status', 'notify', 'history'], locale),
    links: [...links.slice(0, 1), ...pageLinks(saying)],
  }
}

function comingLines(coming: readonly MaintenanceWindow[], facts: AnswerFacts, locale: Locale): AnswerLine[] {
  if (coming.length === 0) return [sentence(say('maintenanceNoNext', locale))]
  return [sentence(say('maintenanceNext', locale)), ...coming.map((window) => item(windowText(window, facts, locale)))]
}
