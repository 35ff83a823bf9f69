import { pageHeadOf } from './page-head.ts'
import type { Finding } from './probe.ts'

/** A complete answer of a web server, and the facts of how it was got. */
export interface Answer {
  readonly url: URL
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Facts of an observation; `phase` is `done`, nothing is judged yet. */
  readonly facts: Finding
}

/** The answer is what it should be; `drift` comes beside what the network noticed itself (another issuer). */
export const passedBy = (answer: Answer, drift: readonly string[] = []): Finding => ({
  ...answer.facts,
  phase: 'done',
  bodyHead: null,
  drift: [...(answer.facts.drift ?? []), ...drift],
})

/** The right status, the wrong body. */
export const wrongBody = (answer: Answer, detail: string): Finding => ({
  ...answer.facts,
  phase: 'content',
  error: 'BODY_MISMATCH',
  detail,
  bodyHead: pageHeadOf(answer.body),
})

/** It led, or would lead, to a place where it should not end. */
export const wrongPlace = (answer: Answer, to: string, detail: string): Finding => ({
  ...answer.facts,
  phase: 'content',
  error: 'UNEXPECTED_REDIRECT',
  detail,
  finalUrl: to,
  bodyHead: pageHeadOf(answer.body),
})

/**
 * A status other than the expected. A 2xx is a page that stands where another should (captive portal, block page): that is
 * the content's fault. Everything else stopped at the status.
 */
export function wrongStatus(answer: Answer, expected: string): Finding {
  const detail = `status ${answer.status}, expected ${expected}`
  if (answer.status >= 200 && answer.status < 300) return wrongBody(answer, detail)
  return { ...answer.facts, phase: 'status', error: null, detail, bodyHead: pageHeadOf(answer.body) }
}

/** The media type in lower case without its parameters, '' where none was sent. */
export const mediaTypeOf = (answer: Answer): string =>
  (answer.headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase()

/** A JSON object, or null for anything else. */
export function jsonObjectOf(answer: Answer): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(answer.body.replace(/^\uFEFF/, ''))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
