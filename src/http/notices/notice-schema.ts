import { z } from 'zod'
import { COMPONENTS } from '../../core/condition.ts'
import { MAINTENANCE_STATUSES, OUTAGE_STATUSES } from '../../core/notice.ts'
import { SOURCE_STATES } from '../../sources/health.ts'
import { UNREADABLE_REASONS } from '../../sources/reasons.ts'

const instant = z.iso.datetime({ offset: true })
const text = z.object({ ja: z.string(), en: z.string() })

export const noticesSchema = z.object({
  notices: z
    .array(
      z.object({
        id: z.string(),
        source: z.string().describe('Id of the source that told it first; `manual`: an administrator'),
        title: z.string().describe('Text from outside: escape it before showing'),
        url: z.string().nullable(),
        kind: z.enum(['outage', 'maintenance', 'other']),
        status: z.enum([...OUTAGE_STATUSES, ...MAINTENANCE_STATUSES]).nullable(),
        components: z.array(z.enum(COMPONENTS)),
        affectsLogin: z.boolean(),
        windows: z.array(
          z.object({ startAt: instant.nullable(), endAt: instant.nullable(), approximate: z.boolean() }),
        ),
        publishedAt: instant.nullable(),
        seenAt: instant,
        updatedAt: instant,
        correlated: z.boolean().describe('About something that LINE WORKS only touches: never evidence'),
      }),
    )
    .describe('What was announced and still matters'),
})

export const sourcesSchema = z.object({
  sources: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      title: text,
      correlated: z.boolean(),
      confirmed: z.boolean().describe('Whether address and form are confirmed by the operator'),
      state: z.enum(SOURCE_STATES),
      reason: z.enum(UNREADABLE_REASONS).nullable().describe('Why it cannot be read; says nothing about LINE WORKS'),
      text: text.describe('State and reason in words'),
      items: z.int().describe('In the last successful reading'),
      lastAttemptAt: instant.nullable(),
      lastSuccessAt: instant.nullable(),
      lastChangeAt: instant.nullable(),
    }),
  ),
})

export const reportSchema = z.strictObject({
  symptom: z.enum(['login', 'slow', 'error', 'other', 'works']).describe('`works`: I can use it'),
  site: z.string().min(1).max(100).optional().describe('Id of a vantage (an office)'),
  component: z.enum(COMPONENTS).nullable().default(null),
})

export const reportAnswerSchema = z.object({
  result: z.enum(['counted', 'repeated']).describe('`repeated`: you said so already in this quarter of an hour'),
})

export const maintenanceSchema = z.strictObject({
  title: z.string().trim().min(1).max(300),
  startAt: instant,
  endAt: instant.nullable().default(null).describe('null: not known yet'),
  components: z.array(z.enum(COMPONENTS)).max(COMPONENTS.length).default(['all']),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable()
    .default(null),
  cancelled: z.boolean().default(false).describe('Calls it off; title and start name it'),
})

export const maintenanceAnswerSchema = z.object({ id: z.string() })

export type NoticesView = z.infer<typeof noticesSchema>
export type SourcesView = z.infer<typeof sourcesSchema>
