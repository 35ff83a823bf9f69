import { json, type Route } from '../route.ts'
import { deliveryListSchema, deliveryQuerySchema, retryAnswerSchema } from './delivery-schema.ts'

/** What was told, what waits, and what could not be told to anybody. */
export const DELIVERY_ROUTES = [
  {
    id: 'deliveries',
    method: 'GET',
    path: '/api/v1/deliveries',
    access: 'admin',
    hot: false,
    summary: {
      ja: '通知の配送状況（届かなかったものを含む）',
      en: 'What was told and what was not, with every attempt',
    },
    query: { schema: deliveryQuerySchema, strict: true },
    answer: { type: json, schema: deliveryListSchema },
    problems: [400, 401, 503],
  },
  {
    id: 'retryDelivery',
    method: 'POST',
    path: '/api/v1/deliveries/:number/retry',
    access: 'admin',
    hot: false,
    summary: { ja: '届かなかった通知を送り直す', en: 'Try a message afresh that could not be told' },
    query: null,
    answer: { type: json, schema: retryAnswerSchema },
    problems: [401, 404, 503],
  },
] as const satisfies readonly Route[]
