import { z } from 'zod'
import { INTENTS } from '../../core/answer/answer.ts'
import { VIEWER_CONDITIONS } from '../../core/condition.ts'
import { LOCALES } from '../../core/locale.ts'
import { json, lang, type Route, site } from '../route.ts'

export const askSchema = z.strictObject({
  text: z.string().max(4_000).describe('The question, in Japanese, English or Korean'),
  lang: z.enum(LOCALES).optional().describe('Language of the answer; that of the question when left out'),
  site: z.string().min(1).max(100).optional().describe('Id of a vantage (an office)'),
})

export const askAnswerSchema = z.object({
  intent: z.enum(INTENTS).describe('What the question was understood as; `unknown` is answered with help'),
  lang: z.enum(LOCALES),
  condition: z.enum(VIEWER_CONDITIONS).describe('`unknown` wherever nothing may be claimed'),
  freshness: z.enum(['checking', 'fresh', 'stale']),
  site: z.string().nullable(),
  text: z.string(),
  markdown: z.string(),
  blocks: z.array(z.looseObject({ type: z.string() })).describe('Slack Block Kit'),
  choices: z.array(z.object({ label: z.string(), text: z.string() })).describe('Questions that may follow'),
  links: z.array(z.object({ label: z.string(), url: z.string() })),
})
export type AskAnswer = z.infer<typeof askAnswerSchema>

/** Questions in plain words, and the answer for scripts. */
export const ASK_ROUTES = [
  {
    id: 'ask',
    method: 'POST',
    path: '/api/v1/ask',
    access: 'public',
    hot: false,
    summary: { ja: '言葉で質問する', en: 'Ask in plain words' },
    query: null,
    body: { schema: askSchema, maxBytes: 20_000 },
    answer: { type: json, schema: askAnswerSchema },
    problems: [400, 413, 415, 429],
  },
  {
    id: 'answerText',
    method: 'GET',
    path: '/api/v1/answer.txt',
    access: 'public',
    hot: false,
    summary: {
      ja: 'スクリプト向けの答え（1行目の最初の語が状態）',
      en: 'The answer for scripts: the first word of the first line is the condition',
    },
    query: { schema: z.object({ lang, site }), strict: false },
    answer: { type: 'text/plain; charset=utf-8', schema: null },
    problems: [404],
  },
] as const satisfies readonly Route[]
