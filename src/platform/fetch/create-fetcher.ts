import { cleanText } from '../clean-text.ts'
import type { Clock } from '../clock.ts'
import type { Exchange, Network, ProxyAddress, Trust } from '../network.ts'
import type { AddressGuard } from './address-guard.ts'
import { type CachedDocument, createDocumentCache } from './document-cache.ts'
import { type DocumentText, documentTextOf } from './document-text.ts'
import { type Fetched, type FetchedDocument, type Fetcher, type FetchRequest, failed } from './fetched.ts'
import { createRobots, type RobotsAnswer } from './robots.ts'
import { statusFailureOf } from './status-failure.ts'
import { createTurns } from './turns.ts'

export interface FetcherOptions {
  readonly clock: Clock
  readonly network: Network
  readonly trust: Trust
  readonly proxyFor: (url: URL) => ProxyAddress | null
  readonly guard: AddressGuard
  /** Says who asks, and whom to write to. */
  readonly userAgent: string
  /** For one document, redirects and the reading of the body included. */
  readonly timeoutMs?: number
  /** After decompression. */
  readonly maxBytes?: number
  /** Between two requests to one host, by its name. */
  readonly pauseMsOf?: (host: string) => number
}

const MOST_REDIRECTS = 3
const REDIRECTS = new Set([301, 302, 303, 307, 308])
const DEFAULTS = { timeoutMs: 10_000, maxBytes: 2_000_000, pauseMsOf: () => 1_000 }

/** What one exchange needs to know of the fetch that it belongs to. */
interface Trip {
  readonly request: FetchRequest
  readonly cached: CachedDocument | null
  /** Time spent on the wire; waiting for one's turn does not count. */
  spentMs: number
}

/**
 * Builds the one way in which documents are read: one request at a time for each host, with a pause; robots.txt and
 * Retry-After honoured; conditional where the document is known; every address and every redirect guarded.
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { clock, guard, pauseMsOf } = { ...DEFAULTS, ...options }
  const turns = createTurns(clock, pauseMsOf)
  const cache = createDocumentCache()
  const waits = new Map<string, number>()
  const robots = createRobots(clock, (url) => fetchAlone({ url, isApi: true, accept: 'text/plain' }))

  const hop = async (url: URL, trip: Trip): Promise<Fetched | URL> => {
    if (!guard.admitsUrl(url)) return failed('private-address', `${url.host} is not a public host`)
    const waitUntil = waits.get(url.host) ?? 0
    if (waitUntil > clock.now()) return failed('told-to-wait', `${url.host} asked us to wait`, { retryAt: waitUntil })
    const exchanged = await exchange(url, trip, options)
    if ('kind' in exchanged) return exchanged
    const { answer, text, refused } = exchanged
    if (refused !== null) return failed('private-address', `${url.host} leads to ${refused}`)
    if (trip.request.post && REDIRECTS.has(answer.status ?? 0))
      return failed('bad-redirect', 'it redirects what was sent')
    if (answer.status !== null && REDIRECTS.has(answer.status) && answer.facts.phase === 'done')
      return redirectOf(url, answer)
    if (answer.status === 304 && trip.cached) return again(trip.cached, clock.now())
    const failure = statusFailureOf(answer, clock.now())
    if (failure) {
      if (failure.retryAt !== null) waits.set(url.host, failure.retryAt)
      return failure
    }
    return { kind: 'document', document: documentOf(trip.request.url, url, answer, text, clock.now()) }
  }

  const walk = async (request: FetchRequest): Promise<Fetched> => {
    const cached = request.post ? null : cache.get(keyOf(request))
    const trip: Trip = { request, cached, spentMs: 0 }
    let url = URL.parse(request.url)
    for (let hops = 0; url !== null && hops <= MOST_REDIRECTS; hops++) {
      if (!request.isApi && guard.admitsUrl(url)) {
        const rule = await robots.ask(url)
        if (rule !== 'allowed') return failed(...RULED_OUT[rule](url))
      }
      const here = url
      const next: Fetched | URL = await turns.take(here.hostname, () => hop(here, trip))
      if (!(next instanceof URL)) return next
      url = next
    }
    return url === null
      ? failed('bad-redirect', 'is no address')
      : failed('bad-redirect', `more than ${MOST_REDIRECTS}`)
  }

  const fetchAlone = async (request: FetchRequest): Promise<Fetched> => {
    request.signal?.throwIfAborted()
    if (request.post) return await walk(request)
    const known = cache.get(keyOf(request))
    if (known && clock.now() - known.document.fetchedAt < (request.maxAgeMs ?? 0))
      return { kind: 'document', document: { ...known.document, unchanged: true } }
    const fetched = await walk(request)
    if (fetched.kind === 'document') remember(keyOf(request), fetched.document)
    return fetched
  }
  const remember = (key: string, document: FetchedDocument & { etag?: string; lastModified?: string }) => {
    const { etag = null, lastModified = null, ...bare } = document
    const before = cache.get(key)
    cache.put(key, bare.unchanged && before ? { ...before, document: bare } : { document: bare, etag, lastModified })
  }
  return { fetch: fetchAlone }
}

const RULED_OUT: Readonly<Record<Exclude<RobotsAnswer, 'allowed'>, (url: URL) => Parameters<typeof failed>>> = {
  disallowed: (url) => ['robots', `${url.origin}/robots.txt disallows ${url.pathname}`],
  unknown: (url) => ['unreachable', `${url.origin}/robots.txt cannot be read`],
}

/** What is asked with a key is another document than what everybody gets. */
const keyOf = ({ url, accept = '', headers = {} }: FetchRequest) => `${url}\n${accept}\n${JSON.stringify(headers)}`

