import { z } from 'zod'
import { CHAIN_LINKS } from '../../core/chain.ts'
import { COMPONENTS, CULPRITS, SERVICE_CONDITIONS, VIEWER_CONDITIONS } from '../../core/condition.ts'

export const instant = z.iso.datetime({ offset: true }).describe('ISO 8601 with the offset of the configured zone')
export const probability = z.number().min(0).max(1)
export const text = z.object({ ja: z.string(), en: z.string() }).describe('The same sentence in Japanese and English')

const componentSchema = z.object({
  component: z.enum(COMPONENTS),
  condition: z.enum(SERVICE_CONDITIONS),
  since: instant.nullable(),
})

const serviceSchema = z
  .object({
    condition: z.enum(SERVICE_CONDITIONS),
    raw: z.enum(SERVICE_CONDITIONS).describe('What the newest looks alone say, before they are confirmed'),
    sentence: text,
    since: instant.nullable().describe('For a confirmed trouble: the first failed look'),
    confidence: probability.describe('Calibrated probability that `condition` is right'),
    pDown: probability.describe('Probability that LINE WORKS is not fully working'),
    components: z.array(componentSchema),
  })
  .describe('How LINE WORKS is, for everybody')

const viewerSchema = z
  .object({
    vantage: z.string(),
    condition: z.enum(VIEWER_CONDITIONS),
    raw: z.enum(VIEWER_CONDITIONS),
    culprit: z.enum(CULPRITS),
    sentence: text,
    since: instant.nullable(),
    confidence: probability,
    pDown: probability,
    lastSeenAt: instant.nullable().describe('The newest observation from there'),
    chain: z.array(
      z.object({
        link: z.enum(CHAIN_LINKS),
        state: z.enum(['ok', 'slow', 'broken', 'unknown', 'unused']),
        targets: z.array(z.string()),
      }),
    ),
    advice: z.array(z.object({ code: z.string(), text })),
  })
  .describe('How it is for people at one vantage (an office)')

export const officesSchema = z
  .object({
    offices: z.number().int().describe('Expected to report'),
    reporting: z.number().int().describe('Fresh looks came from there'),
    affected: z.number().int().describe('Of those that report: where people are affected'),
    silent: z
      .array(z.object({ vantage: z.string(), lastSeenAt: instant.nullable() }))
      .describe('Fallen silent: how it is there is not known, and says nothing about LINE WORKS'),
    sentence: text,
  })
  .describe('How many offices saw it')

export const evidenceSchema = z
  .object({
    code: z.string(),
    family: z.enum(['probe', 'notice', 'post', 'report', 'self']),
    culprit: z.enum(CULPRITS),
    contribution: z.number().describe('Nats towards (+) or away from (−) `culprit`'),
    at: instant.describe('The newest fact behind it'),
    vantage: z.string().nullable(),
    targets: z.array(z.string()),
    component: z.enum(COMPONENTS).nullable(),
    text,
  })
  .describe('One reason for or against')

/** The verdict as JSON: what `core/verdict.ts` says, with instants as text and the sentences beside the codes. */
export const verdictSchema = z.object({
  freshness: z
    .enum(['fresh', 'stale', 'checking'])
    .describe('`stale`: no fresh looks came, every condition is `unknown`; `checking`: before the first verdict'),
  id: z.string().nullable().describe('Null before the first verdict'),
  at: instant.nullable(),
  freshUntil: instant.nullable().describe('After this instant nobody may show it as current'),
  service: serviceSchema,
  viewers: z.array(viewerSchema),
  offices: officesSchema,
  evidence: z.array(evidenceSchema).describe('The heaviest first'),
})

export type VerdictView = z.infer<typeof verdictSchema>
