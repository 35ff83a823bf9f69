import { z } from 'zod'
import { COMPONENTS } from '../core/condition.ts'
import { ROLES } from '../core/observation.ts'
import { ACCOUNT_ROUTES } from './accounts/account-routes.ts'
import { AGENT_ROUTES } from './agents/agent-routes.ts'
import {
  historyQuerySchema,
  historySchema,
  observationPageSchema,
  observationQuerySchema,
} from './api/observation-schema.ts'
import { verdictSchema } from './api/verdict-schema.ts'
import { ASK_ROUTES } from './ask/ask-routes.ts'
import { BOT_ROUTES } from './bots/bot-routes.ts'
import { CHECK_ROUTES, CLIENT_ROUTES } from './check/check-routes.ts'
import { DELIVERY_ROUTES } from './deliveries/delivery-routes.ts'
import { DESK_ROUTES } from './desk/desk-routes.ts'
import { EXPLAIN_ROUTES } from './explain/explain-routes.ts'
import { GUIDE_ROUTES } from './guide/guide-routes.ts'
import { INCIDENT_ROUTES } from './incidents/incident-routes.ts'
import { MCP_ROUTES } from './mcp/mcp-routes.ts'
import { NOTICE_ROUTES } from './notices/notice-routes.ts'
import { json, lang, type Route, site } from './route.ts'
import { SUBSCRIPTION_ROUTES } from './subscriptions/subscription-routes.ts'

export const BADGE_STYLES = ['flat', 'flat-square', 'plastic', 'for-the-badge', 'social'] as const
export type BadgeStyle = (typeof BADGE_STYLES)[number]

const targetsSchema = z.object({
  targets: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      role: z.enum(ROLES),
      component: z.enum(COMPONENTS).nullable(),
      title: z.object({ ja: z.string(), en: z.string() }),
      via: z.enum(['auto', 'direct', 'proxy', 'both']),
      family: z.union([z.literal('any'), z.literal(4), z.literal(6), z.literal('both')]),
      confirmed: z.boolean().describe('Whether the facts behind it are confirmed'),
      source: z.string().nullable(),
    }),
  ),
})
export type TargetsView = z.infer<typeof targetsSchema>

const badgeSchema = z
  .object({
    schemaVersion: z.literal(1),
    label: z.string(),
    message: z.string(),
    color: z.string(),
    isError: z.boolean(),
    cacheSeconds: z.number().int(),
  })
  .describe('The shields.io endpoint format')
export type BadgeView = z.infer<typeof badgeSchema>

const healthSchema = z.object({
  status: z.enum(['ok', 'checking', 'stale']),
  telling: z.enum(['ok', 'failing']).optional().describe('Whether messages reach people'),
})
export type HealthView = z.infer<typeof healthSchema>

