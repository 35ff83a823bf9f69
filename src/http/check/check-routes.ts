import { z } from 'zod'
import { json, lang, type Route, site } from '../route.ts'
import { browserCheckAnswerSchema, browserCheckSchema } from './browser-check-schema.ts'
import { ENDS } from './check-choice.ts'
import { CLIENT_FILES, type ClientFile, clientPathOf } from './client-files.ts'

const clientRouteOf = <File extends ClientFile>(file: File) =>
  ({
    id: `client:${file}`,
    method: 'GET',
    path: clientPathOf(file),
    access: 'public',
    hot: true,
    summary: { ja: '自己チェックのページの部品', en: 'A part of the self-check page' },
    query: null,
    answer: { type: 'text/javascript; charset=utf-8', schema: null },
    problems: [],
  }) as const satisfies Route

type ClientRoute = { [File in ClientFile]: ReturnType<typeof clientRouteOf<File>> }[ClientFile]

/** 「ログインできない人」: the questions, the person's own browser, and what they type. */
export const CHECK_ROUTES = [
  {
    id: 'checkPage',
    method: 'GET',
    path: '/check',
    access: 'public',
    hot: false,
    summary: { ja: 'ログインできない人の自己チェック', en: 'The self-check for people who cannot log in' },
    query: {
      schema: z.object({
        lang,
        site,
        a: z.string().optional().describe('The answers so far, joined by dots'),
        end: z.enum(ENDS).optional().describe('How it ended'),
      }),
      strict: false,
    },
    answer: { type: 'text/html; charset=utf-8', schema: null },
    problems: [],
  },
  {
    id: 'browserChecks',
    method: 'POST',
    path: '/api/v1/browser-checks',
    access: 'public',
    hot: false,
    summary: {
      ja: '自分のブラウザーから届いたかどうか（監視の結果と比べる）',
      en: 'What the person’s own browser reaches, held against the looks of the offices',
    },
    query: null,
    body: { schema: browserCheckSchema, maxBytes: 4_000 },
    answer: { type: json, schema: browserCheckAnswerSchema },
    problems: [400, 403, 413, 415, 429],
  },
] as const satisfies readonly Route[]

/** The browser modules, each by its own address. */
export const CLIENT_ROUTES: readonly ClientRoute[] = CLIENT_FILES.map((file) =>
  clientRouteOf(file),
) as readonly ClientRoute[]
