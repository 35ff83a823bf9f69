import { z } from 'zod'
import { json, lang, type Route, site } from '../route.ts'
import { USES } from './guide-choice.ts'
import {
  articleListSchema,
  articleViewSchema,
  QUESTION_BYTES,
  questionSchema,
  triageAnswerSchema,
} from './guide-schema.ts'

/** The troubleshooting guide: its pages, its articles as data, and where to begin by what somebody wrote. */
export const GUIDE_ROUTES = [
  {
    id: 'guidePage',
    method: 'GET',
    path: '/guide',
    access: 'public',
    hot: false,
    summary: { ja: '困ったときの手引き', en: 'The troubleshooting guide' },
    query: {
      schema: z.object({ lang, site, q: z.string().optional().describe('What the trouble is') }),
      strict: false,
    },
    answer: { type: 'text/html; charset=utf-8', schema: null },
    problems: [],
  },
  {
    id: 'articlePage',
    method: 'GET',
    path: '/guide/:slug',
    access: 'public',
    hot: false,
    summary: { ja: '手引きの1項目', en: 'One article of the guide' },
    query: { schema: z.object({ lang, site, use: z.enum(USES).optional().describe('What is used') }), strict: false },
    answer: { type: 'text/html; charset=utf-8', schema: null },
    problems: [404],
  },
  {
    id: 'articles',
    method: 'GET',
    path: '/api/v1/articles',
    access: 'public',
    hot: false,
    summary: { ja: '手引きの一覧', en: 'The articles of the guide' },
    query: null,
    answer: { type: json, schema: articleListSchema },
    problems: [],
  },
  {
    id: 'article',
    method: 'GET',
    path: '/api/v1/articles/:slug',
    access: 'public',
    hot: false,
    summary: { ja: '手引きの1項目（データ）', en: 'One article as data' },
    query: null,
    answer: { type: json, schema: articleViewSchema },
    problems: [404],
  },
  {
    id: 'triage',
    method: 'POST',
    path: '/api/v1/triage',
    access: 'public',
    hot: false,
    summary: {
      ja: '困りごとの文章から、最初に確かめること・いまの判定・返信文',
      en: 'Where to begin, by what somebody wrote, with a reply to paste',
    },
    query: null,
    body: { schema: questionSchema, maxBytes: QUESTION_BYTES },
    answer: { type: json, schema: triageAnswerSchema },
    problems: [400, 413, 415, 429],
  },
] as const satisfies readonly Route[]
