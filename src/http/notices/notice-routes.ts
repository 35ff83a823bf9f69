import { json, type Route } from '../route.ts'
import {
  maintenanceAnswerSchema,
  maintenanceSchema,
  noticesSchema,
  reportAnswerSchema,
  reportSchema,
  sourcesSchema,
} from './notice-schema.ts'

/** What is announced, how well it can be read, and what people and administrators say themselves. */
export const NOTICE_ROUTES = [
  {
    id: 'notices',
    method: 'GET',
    path: '/api/v1/notices',
    access: 'public',
    hot: true,
    summary: { ja: '公式のお知らせとメンテナンス', en: 'Notices and maintenance' },
    query: null,
    answer: { type: json, schema: noticesSchema },
    problems: [],
  },
  {
    id: 'sources',
    method: 'GET',
    path: '/api/v1/sources',
    access: 'public',
    hot: true,
    summary: { ja: '情報源の読み取り状況', en: 'How the reading of the sources goes' },
    query: null,
    answer: { type: json, schema: sourcesSchema },
    problems: [],
  },
  {
    id: 'reports',
    method: 'POST',
    path: '/api/v1/reports',
    access: 'public',
    hot: false,
    summary: { ja: '「使えない」「使える」の報告', en: 'Say whether you can use it' },
    query: null,
    body: { schema: reportSchema, maxBytes: 2_000 },
    answer: { type: json, schema: reportAnswerSchema },
    problems: [400, 403, 413, 415, 429, 503],
  },
  {
    id: 'maintenances',
    method: 'POST',
    path: '/api/v1/maintenances',
    access: 'admin',
    hot: false,
    summary: { ja: 'メンテナンス予定の登録・中止', en: 'Announce a maintenance, or call it off' },
    query: null,
    body: { schema: maintenanceSchema, maxBytes: 10_000 },
    answer: { type: json, schema: maintenanceAnswerSchema },
    problems: [400, 401, 413, 415, 503],
  },
] as const satisfies readonly Route[]