const again = ({ document }: CachedDocument, now: number): Fetched => ({
  kind: 'document',
  document: { ...document, fetchedAt: now, unchanged: true },
})

function redirectOf(from: URL, { headers }: Exchange): Fetched | URL {
  const to = URL.parse(headers.location ?? '', from.href)
  if (to === null || !headers.location) return failed('bad-redirect', 'a redirect that names no address')
  if (from.protocol === 'https:' && to.protocol !== 'https:') return failed('bad-redirect', `down to ${to.protocol}`)
  return to
}

interface Exchanged {
  readonly answer: Exchange
  readonly text: DocumentText
  /** The address that was not admitted. */
  readonly refused: string | null
}

async function exchange(url: URL, trip: Trip, options: FetcherOptions): Promise<Exchanged | Fetched> {
  const { clock, network, trust, guard, maxBytes, timeoutMs, userAgent, proxyFor } = { ...DEFAULTS, ...options }
  const { request, cached } = trip
  const remainingMs = timeoutMs - trip.spentMs
  const startedAt = clock.monotonic()
  if (remainingMs <= 0) return failed('timeout', 'no time is left')
  const proxy = proxyFor(url)
  const isOwnOrigin = url.origin === URL.parse(request.url)?.origin
  let refused: string | null = null
  let text: DocumentText = { text: '', charset: 'utf-8', garbled: false }
  const answer = await network.exchange({
    url,
    method: request.post ? 'POST' : 'GET',
    ...(request.post ? { body: request.post.body } : {}),
    headers: {
      ...(request.post ? { 'content-type': request.post.contentType } : {}),
      'user-agent': userAgent,
      accept: request.accept ?? '*/*',
      'accept-language': 'ja,en;q=0.8,ko;q=0.5',
      ...(isOwnOrigin ? request.headers : {}),
      ...(isOwnOrigin && cached?.etag ? { 'if-none-match': cached.etag } : {}),
      ...(isOwnOrigin && cached?.lastModified ? { 'if-modified-since': cached.lastModified } : {}),
    },
    route: proxy ? { via: 'proxy', proxy } : { via: 'direct' },
    family: null,
    trust,
    limits: { timeoutMs: remainingMs, maxBodyBytes: maxBytes },
    admits(address) {
      const isAdmitted = guard.admits(address, url.hostname)
      if (!isAdmitted) refused = address
      return isAdmitted
    },
    decode(bytes, contentType) {
      text = documentTextOf(bytes, contentType)
      return text.text
    },
    ...(request.signal ? { signal: request.signal } : {}),
  })
  trip.spentMs += clock.monotonic() - startedAt
  return { answer, text, refused }
}

const documentOf = (asked: string, url: URL, { headers }: Exchange, text: DocumentText, now: number) => ({
  url: asked,
  finalUrl: url.href,
  contentType: cleanText(headers['content-type'] ?? '', 100),
  text: text.text,
  garbled: text.garbled,
  fetchedAt: now,
  unchanged: false,
  // Only the answer to the very address that will be asked again can be known again.
  ...(url.href === new URL(asked).href && headers.etag ? { etag: headers.etag } : {}),
  ...(url.href === new URL(asked).href && headers['last-modified'] ? { lastModified: headers['last-modified'] } : {}),
})
