import type { MailboxRequest } from '../mailbox.ts'

/** Why nothing could be fetched. A closed union: each has its sentence for people (src/sources/reasons.ts). */
export const FETCH_FAILURES = [
  'unreachable', // the name, the connection or the certificate: our way there, or the place itself
  'timeout',
  'too-large', // more than the cap, after decompression
  'not-http', // what came back is not HTTP, or its compression is broken
  'private-address', // leads into a private network, and is not on the allow-list
  'bad-redirect', // leads nowhere, down to plain http, or goes in circles
  'robots', // its robots.txt asks us to stay away
  'told-to-wait', // 429, or a Retry-After that has not passed yet
  'denied', // 401, 403, 451
  'gone', // 404, 410
  'server-error', // 5xx
  'http-status', // any other status that is not a success
] as const
export type FetchFailure = (typeof FETCH_FAILURES)[number]

/** One complete answer with a success status. */
export interface FetchedDocument {
  /** As it was asked for, and where it ended after redirects. */
  readonly url: string
  readonly finalUrl: string
  readonly contentType: string
  readonly text: string
  /** Its characters could not all be read. */
  readonly garbled: boolean
  /** When the place last confirmed it. */
  readonly fetchedAt: number
  /** The same as at the last time, by its own word (304) or by ours (still fresh enough). */
  readonly unchanged: boolean
}

export type Fetched =
  | { readonly kind: 'document'; readonly document: FetchedDocument }
  | {
      readonly kind: 'failed'
      readonly reason: FetchFailure
      /** For the log: a system's or a server's own words, cleaned. */
      readonly detail: string
      /** Before this instant the host is not to be asked again; null where it did not say. */
      readonly retryAt: number | null
      /** What came instead, for those who look into it; '' where nothing did. */
      readonly body: string
    }

export interface FetchRequest {
  readonly url: string
  readonly accept?: string
  /** More headers, such as a key; never sent on to another origin by a redirect. */
  readonly headers?: Readonly<Record<string, string>>
  /** Sent instead of a question: such an answer is never kept, and a redirect of it never followed. */
  readonly post?: { readonly contentType: string; readonly body: string }
  /** A mailbox instead of a page; `url` names its server. */
  readonly mailbox?: MailboxRequest
  /** A documented programming interface, for which robots.txt is not meant. */
  readonly isApi?: boolean
  /** A copy that was confirmed within so many milliseconds will do. */
  readonly maxAgeMs?: number
  readonly signal?: AbortSignal
}

/** Fetches documents politely. Rejects only with the caller's own reason when the caller gives up. */
export interface Fetcher {
  fetch(request: FetchRequest): Promise<Fetched>
}

export const failed = (
  reason: FetchFailure,
  detail: string,
  more: { readonly retryAt?: number | null; readonly body?: string } = {},
): Extract<Fetched, { kind: 'failed' }> => ({ kind: 'failed', reason, detail, retryAt: null, body: '', ...more })
