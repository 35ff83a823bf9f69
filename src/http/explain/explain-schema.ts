import { z } from 'zod'
import { CULPRITS, VIEWER_CONDITIONS } from '../../core/condition.ts'
import { evidenceSchema, instant, officesSchema, probability, text } from '../api/verdict-schema.ts'

export const explainQuerySchema = z.strictObject({
  at: z
    .string()
    .max(40)
    .optional()
    .describe(
      'The moment: ISO 8601 with offset, or `2026-04-06 09:00` or `9:00` in the zone of the server; now when left out',
    ),
  site: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('Id of a vantage (an office); the service as a whole when left out'),
})

const outlookSchema = z
  .object({
    basis: z.enum(['no-trouble', 'too-few', 'enough']).describe('`too-few`: fewer than five like it before'),
    count: z.number().int().optional(),
    medianMs: z.number().optional(),
    longestMs: z.number().optional(),
    soFarMs: z.number().nullable().optional(),
    sentence: text.nullable(),
  })
  .describe('How long it may last, going by what was')

/** One verdict as a waterfall of evidence, exactly as it was given then. */
export const explanationSchema = z.object({
  asked: instant.describe('The moment that was asked about'),
  freshness: z
    .enum(['fresh', 'stale'])
    .describe('`stale`: at that moment the newest verdict was too old to be shown as current'),
  verdict: z.string().describe('Id of the verdict that stood then'),
  at: instant.describe('When it was given'),
  site: z.string().nullable(),
  condition: z.enum(VIEWER_CONDITIONS),
  culprit: z.enum(CULPRITS),
  sentence: text,
  since: instant.nullable(),
  confidence: probability,
  pDown: probability,
  steps: z
    .array(
      evidenceSchema.extend({
        support: z.number().describe('Nats for (+) or against (−) the answer'),
        total: z.number().describe('Where the sum stands after it'),
      }),
    )
    .describe('The heaviest first'),
  aside: z.array(evidenceSchema).describe('What speaks neither for nor against'),
  total: z.number().nullable(),
  offices: officesSchema,
  outlook: outlookSchema,
})
export type ExplanationView = z.infer<typeof explanationSchema>
