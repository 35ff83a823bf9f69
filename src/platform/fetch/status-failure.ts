import type { ProbeError } from '../../core/observation.ts'
import type { Exchange } from '../network.ts'
import { type Fetched, type FetchFailure, failed } from './fetched.ts'
import { retryAtOf } from './retry-after.ts'

const BROKEN: Readonly<Partial<Record<ProbeError, FetchFailure>>> = {
  ETIMEDOUT: 'timeout',
  BODY_TOO_LARGE: 'too-large',
  BODY_ENCODING: 'not-http',
  HTTP_PARSE: 'not-http',
}

/** A busy host that names no time. */
const WAIT_MS: Readonly<Record<number, number>> = { 429: 5 * 60_000, 503: 60_000 }

const REASONS: Readonly<Record<number, FetchFailure>> = {
  401: 'denied',
  403: 'denied',
  404: 'gone',
  410: 'gone',
  429: 'told-to-wait',
  451: 'denied',
}

/** What is wrong with an answer as a whole; null for a complete one with a success status. */
export function statusFailureOf(answer: Exchange, now: number): Extract<Fetched, { kind: 'failed' }> | null {
  const { facts, status, headers, body } = answer
  if (facts.phase !== 'done') {
    const reason = BROKEN[facts.error ?? 'PROBE_CRASHED'] ?? 'unreachable'
    return failed(reason, `${facts.error}: ${facts.detail ?? ''}`, { body })
  }
  if (status === null) return failed('not-http', 'no status', { body })
  if (status === 200 || status === 203) return null
  const wait = WAIT_MS[status]
  const retryAt = wait === undefined ? null : (retryAtOf(headers['retry-after'], now) ?? now + wait)
  const reason = REASONS[status] ?? (status >= 500 ? 'server-error' : 'http-status')
  return failed(reason, `HTTP ${status}`, { body, retryAt })
}
