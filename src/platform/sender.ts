import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import type { Dispatcher } from 'undici'
import { cleanText } from './clean-text.ts'
import type { Clock } from './clock.ts'
import type { AddressGuard } from './fetch/address-guard.ts'
import { retryAtOf } from './fetch/retry-after.ts'
import type { ProxyAddress, Trust } from './network.ts'

/** One request to a server that we work together with: no probe, nobody measures it. */
export interface Outgoing {
  readonly url: URL
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  readonly signal?: AbortSignal
}

export type Sent =
  | {
      readonly kind: 'answered'
      readonly status: number
      /** Lower-case names; the first value of each. */
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
      /** How long it asks us to wait (Retry-After in seconds or as a date), a second to a day; null: it does not say. */
      readonly retryAfterMs: number | null
    }
  /**
   * No answer came; `detail` is the system's own word for it. `guarded`: nothing was sent, since the URL itself or what
   * its name resolves to is none that the guard admits.
   */
  | { readonly kind: 'unreachable'; readonly detail: string; readonly guarded?: 'url' | 'address' }

/** Sends; what goes wrong in the world is in the answer. */
export type Send = (outgoing: Outgoing) => Promise<Sent>

export interface SenderOptions {
  readonly clock: Clock
  readonly trust: Trust
  readonly proxyFor: (url: URL) => ProxyAddress | null
  /** For the whole of it, milliseconds. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
  /** Whom it may be sent to; left out: anybody. Through a proxy, the proxy resolves the name, and only the URL is judged. */
  readonly guard?: AddressGuard
}

const TIMEOUT_MS = 20_000
const MOST_BYTES = 4_000_000

/** Builds the way to send: certificates verified, through the proxy where there is one, redirects not followed. */
export function createSender(options: SenderOptions): {
  readonly send: Send
  close(): Promise<void>
} {
  const { trust, proxyFor, clock, timeoutMs = TIMEOUT_MS, signal, guard } = options
  const ways = new Map<string, Dispatcher>()
  let secureContext: SecureContext | null = null
  const wayFor = ({ Agent, ProxyAgent }: typeof import('undici'), url: URL): Dispatcher => {
    const proxy = proxyFor(url)
    const key = proxy ? `${proxy.host}:${proxy.port}` : ''
    const known = ways.get(key)
    if (known) return known
    // Some three hundred authorities: read once, not for every connection.
    const ca = [...getCACertificates('bundled'), ...getCACertificates('system'), ...trust.extraCa]
    secureContext ??= createSecureContext({ ca })
    const tls = { secureContext }
    const way = proxy
      ? new ProxyAgent({
          uri: `http://${proxy.host.includes(':') ? `[${proxy.host}]` : proxy.host}:${proxy.port}`,
          ...(proxy.authorization ? { token: proxy.authorization } : {}),
          requestTls: tls,
        })
      : new Agent({ connect: guard ? { ...tls, lookup: guardedLookup(guard) } : tls })
    ways.set(key, way)
    return way
  }
  return {
    async send({ url, method, headers, body, signal: own }) {
      if (guard && !guard.admitsUrl(url)) return { kind: 'unreachable', detail: 'no public address', guarded: 'url' }
      const giveUp = new AbortController()
      const cancel = clock.after(timeoutMs, () => giveUp.abort(new Error('ETIMEDOUT')))
      try {
        const signals = [giveUp.signal, signal, own].filter((one) => one !== undefined)
        // Loaded only where something is sent.
        const undici = await import('undici')
        const answer = await undici.request(url, {
          method,
          headers,
          body: body ?? null,
          dispatcher: wayFor(undici, url),
          signal: AbortSignal.any(signals),
        })
        return {
          kind: 'answered',
          status: answer.statusCode,
          headers: firstOf(answer.headers),
          body: await textOf(answer.body),
          retryAfterMs: waitOf(firstOf(answer.headers)['retry-after'], clock.now()),
        }
      } catch (error) {
        if (error instanceof NotAdmitted) return { kind: 'unreachable', detail: error.message, guarded: 'address' }
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

class NotAdmitted extends Error {}

/** Resolves as usual; a name that leads to one address which is not admitted is not dialled at all. */
const guardedLookup =
  (guard: AddressGuard): LookupFunction =>
  (host, options, done) =>
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, [])
      if (addresses.some(({ address }) => !guard.admits(address, host)))
        return done(new NotAdmitted('its name leads to no public address'), [])
      if (options.all) return done(null, addresses)
      done(null, addresses[0]!.address, addresses[0]!.family)
    })

function waitOf(header: string | undefined, now: number): number | null {
  const at = retryAtOf(header, now)
  return at === null ? null : at - now
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
