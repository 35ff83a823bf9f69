import type { Outbox, OutboxCounts } from '../../store/outbox/outbox.ts'
import type { ColdHandler } from '../cold-handlers.ts'
import { dataAnswer } from '../data-answer.ts'
import type { HttpDeps } from '../deps.ts'
import { parseQuery } from '../parse-query.ts'
import { isRefusal } from '../request.ts'
import type { DELIVERY_ROUTES } from './delivery-routes.ts'
import { deliveryQuerySchema, deliveryViewOf } from './delivery-schema.ts'

/** What the faces need in order to show what was told. */
export interface DeliveryDesk {
  readonly outbox: Pick<Outbox, 'list' | 'retry'>
  /** As last counted; null before the first time. */
  counts(): OutboxCounts | null
  attempts(): readonly { readonly channel: string; readonly result: string; readonly count: number }[]
  failing(): readonly { readonly channel: string }[]
  /** Something new is to be told. */
  wake(): void
  /** Whether what is to be told is being told. */
  isWorking(): boolean
}

const PAGE = 100

/** The answers about what was told, for administrators. */
export function createDeliveryHandlers({
  clock,
  facts,
  deliveries,
}: Pick<HttpDeps, 'clock' | 'facts' | 'deliveries'>): Readonly<
  Record<(typeof DELIVERY_ROUTES)[number]['id'], ColdHandler>
> {
  return {
    deliveries: async ({ query }) => {
      if (!deliveries) return { refused: 503 }
      const parsed = parseQuery(deliveryQuerySchema, query)
      if (isRefusal(parsed)) return parsed
      const { state, before, limit = PAGE } = parsed
      const found = await deliveries.outbox.list({
        ...(state === undefined ? {} : { state }),
        ...(before === undefined ? {} : { before }),
        limit: limit + 1,
      })
      const shown = found.slice(0, limit)
      return dataAnswer({
        deliveries: shown.map((record) => deliveryViewOf(record, facts.zone)),
        next: found.length > limit ? shown.at(-1)!.n : null,
      })
    },
    retryDelivery: async (ask) => {
      if (!deliveries) return { refused: 503 }
      const number = ask.param('number')
      const isNumber = /^[1-9]\d{0,14}$/.test(number)
      if (!isNumber || !(await deliveries.outbox.retry(Number(number), clock.now()))) return { refused: 404 }
      deliveries.wake()
      return dataAnswer({ retried: true })
    },
  }
}
