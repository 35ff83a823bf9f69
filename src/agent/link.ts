import { gzipSync } from 'node:zlib'
import { z } from 'zod'
import type { ReportedRound, RoundReceipt } from '../core/agent.ts'
import type { Text } from '../core/locale.ts'
import type { Clock } from '../platform/clock.ts'
import { retryAtOf } from '../platform/fetch/retry-after.ts'
import type { Send, Sent } from '../platform/sender.ts'
import { signatureOf } from '../platform/sign.ts'

/** Why the server did not do what an agent asked. */
export const LINK_FAILURES = [
  'unreachable', // no answer
  'busy', // it asks us to come back later, or has trouble of its own
  'bad-code', // the one-time code is not good any more
  'bad-token', // the token was revoked, or is another server's
  'clock', // our clock was too far off; the next try will know better
  'too-large', // send less at once
  'rejected', // it does not understand what we send: versions that do not fit
  'not-dotchi', // somebody else answered, such as a proxy
] as const
export type LinkFailureReason = (typeof LINK_FAILURES)[number]

export interface LinkFailure {
  readonly kind: 'failed'
  readonly reason: LinkFailureReason
  readonly detail: string
  /** Not before this instant, where the server said so. */
  readonly retryAt: number | null
}

export interface Delivered {
  readonly kind: 'delivered'
  readonly receipts: readonly RoundReceipt[]
  /** ETag of the server's configuration. */
  readonly configuration: string
}
export interface Enrolled {
  readonly kind: 'enrolled'
  readonly agent: string
  readonly title: Text
  readonly token: string
}
export type ConfigurationAnswer =
  | { readonly kind: 'configuration'; readonly value: unknown; readonly etag: string }
  | { readonly kind: 'unchanged' }

/** The way to the server. */
export interface Link {
  enrol(code: string): Promise<Enrolled | LinkFailure>
  configuration(token: string, etag: string | null): Promise<ConfigurationAnswer | LinkFailure>
  deliver(token: string, rounds: readonly ReportedRound[]): Promise<Delivered | LinkFailure>
  /** The server's clock minus ours; null before its first answer. */
  clockOffsetMs(): number | null
}

export interface LinkOptions {
  readonly server: URL
  readonly send: Send
  readonly clock: Clock
  readonly version: string
}

const enrolled = z.object({
  agent: z.string(),
  title: z.object({ ja: z.string(), en: z.string() }),
  token: z.string().regex(/^\S+$/),
})
const delivered = z.object({
  rounds: z.array(
    z.discriminatedUnion('state', [
      z.object({ sequence: z.string(), state: z.enum(['kept', 'known']) }),
      z.object({ sequence: z.string(), state: z.literal('refused'), reason: z.literal('too-old') }),
    ]),
  ),
  configuration: z.string(),
})

/** The way to the server: asks, sends, and learns from each answer how far the own clock is off. */
export function createLink({ server, send, clock, version }: LinkOptions): Link {
  let offsetMs: number | null = null
  const urlOf = (path: string) => new URL(`api/v1/agents/${path}`, server.href.endsWith('/') ? server : `${server}/`)
  const headers = { 'user-agent': `Dotchi-agent/${version}`, accept: 'application/json' }

  /** Sends, and reads the server's clock from its answer: a Date header tells the second, in the middle of the way. */
  const ask: Send = async (outgoing) => {
    const from = clock.now()
    const sent = await send(outgoing)
    const date = sent.kind === 'answered' ? Date.parse(sent.headers.date ?? '') : Number.NaN
    if (Number.isFinite(date)) offsetMs = Math.round(date + 500 - (from + clock.now()) / 2)
    return sent
  }
  const post = (path: string, body: Uint8Array, more: Readonly<Record<string, string>>) => {
    const all = { ...headers, 'content-type': 'application/json', ...more }
    return ask({ url: urlOf(path), method: 'POST', headers: all, body })
  }

  return {
    clockOffsetMs: () => offsetMs,

    async enrol(code) {
      const sent = await post('enrol', Buffer.from(JSON.stringify({ code, version })), {})
      if (sent.kind === 'answered' && sent.status === 401) return failureOf('bad-code', 'HTTP 401')
      const read = parse(sent, enrolled, clock.now())
      return 'failure' in read ? read.failure : { kind: 'enrolled', ...read.value }
    },

    async configuration(token, etag) {
      const more: Record<string, string> = etag === null ? {} : { 'if-none-match': etag }
      const sent = await ask({
        url: urlOf('configuration'),
        method: 'GET',
        headers: { ...headers, ...more, authorization: `Bearer ${token}` },
      })
      if (sent.kind === 'answered' && sent.status === 304) return { kind: 'unchanged' }
      const read = parse(sent, z.unknown(), clock.now())
      if ('failure' in read) return read.failure
      return { kind: 'configuration', value: read.value, etag: (sent.kind === 'answered' && sent.headers.etag) || '' }
    },

    async deliver(token, rounds) {
      const sentAt = clock.now()
      const body = gzipSync(JSON.stringify({ sentAt, clockOffsetMs: offsetMs, version, rounds }))
      // By the server's clock, as far as we know it: an agent whose clock is wrong can still deliver.
      const timestamp = sentAt + (offsetMs ?? 0)
      const sent = await post('observations', body, {
        'content-encoding': 'gzip',
        authorization: `Bearer ${token}`,
        'dotchi-timestamp': String(timestamp),
        'dotchi-signature': signatureOf(token, timestamp, body),
      })
      const read = parse(sent, delivered, clock.now())
      if ('failure' in read) return read.failure
      return { kind: 'delivered', receipts: read.value.rounds, configuration: read.value.configuration }
    },
  }
}

const failureOf = (reason: LinkFailureReason, detail: string, retryAt: number | null = null): LinkFailure => ({
  kind: 'failed',
  reason,
  detail,
  retryAt,
})

const REASONS: Readonly<Record<number, LinkFailureReason>> = {
  400: 'rejected',
  401: 'bad-token',
  403: 'clock',
  408: 'busy',
  413: 'too-large',
  415: 'rejected',
  429: 'busy',
}

/** An answer in the form that a Dotchi gives; a page of some proxy is none, whatever its status. */
function parse<T>(sent: Sent, schema: z.ZodType<T>, now: number): { value: T } | { failure: LinkFailure } {
  if (sent.kind === 'unreachable') return { failure: failureOf('unreachable', sent.detail) }
  const { status, headers, body } = sent
  const type = headers['content-type'] ?? ''
  const retryAt = retryAtOf(headers['retry-after'], now)
  if (status >= 500) return { failure: failureOf('busy', `HTTP ${status}`, retryAt) }
  if (!/^application\/(problem\+)?json\b/.test(type))
    return { failure: failureOf('not-dotchi', `HTTP ${status} ${type}`) }
  if (status !== 200) return { failure: failureOf(REASONS[status] ?? 'not-dotchi', `HTTP ${status}`, retryAt) }
  try {
    const parsed = schema.safeParse(JSON.parse(body))
    if (parsed.success) return { value: parsed.data }
  } catch {
    // Told below.
  }
  return { failure: failureOf('not-dotchi', 'an answer of another form') }
}
