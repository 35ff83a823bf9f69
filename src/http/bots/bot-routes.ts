import { z } from 'zod'
import { json, type Route } from '../route.ts'

/** The largest call that a chat sends is far below this. */
export const MOST_CALL_BYTES = 256_000

/** Where the chats call. Who calls is known by the signature, so the address itself is public. */
export const BOT_ROUTES = [
  {
    id: 'bot',
    method: 'POST',
    path: '/bots/:kind',
    access: 'public',
    hot: false,
    summary: {
      ja: 'チャットからの問い合わせ（署名つき）',
      en: 'Calls of the chats, each signed by its vendor: line-works, slack, teams, google-chat, chatwork, discord',
    },
    query: null,
    body: { schema: z.unknown().describe('As the vendor sends it'), maxBytes: MOST_CALL_BYTES },
    answer: { type: json, schema: null },
    problems: [400, 401, 403, 404, 409, 413, 429, 503],
  },
] as const satisfies readonly Route[]
