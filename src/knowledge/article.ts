import { z } from 'zod'
import { type Article, type ArticleSource, CONTACTS, SOURCE_BASES, STEP_PLACES, stepsFor } from '../core/guide/guide.ts'
import { TOPICS, type Topic } from '../core/triage/topic.ts'
import { CLIENTS, DEVICES } from '../core/triage/triage-input.ts'

/** A text in both languages: neither may be missing. */
export const textSchema = z.strictObject({ ja: z.string().trim().min(1), en: z.string().trim().min(1) })
export const topicSchema = z.enum(TOPICS)

/** `data/knowledge/sources.yaml`: every source once, by the name that articles call it. */
export const sourcesSchema = z.record(
  z.string().regex(/^[a-z0-9-]+$/),
  z.strictObject({
    title: textSchema,
    url: z.url({ protocol: /^https$/ }).nullable(),
    basis: z.enum(SOURCE_BASES),
    confirmed: z.boolean(),
  }),
)
export type Sources = Readonly<Record<string, ArticleSource>>

/** One file of `data/knowledge/articles`. A step or a sign is its text, with where it belongs beside it. */
export const articleSchema = z.strictObject({
  title: textSchema,
  firstStep: textSchema,
  symptom: textSchema,
  howToTell: z.array(textSchema.extend({ instead: topicSchema.optional() })).min(2),
  steps: z.array(textSchema.extend({ on: z.array(z.enum(STEP_PLACES)).min(1).optional() })).min(2),
  takes: textSchema,
  stopWhen: textSchema,
  ask: textSchema,
  contact: z.enum(CONTACTS),
  doNot: z.array(textSchema).min(1),
  related: z.array(topicSchema).min(2).max(6),
  sources: z.array(z.string()).min(1),
  checkedOn: z.iso.date(),
})

/** Makes an article of what its file holds. Throws, with its slug, where anything is missing or leads nowhere. */
export function articleOf(slug: Topic, value: unknown, sources: Sources): Article {
  const parsed = articleSchema.safeParse(value)
  if (!parsed.success) throw new Error(`article ${slug}: ${z.prettifyError(parsed.error)}`)
  const { howToTell, steps, sources: names, ...rest } = parsed.data
  const article: Article = {
    slug,
    ...rest,
    howToTell: howToTell.map(({ ja, en, instead = null }) => ({ text: { ja, en }, instead })),
    steps: steps.map(({ ja, en, on = [] }) => ({ on, text: { ja, en } })),
    sources: names.map((name) => {
      const source = sources[name]
      if (!source) throw new Error(`article ${slug}: no such source: ${name}`)
      return source
    }),
  }
  const isSelf = [...article.related, ...article.howToTell.map(({ instead }) => instead)].includes(slug)
  if (isSelf) throw new Error(`article ${slug}: leads to itself`)
  for (const device of DEVICES)
    for (const client of CLIENTS)
      if (stepsFor(article, { device, client }).length === 0)
        throw new Error(`article ${slug}: no step for ${device} ${client}`)
  return article
}
