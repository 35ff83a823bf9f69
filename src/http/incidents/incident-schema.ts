import { z } from 'zod'
import { COMPONENTS } from '../../core/condition.ts'
import { INCIDENT_CONDITIONS, INCIDENT_STATES, LANES, TIMELINE_KINDS } from '../../core/incident/incident.ts'
import { WINDOW_STATES } from '../../core/maintenance/window.ts'
import { UPTIME_CLASSES } from '../../core/uptime.ts'

const instant = z.iso.datetime({ offset: true })
const text = z.object({ ja: z.string(), en: z.string() })

export const incidentSchema = z.object({
  id: z.string(),
  title: text,
  scope: z.enum(['service', 'site']),
  site: z.string().nullable().describe('The office whose own network is at fault; null: LINE WORKS itself'),
  state: z.enum(INCIDENT_STATES),
  condition: z.enum(INCIDENT_CONDITIONS),
  worst: z.enum(INCIDENT_CONDITIONS),
  startedAt: instant.describe('The first failed look'),
  openedAt: instant.nullable().describe('When it was confirmed; null for a suspicion'),
  endedAt: instant.nullable(),
  lastedMs: z.number().describe('From its start to its end, or until now'),
  troubleMs: z.number().describe('Of that, what was really bad: pauses between relapses left out'),
  businessMs: z.number().describe('Of the trouble, what fell into business hours'),
  components: z.array(z.enum(COMPONENTS)),
  sites: z.array(z.string()),
  acknowledgement: z.object({ at: instant, by: z.string(), owner: z.string(), note: z.string().nullable() }).nullable(),
  updates: z.array(
    z.object({ at: instant, by: z.string(), text: z.object({ ja: z.string().optional(), en: z.string().optional() }) }),
  ),
  mergedInto: z.string().nullable(),
  firstWords: z
    .record(z.enum(LANES), instant.nullable())
    .describe('When our own probes, official notices and people first spoke of it'),
})
export type IncidentView = z.infer<typeof incidentSchema>

export const incidentDetailSchema = incidentSchema.extend({
  timeline: z.array(
    z.object({
      at: instant,
      lane: z.enum(LANES),
      kind: z.enum(TIMELINE_KINDS),
      text: text.nullable(),
      ref: z.string().nullable(),
    }),
  ),
})
export type IncidentDetailView = z.infer<typeof incidentDetailSchema>

export const windowSchema = z.object({
  id: z.string(),
  origin: z.enum(['notice', 'manual', 'recurring']),
  title: text,
  url: z.string().nullable(),
  state: z.enum(WINDOW_STATES),
  plannedStartAt: instant,
  plannedEndAt: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  endConfirmed: z.boolean().describe('Whether our own probes saw it end'),
  components: z.array(z.enum(COMPONENTS)),
  affectsLogin: z.boolean(),
})
export type WindowView = z.infer<typeof windowSchema>

export const incidentQuerySchema = z.object({
  before: instant.optional().describe('Only what began before this instant'),
  limit: z.coerce.number().int().min(1).max(200).optional(),
})
export const incidentListSchema = z.object({ incidents: z.array(incidentSchema) })
export const windowListSchema = z.object({ windows: z.array(windowSchema) })

export const uptimeQuerySchema = z.object({
  days: z.coerce.number().int().min(1).max(400).optional().describe('Up to now; 30 where left out'),
  site: z.string().max(100).optional().describe('For people at this office; left out: LINE WORKS itself'),
})
export const uptimeSchema = z.object({
  from: instant,
  to: instant,
  site: z.string().nullable(),
  working: z.number().nullable().describe('Share of the time that was seen and was no maintenance'),
  usable: z.number().nullable().describe('The same, with partial trouble counted as usable'),
  ms: z.record(z.enum(UPTIME_CLASSES), z.number()),
})
export type UptimeView = z.infer<typeof uptimeSchema>

const person = z.string().trim().min(1).max(100)
export const acknowledgeSchema = z.strictObject({
  by: person.default('API'),
  owner: person.nullable().default(null),
  note: z.string().trim().min(1).max(1_000).nullable().default(null),
})
export const updateSchema = z
  .strictObject({
    by: person.default('API'),
    ja: z.string().trim().min(1).max(2_000).optional(),
    en: z.string().trim().min(1).max(2_000).optional(),
  })
  .refine(({ ja, en }) => ja !== undefined || en !== undefined, 'ja or en')
export const mergeSchema = z.strictObject({ by: person.default('API'), into: z.string().min(1).max(200) })
export const actAnswerSchema = z.object({ taken: z.literal(true).describe('It takes effect with the next look') })
