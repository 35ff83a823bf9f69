import { json, lang, type Route } from '../route.ts'
import { explainQuerySchema, explanationSchema } from './explain-schema.ts'

/** Why a verdict says what it says: now, and at any moment of the past. */
export const EXPLAIN_ROUTES = [
  {
    id: 'explainPage',
    method: 'GET',
    path: '/explain',
    access: 'public',
    hot: false,
    summary: { ja: '判定の根拠のページ（過去の時刻も）', en: 'The page that explains a verdict, of any moment' },
    query: { schema: explainQuerySchema.extend({ lang }), strict: false },
    answer: { type: 'text/html; charset=utf-8', schema: null },
    problems: [503],
  },
  {
    id: 'explain',
    method: 'GET',
    path: '/api/v1/explain',
    access: 'public',
    hot: false,
    summary: { ja: '判定の根拠（過去の時刻も）', en: 'Why a verdict says what it says, at any moment' },
    query: { schema: explainQuerySchema, strict: true },
    answer: { type: json, schema: explanationSchema },
    problems: [400, 404, 503],
  },
] as const satisfies readonly Route[]
