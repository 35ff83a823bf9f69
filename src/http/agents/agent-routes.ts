import { json, type Route } from '../route.ts'
import { batchAnswerSchema, batchSchema, configurationSchema, enrolAnswerSchema, enrolSchema } from './agent-schema.ts'

/** What agents of other offices ask for and send. */
export const AGENT_ROUTES = [
  {
    id: 'agentEnrol',
    method: 'POST',
    path: '/api/v1/agents/enrol',
    access: 'public',
    hot: false,
    summary: {
      ja: '拠点エージェントの登録（1回限りのコードをトークンに交換）',
      en: 'Enrol an agent: a one-time code for a token',
    },
    query: null,
    body: { schema: enrolSchema, maxBytes: 2_000 },
    answer: { type: json, schema: enrolAnswerSchema },
    problems: [400, 401, 413, 415, 429, 503],
  },
  {
    id: 'agentConfiguration',
    method: 'GET',
    path: '/api/v1/agents/configuration',
    access: 'agent',
    hot: false,
    summary: { ja: 'エージェントが確認する対象と間隔', en: 'What an agent is to look at, and how often' },
    query: null,
    answer: { type: json, schema: configurationSchema },
    problems: [401, 429, 503],
  },
  {
    id: 'agentObservations',
    method: 'POST',
    path: '/api/v1/agents/observations',
    access: 'agent',
    hot: false,
    summary: {
      ja: 'エージェントの確認結果（署名付き。同じものを何度送ってもよい）',
      en: 'What an agent saw: signed, and harmless to send twice',
    },
    query: null,
    body: { schema: batchSchema, maxBytes: 1_000_000 },
    answer: { type: json, schema: batchAnswerSchema },
    problems: [400, 401, 403, 413, 415, 429, 503],
  },
] as const satisfies readonly Route[]
