import { LOCALES, type Text } from '../locale.ts'
import { TOPICS, type Topic } from './topic.ts'

/** What a person is told of a topic before they open its article. */
export interface TopicWords {
  readonly title: Text
  /** One sentence: the one thing to do first. */
  readonly firstStep: Text
}
export type AllTopicWords = Readonly<Record<Topic, TopicWords>>

/** Reads `{ slug: { title: { ja, en }, firstStep: { ja, en } } }`. Throws where a topic, a language or a text is missing, or one is too many. */
export function parseTopicWords(value: unknown): AllTopicWords {
  const entries = recordOf(value, 'topics')
  const unknown = Object.keys(entries).filter((slug) => !TOPICS.some((topic) => topic === slug))
  if (unknown.length > 0) throw new Error(`no such topic: ${unknown.join(', ')}`)
  const words = TOPICS.map((topic) => {
    const { title, firstStep } = recordOf(entries[topic], topic)
    return [topic, { title: textOf(title, topic), firstStep: textOf(firstStep, topic) }] as const
  })
  return Object.fromEntries(words) as AllTopicWords
}

function textOf(value: unknown, topic: Topic): Text {
  const record = recordOf(value, topic)
  const texts = LOCALES.map((locale) => {
    const text = record[locale]
    if (typeof text !== 'string' || text.trim() === '') throw new Error(`${topic} has a text without ${locale}`)
    return [locale, text] as const
  })
  return Object.fromEntries(texts) as Text
}

function recordOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${what} is not a map`)
  return value as Readonly<Record<string, unknown>>
}
