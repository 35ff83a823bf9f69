import { browserText } from '../../core/check/support-words.ts'
import { ANYWAY } from '../../core/guide/walk.ts'
import type { Text } from '../../core/locale.ts'
import { CONDITION_TITLE } from '../../core/phrases.ts'
import { dateOf, timeOf } from '../../core/time-text.ts'
import { vantageTitleOf } from '../pages/page-context.ts'
import type { CheckContext } from './check-context.ts'
import { CHECK_WORDS } from './check-words.ts'
import { labelsOf } from './guide-panel.tsx'

/** What the help desk needs to know, as plain text. No password, no ID, nothing that was typed. */
export function summaryLinesOf(context: CheckContext): readonly string[] {
  const { page, choice, headline, walk, browser, tree, articles } = context
  const { edition, facts, say } = page
  const line = (term: Text, value: string) => `${say(term)}: ${value}`
  const answers = labelsOf(
    tree.first,
    walk.answers.filter((id) => id !== ANYWAY),
    tree.questions,
  )
  const found = walk.kind === 'leaf' ? walk.leaf.articles.map((topic) => say(articles[topic].title)) : []
  return [
    line(CHECK_WORDS.sumTime, `${dateOf(edition.now, facts.zone)} ${timeOf(edition.now, facts.zone)} (${facts.zone})`),
    line(CHECK_WORDS.sumVerdict, `${say(CONDITION_TITLE[headline.condition])} - ${headline.head}`),
    ...(edition.judged ? [line(CHECK_WORDS.sumId, edition.judged.id)] : []),
    ...(choice.site === null ? [] : [line(CHECK_WORDS.sumOffice, say(vantageTitleOf(choice.site, facts)))]),
    line(CHECK_WORDS.sumBrowser, say(browserText(browser))),
    ...(answers.length === 0 ? [] : [line(CHECK_WORDS.sumAnswers, answers.map((label) => say(label)).join(' → '))]),
    ...(found.length === 0 ? [] : [line(CHECK_WORDS.sumFound, found.join(' / '))]),
    ...(choice.end === null ? [] : [line(CHECK_WORDS.sumEnd, say(CHECK_WORDS[choice.end]))]),
  ]
}
