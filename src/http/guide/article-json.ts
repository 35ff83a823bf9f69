import type { Article } from '../../core/guide/guide.ts'
import type { Guide } from '../../knowledge/guide.ts'
import type { ArticleListView, ArticleView } from './guide-schema.ts'

/** What stands in every list. */
export const articleHeadOf = ({ slug, title, firstStep }: Article) => ({
  slug,
  title,
  firstStep,
  url: `/guide/${slug}`,
})

export function articleJsonOf(article: Article): ArticleView {
  const { symptom, howToTell, steps, takes, stopWhen, ask, contact, doNot, related, sources, checkedOn } = article
  return {
    ...articleHeadOf(article),
    symptom,
    howToTell: [...howToTell],
    steps: steps.map(({ on, text }) => ({ on: [...on], text })),
    takes,
    stopWhen,
    ask,
    contact,
    doNot: [...doNot],
    related: [...related],
    sources: [...sources],
    checkedOn,
  }
}

export const articleListJsonOf = ({ articles, groups }: Guide): ArticleListView => ({
  groups: groups.map(({ title, topics }) => ({ title, articles: topics.map((slug) => articleHeadOf(articles[slug])) })),
})
