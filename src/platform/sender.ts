import { getCACertificates } from 'node:tls'
import { Agent, type Dispatcher, ProxyAgent, request } from 'undici'
import { cleanText } from './clean-text.ts'
import type { Clock } from './clock.ts'
import type { ProxyAddress, Trust } from './network.ts'

/** One request to a server that we work together with: no probe, nobody measures it. */
export interface Outgoing {
  readonly url: URL
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
}

export type Sent =
  | {
      readonly kind: 'answered'
      readonly status: number
      /** Lower-case names; the first value of each. */
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }
  /** No answer came; `detail` is the system's own word for it. */
  | { readonly kind: 'unreachable'; readonly detail: string }

/** Sends; what goes wrong in the world is in the answer. */
export type Send = (outgoing: Outgoing) => Promise<Sent>

export interface SenderOptions {
  readonly clock: Clock
  readonly trust: Trust
  readonly proxyFor: (url: URL) => ProxyAddress | null
  /** For the whole of it, milliseconds. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

const TIMEOUT_MS = 20_000
const MOST_BYTES = 4_000_000

/** Builds the way to send: certificates verified, through the proxy where there is one, redirects not followed. */
export function createSender({ trust, proxyFor, clock, timeoutMs = TIMEOUT_MS, signal }: SenderOptions): {
  readonly send: Send
  close(): Promise<void>
} {
  const ways = new Map<string, Dispatcher>()
  const wayFor = (url: URL): Dispatcher => {
    const proxy = proxyFor(url)
    const key = proxy ? `${proxy.host}:${proxy.port}` : ''
    const known = ways.get(key)
    if (known) return known
    const tls = { ca: [...getCACertificates('bundled'), ...getCACertificates('system'), ...trust.extraCa] }
    const way = proxy
      ? new ProxyAgent({
          uri: `http://${proxy.host.includes(':') ? `[${proxy.host}]` : proxy.host}:${proxy.port}`,
          ...(proxy.authorization ? { token: proxy.authorization } : {}),
          requestTls: tls,
        })
      : new Agent({ connect: tls })
    ways.set(key, way)
    return way
  }
  return {
    async send({ url, method, headers, body }) {
      const giveUp = new AbortController()
      const cancel = clock.after(timeoutMs, () => giveUp.abort(new Error('ETIMEDOUT')))
      try {
        const signals = signal ? [giveUp.signal, signal] : [giveUp.signal]
        const answer = await request(url, {
          method,
          headers,
          body: body ?? null,
          dispatcher: wayFor(url),
          signal: AbortSignal.any(signals),
        })
        return {
          kind: 'answered',
          status: answer.statusCode,
          headers: firstOf(answer.headers),
          body: await textOf(answer.body),
        }
      } catch (error) {
        return { kind: 'unreachable', detail: detailOf(error) }
      } finally {
        cancel()
      }
    },
    async close() {
      await Promise.all([...ways.values()].map((way) => way.destroy()))
    },
  }
}

const firstOf = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, (Array.isArray(value) ? value[0] : value) ?? '']),
  )

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > MOST_BYTES) throw new Error('BODY_TOO_LARGE')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function detailOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return cleanText(code && !code.startsWith('UND_ERR_ABORT') ? code : error.message, 200)
}
