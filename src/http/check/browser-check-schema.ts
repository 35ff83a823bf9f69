import { z } from 'zod'
import { COMPARISONS, TRIES } from '../../core/check/compare.ts'

const text = z.object({ ja: z.string(), en: z.string() })
const share = z.object({ good: z.number().int(), all: z.number().int() })

/** What a browser found: no address, no name, no browser. */
export const browserCheckSchema = z.strictObject({
  site: z.string().min(1).max(100).optional().describe('Id of a vantage: the office of the person'),
  tries: z
    .array(
      z.strictObject({
        host: z.string().min(1).max(100).describe('Id of the target whose host was tried'),
        outcome: z.enum(TRIES),
        tookMs: z.number().min(0).max(60_000),
      }),
    )
    .min(1)
    .max(8),
})
export type SentBrowserCheck = z.output<typeof browserCheckSchema>

export const browserCheckAnswerSchema = z
  .object({
    kind: z.enum(COMPARISONS),
    you: share.describe('Tries at LINE WORKS'),
    controls: share.describe('Tries at control hosts'),
    office: share.describe('The newest looks of the offices'),
    title: text,
    sentence: text,
    steps: z.array(text),
  })
  .describe('Which of the two is different: this browser, or the looks from the offices')
export type BrowserCheckAnswer = z.output<typeof browserCheckAnswerSchema>
