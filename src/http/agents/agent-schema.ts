import { z } from 'zod'
import { COMPONENTS } from '../../core/condition.ts'
import { type Observation, PHASES, PROBE_ERRORS, ROLES, SKIP_REASONS } from '../../core/observation.ts'

/** What agents send and get. Everything that comes in is bounded: whoever has a token may still be broken into. */

const instant = z.int().min(0).max(8.64e15).describe('Epoch milliseconds')
const offset = z.number().min(-1e12).max(1e12).nullable().describe('The server’s clock minus the agent’s, milliseconds')
const milliseconds = z.number().min(0).max(3_600_000).nullable()
const name = z.string().min(1).max(100)
const words = (most: number) => z.string().max(most)
const list = (most: number) => z.array(words(300)).max(most)
const id = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/)
const version = words(60)

const tlsSchema = z.strictObject({
  issuer: words(500).nullable(),
  subject: words(500).nullable(),
  altNames: list(200),
  validFromAt: z.number().nullable(),
  validToAt: z.number().nullable(),
  fingerprint256: words(200).nullable(),
  protocol: words(40).nullable(),
  chain: list(20),
})

const lookSchema = z
  .strictObject({
    target: id,
    role: z.enum(ROLES),
    kind: name,
    component: z.enum(COMPONENTS).nullable(),
    vantage: name.describe('Whatever stands here: it counts as the agent’s own'),
    via: z.enum(['direct', 'proxy']),
    resolver: z.enum(['company', 'public']).nullable(),
    family: z.union([z.literal(4), z.literal(6)]).nullable(),
    at: instant,
    outcome: z.enum(['passed', 'failed', 'skipped']),
    skipped: z.enum(SKIP_REASONS).nullable(),
    phase: z.enum(PHASES),
    error: z.enum(PROBE_ERRORS).nullable(),
    detail: words(2000).nullable(),
    httpStatus: z.int().min(100).max(999).nullable(),
    headers: z.record(name, words(4000)).refine((headers) => Object.keys(headers).length <= 20),
    bodyHead: words(1000).nullable(),
    finalUrl: words(4000).nullable(),
    address: words(100).nullable(),
    proxy: words(300).nullable(),
    tls: tlsSchema.nullable(),
    tlsIssuer: words(500).nullable(),
    clockSkewMs: z.number().nullable(),
    timings: z.strictObject({
      resolve: milliseconds,
      connect: milliseconds,
      proxy: milliseconds,
      tls: milliseconds,
      request: milliseconds,
      body: milliseconds,
    }),
    tookMs: z.number().min(0).max(3_600_000),
    attempts: z.int().min(1).max(10),
    drift: list(50),
  })
  .refine(({ outcome, skipped, phase }) => outcome === (skipped ? 'skipped' : phase === 'done' ? 'passed' : 'failed'), {
    path: ['outcome'],
    error: 'outcome, phase and skipped contradict each other',
  }) satisfies z.ZodType<Observation>

export const MOST_ROUNDS = 50
const MOST_LOOKS = 2000
/** A round takes seconds; a look that is hours away from it is none of its looks. */
const ROUND_SPAN_MS = 3_600_000

const roundSchema = z
  .strictObject({
    sequence: z.string().regex(/^[\w.-]{1,80}$/),
    at: instant,
    clockOffsetMs: offset,
    observations: z.array(lookSchema).max(MOST_LOOKS),
  })
  .refine(({ at, observations }) => observations.every((look) => Math.abs(look.at - at) <= ROUND_SPAN_MS), {
    path: ['observations'],
    error: 'looks that are far away from their round',
  })

export const batchSchema = z.strictObject({
  sentAt: instant.describe('By the agent’s clock'),
  clockOffsetMs: offset,
  version,
  rounds: z.array(roundSchema).min(1).max(MOST_ROUNDS),
})

export const batchAnswerSchema = z.object({
  rounds: z
    .array(
      z.object({
        sequence: z.string(),
        state: z.enum(['kept', 'known', 'refused']).describe('`known`: it came before; all three may be forgotten'),
        reason: z.enum(['too-old']).optional(),
      }),
    )
    .describe('Every round that was sent'),
  configuration: z.string().describe('ETag of the configuration: fetch it anew when this changes'),
})
export type BatchAnswer = z.infer<typeof batchAnswerSchema>

export const enrolSchema = z.strictObject({ code: z.string().min(1).max(100), version })
export const enrolAnswerSchema = z.object({
  agent: z.string().describe('Its id, which is also its vantage'),
  title: z.object({ ja: z.string(), en: z.string() }),
  scope: z.string(),
  token: z.string().describe('Told this once'),
})
export type EnrolAnswer = z.infer<typeof enrolAnswerSchema>

export const configurationSchema = z.object({
  targets: z.array(z.record(z.string(), z.unknown())).describe('As in the configuration file'),
  intervalMs: z.number(),
  timeoutMs: z.number(),
  concurrency: z.number().int(),
  repeatFailed: z.boolean(),
  contact: z.string().nullable(),
})
