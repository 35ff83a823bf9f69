import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { hasHash, hashOf } from '../platform/sign.ts'
import { StoreProblem } from '../store/problem.ts'
import { type Answer, createAnswer, type Form, formFor, responseOf } from './answer.ts'
import { createCallerAddress } from './caller-address.ts'
import { createColdHandlers } from './cold-handlers.ts'
import type { HttpDeps, HttpFacts } from './deps.ts'
import { createHotHandlers, type HotHandler } from './hot-handlers.ts'
import { problemPageOf } from './pages/problem-page.tsx'
import { STYLE_HASH } from './pages/style.ts'
import { preferredLocale } from './preferred-locale.ts'
import { createPress } from './press.ts'
import { type ProblemParts, problemAnswer, problemTitle } from './problem.ts'
import { type Ask, type ColdAsk, isRefusal, queryOf, type Refusal, readBody } from './request.ts'
import type { Route } from './route.ts'
import { ROUTES } from './routes.ts'
import { securityHeadersOf } from './security-headers.ts'

/** The parts of a request that the hot way looks at; a Node request fits. */
export interface HotRequest {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

export interface HttpApp {
  /** Every route, from a request to a response: for tests and for any server. */
  readonly hono: Hono
  /** A ready answer for a hot route, the same one that `hono` gives; null where the request needs more than that. */
  readonly hot: (request: HotRequest) => Form | null
}

/** Puts the route table, the handlers and the answers for everything that goes wrong together. */
export function createHttpApp(deps: HttpDeps): HttpApp {
  const press = createPress(deps.published, deps.clock)
  const hotHandlers = createHotHandlers({ facts: deps.facts, press })
  const handlers = { ...hotHandlers, ...createColdHandlers({ ...deps, press }) }
  const problem = createProblems(deps)
  const callerAddress = createCallerAddress(deps.trustedProxies ?? [])
  const addressOf = (context: Context) => callerAddress(socketAddressOf(context), context.req.header('x-forwarded-for'))
  const hono = new Hono()

  for (const route of ROUTES) {
    const handler = handlers[route.id]
    hono.on(route.method, route.path, async (context) => {
      const caller = await callerOf(route, context, deps)
      const answer = isRefusal(caller)
        ? caller
        : await handler(coldAskOf(route, context, { ...caller, address: addressOf(context) }))
      return respond(context, isRefusal(answer) ? problem.refuse(context, answer) : answer)
    })
  }
  for (const [path, routes] of Map.groupBy(ROUTES, (route) => route.path as string)) {
    const allow = routes.map(({ method }: Route) => (method === 'GET' ? 'GET, HEAD' : method)).join(', ')
    hono.all(path, (context) => respond(context, problem.answer(context, 405, { allow })))
  }
  hono.notFound((context) => respond(context, problem.answer(context, 404)))
  hono.onError((error, context) => respond(context, problem.fail(context, error)))

  const byPath = new Map<string, HotHandler>(
    ROUTES.filter((route) => route.hot).map((route) => [route.path, hotHandlers[route.id]]),
  )
  return { hono, hot: (request) => safely(() => hotForm(byPath, request)) }
}

/** Who asks, as the route's access class wants to know it; the one place where that is decided. */
async function callerOf({ access }: Route, context: Context, deps: HttpDeps): Promise<Caller | Refusal> {
  const token = bearerOf(context.req.header('authorization'))
  if (access === 'agent') {
    const agent = await deps.agents?.whoHas(token)
    return agent ? { agent, right: null } : NOT_ADMITTED
  }
  const right = rightOf(deps, token)
  const isAdmitted = access === 'public' || right === 'admin' || right === access
  return isAdmitted ? { agent: null, right } : NOT_ADMITTED
}

type Caller = Pick<ColdAsk, 'agent' | 'right'>
const NOT_ADMITTED: Refusal = { refused: 401, headers: { 'www-authenticate': 'Bearer realm="dotchi"' } }

/** Where no token is set, nobody has that right. */
function rightOf({ adminToken = null, deskToken = null }: HttpDeps, given: string): Caller['right'] {
  if (given === '') return null
  if (adminToken !== null && hasHash(given, hashOf(adminToken))) return 'admin'
  return deskToken !== null && hasHash(given, hashOf(deskToken)) ? 'desk' : null
}

const bearerOf = (header: string | undefined): string => /^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? ''

const coldAskOf = (route: Route, context: Context, caller: Caller & Pick<ColdAsk, 'address'>): ColdAsk => ({
  ...askOf(context),
  ...caller,
  header: (name) => context.req.header(name),
  param: (name) => context.req.param(name) ?? '',
  body: () => readBody(context.req.raw, route.body?.maxBytes ?? 0),
})

/** What the Node server hands along; in process there is no socket. */
function socketAddressOf({ env }: Context): string {
  const { incoming } = (env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } }
  return incoming?.socket?.remoteAddress ?? ''
}

