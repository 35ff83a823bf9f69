import { z } from 'zod'
import { SERVICE_CONDITIONS, VIEWER_CONDITIONS } from '../../core/condition.ts'
import { CONTACTS, SOURCE_BASES, STEP_PLACES } from '../../core/guide/guide.ts'
import { LOCALES } from '../../core/locale.ts'
import { TOPICS } from '../../core/triage/topic.ts'
import { CLIENTS, DEVICES } from '../../core/triage/triage-input.ts'

const text = z.object({ ja: z.string(), en: z.string() })
const slug = z.enum(TOPICS)
const instant = z.string().describe('ISO 8601 with offset')

const stepSchema = z.object({
  on: z.array(z.enum(STEP_PLACES)).describe('Where it is done; empty: everywhere'),
  text,
})

const articleHead = { slug, title: text, firstStep: text, url: z.string().describe('The page, below this server') }

export const articleListSchema = z.object({
  groups: z.array(z.object({ title: text, articles: z.array(z.object(articleHead)) })),
})
export type ArticleListView = z.infer<typeof articleListSchema>

export const articleViewSchema = z.object({
  ...articleHead,
  symptom: text,
  howToTell: z.array(z.object({ text, instead: slug.nullable() })),
  steps: z.array(stepSchema),
  takes: text,
  stopWhen: text,
  ask: text,
  contact: z.enum(CONTACTS),
  doNot: z.array(text),
  related: z.array(slug),
  sources: z.array(
    z.object({ title: text, url: z.string().nullable(), basis: z.enum(SOURCE_BASES), confirmed: z.boolean() }),
  ),
  checkedOn: z.string().describe('YYYY-MM-DD'),
})
export type ArticleView = z.infer<typeof articleViewSchema>

/** Longer than any ticket; JSON may need several bytes for a character. */
export const LONGEST_QUESTION = 100_000
export const QUESTION_BYTES = 620_000

export const questionSchema = z.strictObject({
  text: z.string().trim().min(1).max(LONGEST_QUESTION).describe('What somebody wrote, in Japanese or English'),
  device: z.enum(DEVICES).optional(),
  client: z.enum(CLIENTS).optional(),
  site: z.string().min(1).max(100).optional().describe('Id of a vantage: the office of the person'),
  lang: z.enum(LOCALES).optional().describe('The language to answer in; that of the text where left out'),
})

export const triageAnswerSchema = z.object({
  lang: z.enum(LOCALES),
  topics: z.array(
    z.object({
      ...articleHead,
      score: z.number().describe('Probability that this is where to begin'),
      because: z.array(z.string()).describe('The words that led here; empty where the state of LINE WORKS did'),
    }),
  ),
  verdict: z.object({
    at: instant.describe('The moment that is spoken of'),
    condition: z.enum(VIEWER_CONDITIONS),
    service: z.enum(SERVICE_CONDITIONS),
    sentence: text,
    since: instant.nullable(),
    endsAt: instant.nullable().describe('The announced end of the maintenance under way'),
  }),
  steps: z.array(stepSchema).describe('Those of the first topic, for the device and client that were named'),
  reply: text.describe('Ready to paste'),
})
export type TriageAnswer = z.infer<typeof triageAnswerSchema>
