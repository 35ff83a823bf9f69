import type { PhaseTimings } from '../core/observation.ts'
import { NO_TIMINGS } from '../core/observation.ts'
import type { Facts } from '../platform/network.ts'
import type { Answer } from './answer.ts'
import { wrongPlace } from './answer.ts'
import { isOnHost } from './option-rules.ts'
import type { Finding, ProbeContext } from './probe.ts'
import { startTimer } from './time-left.ts'

/** Where to begin, and how far to follow redirects. */
export interface WalkRequest {
  readonly url: string
  readonly method: 'GET' | 'HEAD'
  readonly accept: string
  readonly maxRedirects: number
  /** Beside the first host, the hosts that may be asked; a redirect to any other ends the walk there, unasked. */
  readonly hosts: readonly string[]
  /** Statuses that end the walk although they are redirects. */
  readonly endAt?: readonly number[]
}

/** The answer at the end of the way, or the finding that says where the way broke off. */
export type Walked = { readonly answer: Answer } | { readonly broken: Finding }

/** A credential form's target: even a GET there might count as a login attempt. */
const LOGIN_ATTEMPT = /loginprocess/i
const REDIRECTS = [301, 302, 303, 307, 308]

/**
 * Asks for a page and follows redirects hop by hop: only http and https, never from https down to http, never to a host
 * that configuration does not name (who controls a redirect must not be able to send the monitor anywhere), never to the
 * place where passwords are checked. Times are summed and drift is gathered over the hops; all other facts are the last
 * hop's.
 */
export async function walk(request: WalkRequest, context: ProbeContext): Promise<Walked> {
  const left = startTimer(context)
  const start = new URL(request.url)
  const hosts = [start.host, ...request.hosts]
  const trail: string[] = []
  const drift = new Set<string>()
  let timings = NO_TIMINGS
  for (let url = start; ; ) {
    trail.push(url.host)
    const exchange = await context.network.exchange({
      url,
      method: request.method,
      headers: {
        'user-agent': context.userAgent,
        accept: request.accept,
        'accept-language': 'ja,en;q=0.8',
        'cache-control': 'no-cache',
      },
      route: context.route,
      family: context.family,
      trust: context.trust,
      limits: { ...context.limits, timeoutMs: left() },
      ...(context.signal ? { signal: context.signal } : {}),
    })
    timings = summed(timings, exchange.facts.timings ?? NO_TIMINGS)
    for (const entry of exchange.facts.drift ?? []) drift.add(entry)
    const facts = { ...factsOf(exchange.facts, timings, trail, url), drift: [...drift] }
    if (facts.phase !== 'done') return { broken: facts }
    if (exchange.status === null) return { broken: { ...facts, phase: 'request', error: 'HTTP_PARSE' } }
    const answer: Answer = { url, status: exchange.status, headers: exchange.headers, body: exchange.body, facts }
    const location = answer.headers.location
    if (!REDIRECTS.includes(answer.status) || request.endAt?.includes(answer.status) || !location) return { answer }
    const next = nextHop(answer, location, hosts)
    if ('broken' in next) return next
    if (trail.length > request.maxRedirects) {
      const detail = `more than ${request.maxRedirects} redirects: ${[...trail, next.url.host].join(' → ')}`
      return { broken: { ...facts, phase: 'status', error: 'TOO_MANY_REDIRECTS', detail, finalUrl: bareUrl(next.url) } }
    }
    url = next.url
  }
}

/** Where an answer's `Location` leads, or why one must not go there. `hosts`: patterns of the hosts that may be asked. */
export function nextHop(
  answer: Answer,
  location: string,
  hosts: readonly string[],
): { readonly url: URL } | { readonly broken: Finding } {
  const refuse = (to: string, why: string) => ({
    broken: wrongPlace(answer, to, `redirect from ${answer.url.host}: ${why}`),
  })
  if (!URL.canParse(location, answer.url.href)) return refuse(bareUrl(answer.url), 'its Location is no URL')
  const url = new URL(location, answer.url)
  const to = bareUrl(url)
  if (!/^https?:$/.test(url.protocol)) return refuse(to, `${url.protocol} is not followed`)
  if (answer.url.protocol === 'https:' && url.protocol === 'http:') return refuse(to, 'from https down to http')
  if (LOGIN_ATTEMPT.test(url.pathname)) return refuse(to, 'where passwords are checked is never asked')
  if (!isOnHost(url, hosts)) return refuse(to, `${url.host} is not among the expected hosts`)
  url.username = ''
  url.password = ''
  return { url }
}

/** Without query, fragment and credentials, which may carry tokens and personal data; bounded. */
export const bareUrl = (url: URL): string =>
  /^https?:$/.test(url.protocol) ? `${url.protocol}//${url.host}${url.pathname}`.slice(0, 500) : url.protocol

function factsOf(facts: Facts, timings: PhaseTimings, trail: readonly string[], url: URL): Finding {
  if (trail.length === 1) return { ...facts, timings }
  const way = `by ${trail.join(' → ')}`
  const detail = facts.phase === 'done' ? (facts.detail ?? null) : [facts.detail, way].filter(Boolean).join('; ')
  return { ...facts, timings, detail, finalUrl: bareUrl(url) }
}

function summed(a: PhaseTimings, b: PhaseTimings): PhaseTimings {
  const sum = (x: number | null, y: number | null) => (x === null ? y : y === null ? x : x + y)
  return {
    resolve: sum(a.resolve, b.resolve),
    connect: sum(a.connect, b.connect),
    proxy: sum(a.proxy, b.proxy),
    tls: sum(a.tls, b.tls),
    request: sum(a.request, b.request),
    body: sum(a.body, b.body),
  }
}