const askOf = (context: Context): Ask => {
  const { url } = context.req
  const start = url.indexOf('?')
  return { query: start < 0 ? '' : url.slice(start + 1), acceptLanguage: context.req.header('accept-language') }
}

const respond = (context: Context, answer: Answer): Response =>
  responseOf(
    formFor(answer, {
      ifNoneMatch: context.req.header('if-none-match'),
      acceptEncoding: context.req.header('accept-encoding'),
    }),
  )

/** A mistake on the hot way must not end the process: hono meets it again, logs it and answers 500. */
function safely(answer: () => Form | null): Form | null {
  try {
    return answer()
  } catch {
    return null
  }
}

const textOf = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

function hotForm(byPath: ReadonlyMap<string, HotHandler>, { method, url = '', headers }: HotRequest): Form | null {
  if (method !== 'GET' && method !== 'HEAD') return null
  const start = url.indexOf('?')
  const handler = byPath.get(start < 0 ? url : url.slice(0, start))
  if (!handler) return null
  const answer = handler({
    query: start < 0 ? '' : url.slice(start + 1),
    acceptLanguage: textOf(headers['accept-language']),
  })
  if (isRefusal(answer)) return null
  return formFor(answer, {
    ifNoneMatch: textOf(headers['if-none-match']),
    acceptEncoding: textOf(headers['accept-encoding']),
  })
}

function createProblems({ facts, logger, requestId = randomUUID }: HttpDeps) {
  const partsOf = (context: Context): Pick<ProblemParts, 'requestId' | 'locale'> => ({
    requestId: requestId(),
    locale: preferredLocale(
      queryOf(askOf(context).query)('lang'),
      context.req.header('accept-language'),
      facts.defaultLocale,
    ),
  })
  /** Machines get JSON; a person in front of a browser, a page. */
  const told = (context: Context, parts: ProblemParts): Answer =>
    isForPeople(context) ? problemPageAnswer(parts, facts) : problemAnswer(parts)
  return {
    answer: (context: Context, status: ProblemParts['status'], headers: Readonly<Record<string, string>> = {}) =>
      told(context, { status, headers, ...partsOf(context) }),

    refuse: (context: Context, { refused, mistakes, headers }: Refusal) =>
      told(context, {
        status: refused,
        ...(mistakes && { mistakes }),
        ...(headers && { headers }),
        ...partsOf(context),
      }),

    /** The log gets the cause, the reader a number to ask about. */
    fail: (context: Context, error: Error) => {
      const parts = partsOf(context)
      logger.error(
        { err: error, requestId: parts.requestId, method: context.req.method, path: context.req.path },
        'http: a request failed',
      )
      return error instanceof StoreProblem
        ? told(context, { status: 503, headers: { 'retry-after': '10' }, ...parts })
        : told(context, { status: 500, ...parts })
    },
  }
}

const MACHINES = /^\/(?:api|mcp|bots|metrics|healthz|readyz)(?:\/|$)/

/** A browser that opens a page says so; programs ask for anything, or for JSON. */
const isForPeople = ({ req }: Context): boolean =>
  !MACHINES.test(req.path) && (req.header('accept') ?? '').includes('text/html')

const problemPageAnswer = (
  { status, locale, requestId, mistakes = [], headers = {} }: ProblemParts,
  facts: HttpFacts,
) =>
  createAnswer({
    status,
    type: 'text/html; charset=utf-8',
    body: problemPageOf({ facts, locale, requestId, mistakes, title: problemTitle(status, locale) }),
    headers: {
      ...securityHeadersOf('page', STYLE_HASH),
      'cache-control': 'no-store',
      vary: 'accept, accept-language',
      'x-request-id': requestId,
      ...headers,
    },
  })
