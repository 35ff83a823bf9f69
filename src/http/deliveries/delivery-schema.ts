import { z } from 'zod'
import { ATTEMPT_RESULTS } from '../../core/outbox/item.ts'
import { isoOf } from '../../core/time-text.ts'
import { type DeliveryRecord, ITEM_STATES } from '../../store/outbox/outbox.ts'

const text = z.object({ ja: z.string(), en: z.string() })
const instant = z.iso.datetime({ offset: true })

export const deliveryQuerySchema = z.strictObject({
  state: z.enum(ITEM_STATES).optional().describe('dead: what could not be told to anybody'),
  before: z.coerce.number().int().min(1).optional().describe('Only deliveries with a smaller number: the next page'),
  limit: z.coerce.number().int().min(1).max(500).optional(),
})

export const deliverySchema = z.object({
  number: z.number().int(),
  message: z.string().describe('Id of the message: the same on every attempt'),
  kind: z.string(),
  thread: z.string().nullable(),
  headline: text,
  recipient: z.string(),
  state: z.enum(ITEM_STATES),
  endedBy: z.string().nullable().describe('The channel by which it was told, or why it was not'),
  createdAt: instant,
  endedAt: instant.nullable(),
  dueAt: instant.nullable().describe('When it is tried next'),
  mergedInto: z.number().int().nullable().describe('The newer message that told this one along with itself'),
  isOwed: z.boolean().describe('It was told by another way, and the preferred one is to hear of it later'),
  ways: z.array(z.object({ channel: z.string(), to: z.string().nullable() })),
  attempts: z.array(
    z.object({
      at: instant,
      channel: z.string(),
      result: z.enum(ATTEMPT_RESULTS).describe('lost: the process ended in the middle of it'),
      reason: z.string().nullable(),
      detail: z.string().nullable(),
      tookMs: z.number(),
    }),
  ),
})

export const deliveryListSchema = z.object({
  deliveries: z.array(deliverySchema),
  next: z.number().int().nullable().describe('Hand it back as `before`; null on the last page'),
})
export const retryAnswerSchema = z.object({ retried: z.literal(true) })
export type DeliveryView = z.infer<typeof deliverySchema>

/** A delivery as the API tells it; times as in `zone`. */
export function deliveryViewOf(record: DeliveryRecord, zone: string): DeliveryView {
  const { n, item, state, endedBy, isOwed, mergedInto } = record
  const iso = (at: number | null) => (at === null ? null : isoOf(at, zone))
  return {
    number: n,
    message: item.message.id,
    kind: item.message.kind,
    thread: item.message.thread,
    headline: item.message.headline,
    recipient: item.recipient,
    state,
    endedBy,
    createdAt: isoOf(item.createdAt, zone),
    endedAt: iso(record.endedAt),
    dueAt: iso(record.dueAt),
    mergedInto,
    isOwed,
    ways: item.ways.map(({ channel, to }) => ({ channel, to })),
    attempts: record.attempts.map(({ at, channel, result, reason, detail, tookMs }) => ({
      at: isoOf(at, zone),
      ...{ channel, result, reason, detail, tookMs },
    })),
  }
}
