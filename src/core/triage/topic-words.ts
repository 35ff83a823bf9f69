import type { Text } from '../locale.ts'
import type { Topic } from './topic.ts'

/** What a person is told of a topic before they open its article. */
export interface TopicWords {
  readonly title: Text
  /** One sentence: the one thing to do first. */
  readonly firstStep: Text
}
export type AllTopicWords = Readonly<Record<Topic, TopicWords>>
