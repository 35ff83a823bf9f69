import { z } from 'zod'
import type { Text } from '../core/locale.ts'
import { TOPICS, type Topic } from '../core/triage/topic.ts'
import { textSchema, topicSchema } from './article.ts'

/** Articles that are listed together. */
export interface ArticleGroup {
  readonly title: Text
  readonly topics: readonly Topic[]
}

const groupsSchema = z.array(z.strictObject({ title: textSchema, topics: z.array(topicSchema).min(1) }))

/** Reads `groups.yaml`. Throws unless every topic stands in exactly one group. */
export function parseGroups(value: unknown): readonly ArticleGroup[] {
  const groups = groupsSchema.parse(value)
  const listed = groups.flatMap(({ topics }) => topics)
  const wrong = TOPICS.filter((topic) => listed.filter((other) => other === topic).length !== 1)
  if (wrong.length > 0) throw new Error(`groups: not listed exactly once: ${wrong.join(', ')}`)
  return groups
}
