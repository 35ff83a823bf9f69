import { outlookSentence, similarOutages } from '../outlook.ts'
import { type AnswerLine, sentence } from './answer.ts'
import { type ChoiceName, choicesOf } from './answer-words.ts'
import { currentMaintenance, untilSentence } from './maintenance-text.ts'
import { adviceLines, headlineOf, pageLinks, type Said, type Saying, standingLines } from './saying.ts'

const TROUBLE: ReadonlySet<string> = new Set(['degraded', 'outage', 'maintenance', 'company_network'])

/** How long such a trouble lasts, or until when the maintenance goes. */
export function outlookLines({ facts, standing, locale }: Saying): AnswerLine[] {
  const { condition, site, since } = standing
  if (condition === 'maintenance') return [sentence(untilSentence(currentMaintenance(facts), facts, locale))]
  const { verdict, changes, now } = facts
  // Where all offices are alike, the troubles of any of them tell as much.
  const vantage = site ?? (condition === 'company_network' ? (verdict?.viewers[0]?.vantage ?? null) : null)
  const said = outlookSentence(similarOutages(changes, { condition, vantage, at: verdict?.at ?? now, since }))
  return said ? [sentence(said[locale])] : []
}

/** Is it down? */
export function sayStatus(saying: Saying): Said {
  const { standing, locale } = saying
  const { condition } = standing
  const next: readonly ChoiceName[] =
    condition === 'operational' || condition === 'account_or_device'
      ? ['login', 'maintenance', 'history']
      : TROUBLE.has(condition)
        ? ['notify', 'why', 'history']
        : ['status', 'login', 'maintenance']
  return {
    headline: headlineOf(saying),
    lines: [...standingLines(saying), ...outlookLines(saying), ...adviceLines(saying)],
    choices: choicesOf([...next, 'language'], locale),
    links: pageLinks(saying),
  }
}
