import { z } from 'zod'
import { COMPONENTS } from '../../core/condition.ts'
import { PHASES, PROBE_ERRORS, ROLES } from '../../core/observation.ts'

const instant = z.iso.datetime({ offset: true })
const milliseconds = z.number().nullable()
const name = z.string().min(1).max(100)

/** What may be asked of the stored observations. */
export const observationQuerySchema = z.strictObject({
  target: name.optional().describe('Id of a target'),
  vantage: name.optional().describe('Id of a vantage'),
  from: instant
    .optional()
    .describe('From this instant on (it belongs to the interval); 24 hours before `to` when left out'),
  to: instant.optional().describe('Before this instant; now when left out'),
  limit: z.coerce.number().int().min(1).max(1000).default(100).describe('Rows a page'),
  cursor: z.string().min(1).max(300).optional().describe('`next` of the page before'),
})

/** What may be asked of the transitions. */
export const historyQuerySchema = observationQuerySchema.pick({ from: true, to: true })

const tlsSchema = z.object({
  issuer: z.string().nullable(),
  subject: z.string().nullable(),
  altNames: z.array(z.string()),
  validFromAt: instant.nullable(),
  validToAt: instant.nullable(),
  fingerprint256: z.string().nullable(),
  protocol: z.string().nullable(),
  chain: z.array(z.string()),
})

export const observationSchema = z
  .object({
    target: z.string(),
    role: z.enum(ROLES),
    kind: z.string(),
    component: z.enum(COMPONENTS).nullable(),
    vantage: z.string(),
    via: z.enum(['direct', 'proxy']),
    resolver: z.enum(['company', 'public']).nullable(),
    family: z.union([z.literal(4), z.literal(6)]).nullable(),
    at: instant,
    outcome: z.enum(['passed', 'failed', 'skipped']),
    inconclusive: z.boolean().describe('The control targets failed in the same round: blamed on nobody outside'),
    skipped: z.string().nullable(),
    phase: z.enum(PHASES).describe('Where it stopped; `done` means that it passed'),
    error: z.enum(PROBE_ERRORS).nullable(),
    detail: z.string().nullable(),
    httpStatus: z.number().int().nullable(),
    headers: z.record(z.string(), z.string()),
    bodyHead: z.string().nullable().describe('Text from the network, cleaned and cut: escape it before showing'),
    finalUrl: z.string().nullable(),
    address: z.string().nullable(),
    proxy: z.string().nullable(),
    tls: tlsSchema.nullable(),
    tlsIssuer: z.string().nullable(),
    clockSkewMs: z.number().nullable(),
    timings: z.object({
      resolve: milliseconds,
      connect: milliseconds,
      proxy: milliseconds,
      tls: milliseconds,
      request: milliseconds,
      body: milliseconds,
    }),
    tookMs: z.number(),
    attempts: z.number().int(),
    drift: z.array(z.string()),
  })
  .describe('One look at one target from one vantage; durations in milliseconds')

export const observationPageSchema = z.object({
  observations: z.array(observationSchema).describe('Newest first'),
  next: z.string().nullable().describe('Hand it back as `cursor` to go on; null on the last page'),
})

export const historySchema = z.object({
  transitions: z
    .array(
      z.object({
        at: instant,
        since: instant.nullable().describe('When what it says began'),
        subject: z.object({
          kind: z.enum(['service', 'component', 'viewer']),
          component: z.string().optional(),
          vantage: z.string().optional(),
        }),
        from: z.string().nullable(),
        to: z.string(),
        verdict: z.string().describe('Id of the verdict'),
      }),
    )
    .describe('Where a condition changed, oldest first'),
})

export type ObservationView = z.infer<typeof observationSchema>
export type ObservationPageView = z.infer<typeof observationPageSchema>
export type HistoryView = z.infer<typeof historySchema>
