import { type AnswerLine, type AnswerTopic, item, sentence } from './answer.ts'
import { choicesOf, say } from './answer-words.ts'
import { outlookLines } from './say-status.ts'
import { adviceLines, headlineOf, pageLinks, type Said, type Saying, standingLines } from './saying.ts'

const MOST_TOPICS = 3
/** While nobody knows how the service is, nothing may be suggested that does harm if it is down. */
const DOES_HARM = /^(?:reset|password-(?:forgotten|expired)|account-|server-)/

/**
 * Somebody cannot log in. The live verdict comes first: while LINE WORKS or the network fails, nobody is sent to reset or
 * to try again; only where both are fine do the steps for oneself follow.
 */
export function sayLogin(saying: Saying): Said {
  const { standing, locale } = saying
  const { condition } = standing
  const topics = topicsFor(saying).slice(0, MOST_TOPICS)
  const isOwn = condition === 'operational' || condition === 'account_or_device'
  const steps = topics.map((topic) =>
    item(`${topic.title[locale]}${locale === 'ja' ? '：' : ': '}${topic.firstStep[locale]}`),
  )
  const headed = (word: 'steps' | 'stepsUnknown') => (steps.length > 0 ? [sentence(say(word, locale)), ...steps] : [])
  const parts: Readonly<Record<'own' | 'unknown' | 'network' | 'service', () => AnswerLine[]>> = {
    own: () => [...headed('steps'), ...adviceLines(saying, ['ask-administrator']).slice(-1)],
    unknown: () => [...adviceLines(saying), sentence(say('noReset', locale)), ...headed('stepsUnknown')],
    network: () => [sentence(say('companySteps', locale)), ...outlookLines(saying), ...adviceLines(saying)],
    service: () => [
      sentence(say('noSteps', locale)),
      ...outlookLines(saying),
      ...adviceLines(saying, ['do-not-reset']),
    ],
  }
  const part = isOwn
    ? 'own'
    : condition === 'unknown'
      ? 'unknown'
      : condition === 'company_network'
        ? 'network'
        : 'service'
  const guided = part === 'own' || part === 'unknown' ? topics : []
  return {
    headline: headlineOf(saying),
    lines: [...standingLines(saying), ...parts[part]()],
    choices: choicesOf(part === 'own' ? ['status', 'history', 'help'] : ['notify', 'status', 'why'], locale),
    links: [
      ...guided.flatMap(({ title, url }) => (url ? [{ label: say('guide', locale, title[locale]), url }] : [])),
      ...pageLinks(saying),
    ],
  }
}

function topicsFor({ facts, standing, text }: Saying): readonly AnswerTopic[] {
  const { condition, service } = standing
  if (condition === 'operational' || condition === 'account_or_device')
    return facts.topicsFor(text, 'operational').filter(({ topic }) => !topic.startsWith('server-'))
  if (condition !== 'unknown') return []
  return facts.topicsFor(text, service).filter(({ topic }) => !DOES_HARM.test(topic))
}
