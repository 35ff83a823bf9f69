import { cleanText } from '../platform/clean-text.ts'
import type { Delivery, DeliveryFailure } from './notifier.ts'

/** The parts of a thrown error of the mail library that are looked at. */
interface MailError {
  readonly code?: unknown
  readonly responseCode?: unknown
  readonly response?: unknown
  readonly message?: unknown
  readonly command?: unknown
  readonly rejectedErrors?: unknown
}

const BY_CODE: Readonly<Record<string, DeliveryFailure>> = {
  ETIMEDOUT: 'timeout',
  EAUTH: 'not-admitted',
  ENOAUTH: 'not-admitted',
}
/** "Authentication required", "credentials invalid", "mechanism too weak" (RFC 4954). */
const NOT_ADMITTED = new Set([530, 534, 535, 538])

/** A mailbox that does not exist, is closed or has moved (RFC 3463), or says so in words; a policy says 550 as well. */
const NO_SUCH_USER =
  /\b5\.(?:1\.(?:1|2|3|6|10)|2\.1)\b|(?:no such|unknown|nonexistent) (?:user|mailbox|recipient|address)|(?:user|mailbox|recipient|address)\b.{0,30}(?:unknown|not found|does not exist|disabled)/i

/** What an attempt that threw came to. A server's 4yz is worth another attempt, its 5yz is not (RFC 5321, 4.2.1). */
export function deliveryFailureOf(thrown: unknown, secrets: readonly string[]): Exclude<Delivery, { kind: 'sent' }> {
  const error: MailError = typeof thrown === 'object' && thrown !== null ? thrown : {}
  const code = typeof error.code === 'string' ? error.code : ''
  const statuses = [error, ...listOf(error.rejectedErrors)].flatMap(statusOf)
  const said = [code, textOf(error.response) || textOf(error.message)].filter(Boolean).join(': ')
  const detail = cleanText(
    secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), said),
    200,
  )
  // Also where the server answers 502: it may be mended, and somebody on the way may have struck it out.
  if (code === 'ETLS') return { kind: 'retry', reason: 'not-encrypted', detail, retryAfterMs: null }
  if (statuses.some((status) => status < 500)) return { kind: 'retry', reason: 'busy', detail, retryAfterMs: null }
  if (statuses.length > 0) {
    if (statuses.some((status) => NOT_ADMITTED.has(status))) return { kind: 'rejected', reason: 'not-admitted', detail }
    const isGone = error.command === 'RCPT TO' && NO_SUCH_USER.test(textOf(error.response))
    return { kind: 'rejected', reason: isGone ? 'gone' : 'refused', detail }
  }
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { kind: 'rejected', reason: 'refused', detail }
  return { kind: 'retry', reason: BY_CODE[code] ?? 'unreachable', detail, retryAfterMs: null }
}

const listOf = (value: unknown): readonly MailError[] => (Array.isArray(value) ? value : [])
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const statusOf = ({ responseCode }: MailError): number[] =>
  typeof responseCode === 'number' && responseCode >= 400 && responseCode < 600 ? [responseCode] : []
