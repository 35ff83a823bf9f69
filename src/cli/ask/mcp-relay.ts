import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import { cleanText } from '../../platform/clean-text.ts'
import type { Send } from '../../platform/sender.ts'

/** A server of the protocol that knows nothing itself and passes every call on. */
export interface Relay {
  readonly server: Server
  close(): Promise<void>
}

export interface RelayOptions {
  readonly send: Send
  /** The help desk's token, for `report`; null: none. */
  readonly token: string | null
  readonly version: string
}

/** Connects to the address of a server's `/mcp`. What goes wrong is told in a few words. */
export async function connectTo(
  url: URL,
  { send, token, version }: RelayOptions,
): Promise<Relay | { readonly failed: string }> {
  const client = new Client({ name: 'dotchi-relay', version })
  const transport = new StreamableHTTPClientTransport(url, {
    fetch: fetchBy(send),
    requestInit: { headers: token ? { authorization: `Bearer ${token}` } : {} },
  })
  try {
    // The SDK's transport and its own interface differ in what may be undefined.
    await client.connect(transport as Parameters<Client['connect']>[0])
  } catch (error) {
    return { failed: cleanText(error instanceof Error ? error.message : String(error), 200) }
  }
  const instructions = client.getInstructions()
  const server = new Server(
    { name: 'dotchi', version },
    { capabilities: { tools: {} }, ...(instructions ? { instructions } : {}) },
  )
  server.setRequestHandler(ListToolsRequestSchema, ({ params }) => client.listTools(params))
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => client.callTool(params))
  return {
    server,
    async close() {
      await server.close()
      await client.close()
    },
  }
}

/** The SDK's fetch by our own way out: company proxy, own authorities, a deadline. It has no streams to follow. */
const fetchBy =
  (send: Send): typeof fetch =>
  async (input, init = {}) => {
    const method = init.method ?? 'GET'
    if (method !== 'POST') return new Response(null, { status: 405 })
    const headers = Object.fromEntries(new Headers(init.headers))
    const body = typeof init.body === 'string' ? { body: Buffer.from(init.body) } : {}
    const url = new URL(input instanceof Request ? input.url : String(input))
    const sent = await send({ url, method, headers, ...body, ...(init.signal ? { signal: init.signal } : {}) })
    if (sent.kind === 'unreachable') throw new Error(sent.detail)
    const hasBody = ![101, 204, 205, 304].includes(sent.status)
    return new Response(hasBody ? sent.body : null, { status: sent.status, headers: pickedOf(sent.headers) })
  }

/** What was unpacked on the way must not be said to be packed. */
const pickedOf = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  headers['content-type'] ? { 'content-type': headers['content-type'] } : {}