/** Every address Dotchi answers at. Nothing is reachable that does not stand here; the OpenAPI document is made from it. */
export const ROUTES = [
  {
    id: 'page',
    method: 'GET',
    path: '/',
    access: 'public',
    hot: true,
    summary: { ja: '状態ページ', en: 'The status page' },
    query: {
      schema: z.object({
        lang,
        site,
        refresh: z.literal('off').optional().describe('The page does not reload itself'),
        reported: z.enum(['done', 'later']).optional().describe('What became of a report that was just sent'),
      }),
      strict: false,
    },
    answer: { type: 'text/html; charset=utf-8', schema: null },
    problems: [404],
  },
  {
    id: 'icon',
    method: 'GET',
    path: '/favicon.svg',
    access: 'public',
    hot: true,
    summary: { ja: '状態を表すアイコン', en: 'An icon that shows the condition' },
    query: null,
    answer: { type: 'image/svg+xml; charset=utf-8', schema: null },
    problems: [],
  },
  {
    id: 'badge',
    method: 'GET',
    path: '/badge.svg',
    access: 'public',
    hot: true,
    summary: { ja: 'バッジ（画像）', en: 'The badge' },
    query: { schema: z.object({ lang, site, style: z.enum(BADGE_STYLES).optional() }), strict: false },
    answer: { type: 'image/svg+xml; charset=utf-8', schema: null },
    problems: [404],
  },
  {
    id: 'badgeJson',
    method: 'GET',
    path: '/api/v1/badge.json',
    access: 'public',
    hot: true,
    summary: { ja: 'バッジ（shields.io のエンドポイント形式）', en: 'The badge for the shields.io endpoint' },
    query: { schema: z.object({ lang, site }), strict: false },
    answer: { type: json, schema: badgeSchema },
    problems: [404],
  },
  {
    id: 'verdict',
    method: 'GET',
    path: '/api/v1/verdict',
    access: 'public',
    hot: true,
    summary: { ja: 'いまの判定', en: 'The verdict' },
    query: null,
    answer: { type: json, schema: verdictSchema },
    problems: [],
  },
  {
    id: 'targets',
    method: 'GET',
    path: '/api/v1/targets',
    access: 'public',
    hot: true,
    summary: { ja: '確認している対象', en: 'What is looked at' },
    query: null,
    answer: { type: json, schema: targetsSchema },
    problems: [],
  },
  {
    id: 'observations',
    method: 'GET',
    path: '/api/v1/observations',
    access: 'public',
    hot: false,
    summary: { ja: '確認結果の履歴', en: 'Past looks' },
    query: { schema: observationQuerySchema, strict: true },
    answer: { type: json, schema: observationPageSchema },
    problems: [400, 503],
  },
  {
    id: 'history',
    method: 'GET',
    path: '/api/v1/history',
    access: 'public',
    hot: false,
    summary: { ja: '判定が変わった履歴', en: 'Where the verdict changed' },
    query: { schema: historyQuerySchema, strict: true },
    answer: { type: json, schema: historySchema },
    problems: [400, 503],
  },
  {
    id: 'openapi',
    method: 'GET',
    path: '/api/v1/openapi.json',
    access: 'public',
    hot: true,
    summary: { ja: 'このAPIの説明（OpenAPI 3.1）', en: 'This description (OpenAPI 3.1)' },
    query: null,
    answer: { type: json, schema: null },
    problems: [],
  },
  {
    id: 'health',
    method: 'GET',
    path: '/healthz',
    access: 'public',
    hot: false,
    summary: { ja: 'プロセスの生存確認', en: 'Whether the process lives' },
    query: null,
    answer: { type: json, schema: healthSchema },
    problems: [],
  },
  {
    id: 'ready',
    method: 'GET',
    path: '/readyz',
    access: 'public',
    hot: false,
    summary: { ja: '最新の情報を持っているか', en: 'Whether it has fresh information' },
    query: null,
    answer: { type: json, schema: healthSchema },
    problems: [503],
  },
  {
    id: 'metrics',
    method: 'GET',
    path: '/metrics',
    access: 'public',
    hot: false,
    summary: { ja: 'Prometheus 形式の計測値', en: 'Metrics for Prometheus' },
    query: null,
    answer: { type: 'text/plain; version=0.0.4; charset=utf-8', schema: null },
    problems: [],
  },
  ...NOTICE_ROUTES,
  ...EXPLAIN_ROUTES,
  ...GUIDE_ROUTES,
  ...INCIDENT_ROUTES,
  ...AGENT_ROUTES,
  ...ASK_ROUTES,
  ...BOT_ROUTES,
  ...MCP_ROUTES,
  ...ACCOUNT_ROUTES,
  ...CHECK_ROUTES,
  ...CLIENT_ROUTES,
  ...DESK_ROUTES,
  ...DELIVERY_ROUTES,
  ...SUBSCRIPTION_ROUTES,
] as const satisfies readonly Route[]

export type RouteId = (typeof ROUTES)[number]['id']
export type HotRouteId = Extract<(typeof ROUTES)[number], { readonly hot: true }>['id']
export type ColdRouteId = Exclude<RouteId, HotRouteId>
