import { z } from 'zod'
import { json, type Route } from '../route.ts'

export const MOST_MCP_BYTES = 100_000

/** The Model Context Protocol over streamable HTTP, without sessions: each POST is answered at once. */
export const MCP_ROUTES = [
  {
    id: 'mcp',
    method: 'POST',
    path: '/mcp',
    access: 'public',
    hot: false,
    summary: { ja: 'MCP（Model Context Protocol）サーバー', en: 'A server of the Model Context Protocol' },
    query: null,
    body: { schema: z.unknown().describe('JSON-RPC 2.0 as the protocol describes it'), maxBytes: MOST_MCP_BYTES },
    answer: { type: json, schema: null },
    problems: [400, 403, 413, 415, 429],
  },
] as const satisfies readonly Route[]
