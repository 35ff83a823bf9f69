import { z } from 'zod'
import { json, lang, type Route } from '../route.ts'
import {
  acknowledgeSchema,
  actAnswerSchema,
  incidentDetailSchema,
  incidentListSchema,
  incidentQuerySchema,
  mergeSchema,
  updateSchema,
  uptimeQuerySchema,
  uptimeSchema,
  windowListSchema,
} from './incident-schema.ts'

/** The most that an administrator sends about an incident. */
export const ACT_BYTES = 20_000

const act = <Id extends string>(id: Id, place: string, schema: z.ZodType, summary: Route['summary']) =>
  ({
    id,
    method: 'POST',
    path: `/api/v1/incidents/:id/${place}`,
    access: 'admin',
    hot: false,
    summary,
    query: null,
    body: { schema, maxBytes: ACT_BYTES },
    answer: { type: json, schema: actAnswerSchema },
    problems: [400, 401, 404, 413, 415, 503],
  }) as const

/** What happened: incidents, maintenance, and how much of the time all worked. */
export const INCIDENT_ROUTES = [
  {
    id: 'incidentsPage',
    method: 'GET',
    path: '/incidents',
    access: 'public',
    hot: false,
    summary: { ja: '障害とメンテナンスの履歴', en: 'Past incidents and maintenance' },
    query: {
      schema: z.object({
        lang,
        month: z.string().optional().describe('2026-11: that month; left out: the last 30 days'),
      }),
      strict: false,
    },
    answer: { type: 'text/html; charset=utf-8', schema: null },
    problems: [503],
  },
  {
    id: 'incidentPage',
    method: 'GET',
    path: '/incidents/:id',
    access: 'public',
    hot: false,
    summary: { ja: '1件の障害の経過', en: 'One incident and its course' },
    query: { schema: z.object({ lang }), strict: false },
    answer: { type: 'text/html; charset=utf-8', schema: null },
    problems: [404, 503],
  },
  {
    id: 'incidents',
    method: 'GET',
    path: '/api/v1/incidents',
    access: 'public',
    hot: false,
    summary: { ja: '障害の一覧（新しい順）', en: 'Incidents, the newest first' },
    query: { schema: incidentQuerySchema, strict: true },
    answer: { type: json, schema: incidentListSchema },
    problems: [400, 503],
  },
  {
    id: 'incident',
    method: 'GET',
    path: '/api/v1/incidents/:id',
    access: 'public',
    hot: false,
    summary: { ja: '1件の障害と、その経過', en: 'One incident with its timeline' },
    query: null,
    answer: { type: json, schema: incidentDetailSchema },
    problems: [404, 503],
  },
  {
    id: 'windows',
    method: 'GET',
    path: '/api/v1/maintenances',
    access: 'public',
    hot: false,
    summary: { ja: 'メンテナンスの予定と結果', en: 'Planned and past maintenance' },
    query: null,
    answer: { type: json, schema: windowListSchema },
    problems: [503],
  },
  {
    id: 'uptime',
    method: 'GET',
    path: '/api/v1/uptime',
    access: 'public',
    hot: false,
    summary: { ja: '使えた時間の割合', en: 'How much of the time all worked' },
    query: { schema: uptimeQuerySchema, strict: true },
    answer: { type: json, schema: uptimeSchema },
    problems: [400, 404, 503],
  },
  act('acknowledgeIncident', 'acknowledge', acknowledgeSchema, {
    ja: '障害の対応を引き受ける',
    en: 'Take an incident on',
  }),
  act('updateIncident', 'updates', updateSchema, {
    ja: '障害についてのお知らせを書く',
    en: 'Say something about an incident',
  }),
  act('mergeIncident', 'merge', mergeSchema, { ja: '障害をまとめる', en: 'Make an incident part of another' }),
] as const satisfies readonly Route[]
