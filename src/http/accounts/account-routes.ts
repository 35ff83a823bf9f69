import { z } from 'zod'
import { ACCOUNT_FINDINGS } from '../../core/account/account.ts'
import { json, type Route } from '../route.ts'

const text = z.object({ ja: z.string(), en: z.string() })

export const accountCheckSchema = z.strictObject({
  loginId: z.string().min(3).max(300).describe('The login id, as a person types it'),
})

export const accountAnswerSchema = z.object({
  result: z.enum(['found', 'none']).describe('`none`: there is no such account'),
  findings: z
    .array(
      z.object({
        code: z.enum(ACCOUNT_FINDINGS),
        title: text,
        meaning: text,
        todo: text,
        topic: z.string().nullable().describe('The article that says more'),
      }),
    )
    .describe('The gravest first'),
})
export type AccountView = z.infer<typeof accountAnswerSchema>

/** What the help desk may ask about somebody's account: its state, and nothing else of the person. */
export const ACCOUNT_ROUTES = [
  {
    id: 'accountCheck',
    method: 'POST',
    path: '/api/v1/account-check',
    access: 'desk',
    hot: false,
    summary: {
      ja: 'アカウントの状態（停止・登録待ち・削除など）を調べる。記録が残ります',
      en: 'The state of an account (suspended, pending, deleted …); every look is recorded',
    },
    query: null,
    body: { schema: accountCheckSchema, maxBytes: 2_000 },
    answer: { type: json, schema: accountAnswerSchema },
    problems: [400, 401, 404, 413, 415, 429, 502, 503],
  },
] as const satisfies readonly Route[]
