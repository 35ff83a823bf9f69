import { featuresOf } from './features.ts'
import { marksOf } from './marks.ts'
import type { Post, PostReading } from './post.ts'
import { type PostModel, weigh } from './post-model.ts'
import type { PostWords } from './post-words.ts'
import { maskNames } from './service-name.ts'

/** What ships in `data/` to read posts with. */
export interface PostKnowledge {
  readonly words: PostWords
  readonly model: PostModel
}

/** How many of the words that decided are shown. */
const SHOWN = 5
/** Share of headlines, and of posts that do not name LINE WORKS, that were in fact `other` among the labelled posts. */
const RULE_CONFIDENCE = 0.99

/**
 * Reads one post. Two rules come first: a headline is never somebody's own word, and a post that does not name LINE WORKS
 * (LINE alone, other services) says nothing about it. Everything else is weighed, word by word.
 */
export function classifyPost(post: Pick<Post, 'source' | 'text'>, { words, model }: PostKnowledge): PostReading {
  if (post.source === 'news') return { label: 'other', confidence: RULE_CONFIDENCE, rule: 'headline', because: [] }
  const { folded, mention } = maskNames(post.text)
  if (mention === 'none') return { label: 'other', confidence: RULE_CONFIDENCE, rule: 'not_named', because: [] }
  const features = featuresOf(folded, marksOf(folded, words), mention)
  const { label, chance, shares } = weigh(features, model)
  const deciding = shares().flatMap(({ feature }) => feature.words ?? [])
  return { label, confidence: chance, rule: 'weighed', because: [...new Set(deciding)].slice(0, SHOWN) }
}
