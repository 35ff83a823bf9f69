import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Articles, Tree } from '../core/guide/guide.ts'
import { TOPICS } from '../core/triage/topic.ts'
import { articleOf, type Sources, sourcesSchema } from './article.ts'
import { type ArticleGroup, parseGroups } from './article-groups.ts'
import { parseTree } from './parse-tree.ts'

/** The help that ships: the articles, how they are listed, and the questions that lead to them. */
export interface Guide {
  readonly articles: Articles
  readonly groups: readonly ArticleGroup[]
  readonly tree: Tree
}

const shipped = (name: string): unknown =>
  parse(readFileSync(new URL(`../../data/knowledge/${name}`, import.meta.url), 'utf8'))

/** Reads all of it. Throws where an article, a language, a step or a link is missing. Takes a moment: read once. */
export function readGuide(): Guide {
  const sources: Sources = sourcesSchema.parse(shipped('sources.yaml'))
  const articles = TOPICS.map((slug) => [slug, articleOf(slug, shipped(`articles/${slug}.yaml`), sources)] as const)
  return {
    articles: Object.fromEntries(articles) as Articles,
    groups: parseGroups(shipped('groups.yaml')),
    tree: parseTree(shipped('tree.yaml')),
  }
}

let known: Guide | null = null

/** The same, read at the first call. What ships does not change while the program runs. */
export function shippedGuide(): Guide {
  known ??= readGuide()
  return known
}
