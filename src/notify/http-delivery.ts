import { cleanText } from '../platform/clean-text.ts'
import type { Sent } from '../platform/sender.ts'
import type { Delivery, DeliveryFailure } from './notifier.ts'

export type Answer = Extract<Sent, { kind: 'answered' }>

/** What came of it before it is told: a reading of the far side's own words. */
export type Reading =
  | { readonly kind: 'sent' }
  | { readonly kind: 'retry'; readonly reason: DeliveryFailure; readonly retryAfterMs?: number | null }
  | { readonly kind: 'rejected'; readonly reason: DeliveryFailure }

export interface Telling {
  /** Must not appear in any detail: tokens, keys, and URLs that are secrets themselves. */
  readonly secrets: readonly string[]
  /** What the vendor means by its answer, where that is more than the status says; null: go by the status. */
  readonly read?: (answer: Answer) => Reading | null
}

/** What one request came to. Worth another attempt is whatever may be mended without changing the request. */
export function deliveryOf(sent: Sent, { secrets, read }: Telling): Delivery {
  if (sent.kind === 'unreachable') {
    const detail = told(sent.detail, secrets)
    if (sent.guarded === 'url') return { kind: 'rejected', reason: 'private-address', detail }
    // A name that leads inside today may be the fault of a resolver: that may pass.
    const reason = sent.guarded ? 'private-address' : /TIMEDOUT|TIMEOUT/i.test(sent.detail) ? 'timeout' : 'unreachable'
    return { kind: 'retry', reason, detail, retryAfterMs: null }
  }
  const reading = isPage(sent) ? between : (read?.(sent) ?? readingOf(sent.status))
  if (reading.kind === 'sent') return reading
  const detail = told(`HTTP ${sent.status} ${sent.body.slice(0, 2_000)}`, secrets)
  if (reading.kind === 'rejected') return { ...reading, detail }
  return { kind: 'retry', reason: reading.reason, detail, retryAfterMs: reading.retryAfterMs ?? sent.retryAfterMs }
}

/** A page instead of an answer: a filter, or the login of a guest network. It must not pass for a yes. */
const isPage = ({ status, body }: Answer) => status < 300 && /^\s*(?:<!doctype html|<html)/i.test(body)
const between: Reading = { kind: 'retry', reason: 'unreachable' }
const busy: Reading = { kind: 'retry', reason: 'busy' }
const rejected = (reason: DeliveryFailure): Reading => ({ kind: 'rejected', reason })

/**
 * By the status alone. No redirect is followed. One for good says that the address in the configuration is wrong; one for
 * now, and 407, come from the company's proxy, which wants somebody to log in.
 */
export function readingOf(status: number): Reading {
  if (status >= 200 && status < 300) return { kind: 'sent' }
  if (status >= 500 || [408, 409, 421, 423, 425, 429].includes(status)) return busy
  if (status === 401 || status === 403) return rejected('not-admitted')
  if ([302, 303, 307, 407].includes(status)) return between
  if (status === 404 || status === 410) return rejected('gone')
  return rejected('refused')
}

function told(text: string, secrets: readonly string[]): string {
  const masked = secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .sort((a, b) => b.length - a.length)
    .reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
  return cleanText(masked, 200)
}

const PART = 8

/** A URL that is a secret itself, with those of its parts that a server may repeat. */
export function secretsIn(text: string): readonly string[] {
  const url = URL.parse(text)
  if (url === null) return [text]
  const parts = [...url.pathname.split('/'), ...url.searchParams.values()].filter((part) => part.length >= PART)
  return [text, url.href, `${url.pathname}${url.search}`, ...parts, ...parts.map(decoded)].filter(
    (part) => part.length >= PART,
  )
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
