import { z } from 'zod'
import { lang, type Route } from '../route.ts'

/** What a form of the desk sends; each button says what it does. */
export const deskFormSchema = z.object({
  do: z.enum(['login', 'logout', 'triage', 'account']),
  token: z.string().max(500).optional(),
  text: z.string().max(20_000).optional(),
  loginId: z.string().max(300).optional(),
})

const PAGE = { type: 'text/html; charset=utf-8', schema: null } as const

/**
 * The help desk's page. Both are open to everybody, because the page itself asks for the token: whoever has not shown it
 * sees nothing else.
 */
export const DESK_ROUTES = [
  {
    id: 'deskPage',
    method: 'GET',
    path: '/desk',
    access: 'public',
    hot: false,
    summary: { ja: 'ヘルプデスクの画面（トークンが必要）', en: 'The help desk’s page (asks for the token)' },
    query: { schema: z.object({ lang }), strict: false },
    answer: PAGE,
    problems: [503],
  },
  {
    id: 'deskForm',
    method: 'POST',
    path: '/desk',
    access: 'public',
    hot: false,
    summary: { ja: 'ヘルプデスクの画面のフォーム', en: 'The forms of the help desk’s page' },
    query: { schema: z.object({ lang }), strict: false },
    body: { schema: deskFormSchema, maxBytes: 100_000, isForm: true },
    answer: PAGE,
    problems: [400, 401, 403, 413, 415, 429, 503],
  },
] as const satisfies readonly Route[]
