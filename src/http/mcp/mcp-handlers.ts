import type { Text } from '../../core/locale.ts'
import { createRateLimit } from '../../platform/rate-limit.ts'
import { type Answer, createAnswer } from '../answer.ts'
import type { AskDesk } from '../ask/ask-desk.ts'
import type { ColdHandler } from '../cold-handlers.ts'
import { DATA_HEADERS } from '../data-answer.ts'
import type { HttpDeps } from '../deps.ts'
import { bytesOf } from '../json-body.ts'
import { tooMany } from '../refusals.ts'
import { type ColdAsk, isRefusal } from '../request.ts'
import { createMcpDesk, McpMistake } from './mcp-desk.ts'
import type { MCP_ROUTES } from './mcp-routes.ts'
import type { TakeReport } from './mcp-server.ts'

const OF_ONE_ADDRESS = { burst: 120, perMs: 60_000 }
const NOT_JSON: Text = { ja: 'JSON として読めません', en: 'cannot be read as JSON' }
const BROWSER: Text = {
  ja: 'ブラウザのページからは使えません',
  en: 'pages in a browser may not use this',
}
/** What the protocol needs of a request; nothing else is handed on. */
const HANDED_ON = ['accept', 'mcp-protocol-version'] as const

type Parts = Pick<HttpDeps, 'clock' | 'facts' | 'store' | 'crowd' | 'logger'> & { readonly ask: AskDesk }

/** Answers machines. The SDK is loaded with the first one. */
export function createMcpHandlers(parts: Parts): Readonly<Record<(typeof MCP_ROUTES)[number]['id'], ColdHandler>> {
  const { clock, facts, ask, store } = parts
  const limit = createRateLimit(clock, OF_ONE_ADDRESS)
  const desk = createMcpDesk({ ask, store, clock })
  return {
    mcp: async (request) => {
      // Browsers send it with every POST. Without it no page can have sent this, wherever its name may lead (DNS rebinding).
      if (request.header('origin') !== undefined)
        return { refused: 403, mistakes: [{ parameter: 'origin', message: BROWSER }] }
      const waitMs = limit.waitMsFor(request.address)
      if (waitMs > 0) return tooMany(waitMs)
      const bytes = await bytesOf(request)
      if (isRefusal(bytes)) return bytes
      const message = jsonOf(bytes)
      if (message === undefined) return { refused: 400, mistakes: [{ parameter: 'body', message: NOT_JSON }] }
      const { createMcpServer } = await import('./mcp-server.ts')
      const report = request.right === null ? null : takeReport(parts, request)
      const server = createMcpServer({ desk, version: facts.version, report })
      return answerBy(server, request, message)
    },
  }
}

/** A server for one request, as the protocol asks of those without sessions: nobody gets another's answer. */
async function answerBy(
  server: ReturnType<typeof import('./mcp-server.ts')['createMcpServer']>,
  request: ColdAsk,
  parsedBody: unknown,
): Promise<Answer> {
  const { WebStandardStreamableHTTPServerTransport } = await import(
    '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
  )
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
  const headers = new Headers({ 'content-type': 'application/json' })
  for (const name of HANDED_ON) {
    const value = request.header(name)
    if (value !== undefined) headers.set(name, value)
  }
  try {
    await server.connect(transport)
    const response = await transport.handleRequest(
      new Request('http://dotchi.invalid/mcp', { method: 'POST', headers }),
      {
        parsedBody,
      },
    )
    return createAnswer({
      status: response.status,
      type: response.headers.get('content-type') ?? 'application/json; charset=utf-8',
      body: await response.text(),
      headers: DATA_HEADERS,
    })
  } finally {
    await server.close()
  }
}

/** A report counts for the voice of whoever calls, like one from the page. */
function takeReport({ crowd, facts }: Parts, request: ColdAsk): TakeReport {
  return async ({ symptom, site, component }) => {
    const sites = Object.keys(facts.vantageTitles)
    const known = site === undefined ? sites[0] : sites.find((id) => id === site)
    if (!crowd || known === undefined) throw new McpMistake('reports are not taken here, or there is no such office')
    const marks = { address: request.address, userAgent: request.header('user-agent') ?? '' }
    const heard = await crowd.hear({ site: known, symptom, component }, marks)
    if (heard.kind === 'limited')
      throw new McpMistake(`too many reports; wait ${Math.ceil(heard.waitMs / 1000)} seconds`)
    return heard.kind
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
