import { expect, test } from 'vitest'
import { createHttpApp } from '../../src/http/app.ts'
import type { Route } from '../../src/http/route.ts'
import { ROUTES } from '../../src/http/routes.ts'
import { createWorld, LOOKS, NO_INCIDENTS } from './deps.ts'
import { verdictOf } from './verdicts.ts'

const world = createWorld(
  { verdict: verdictOf({ tokyo: 'outage', osaka: 'operational' }), latest: LOOKS },
  { incidents: NO_INCIDENTS },
)
const app = createHttpApp(world.deps)

/** What everybody may read without saying anything more; a place that is named is tested with its part. */
const OPEN = ROUTES.filter(({ method, access, path, query }: Route) => {
  return method === 'GET' && access === 'public' && !path.includes(':') && !query?.schema.safeParse({}).error
})
const PATHS = [...Map.groupBy(ROUTES, ({ path }) => path as string)].map(([path, routes]) => ({
  path,
  methods: routes.map(({ method }: Route) => method),
}))

const SECURITY = [
  'content-security-policy',
  'x-content-type-options',
  'referrer-policy',
  'x-frame-options',
  'permissions-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
]

function expectGuarded(response: Response) {
  for (const name of SECURITY) expect(response.headers.get(name), name).toBeTruthy()
  const policy = response.headers.get('content-security-policy')
  for (const part of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) expect(policy).toContain(part)
  // The buttons of the page send a form to this very site; nothing else may.
  const isPage = policy?.includes("img-src 'self'")
  expect(policy).toContain(isPage ? "form-action 'self'" : "form-action 'none'")
  // Where a page has scripts, they are files of this very site.
  expect(policy ?? '').not.toMatch(/script-src(?! 'self'(?:;|$))/)
  expect(response.headers.get('cache-control')).toBeTruthy()
}

test('nothing is reachable that the table does not declare, and everything it declares is', () => {
  const served = app.hono.routes.map(({ path }) => path)
  expect([...new Set(served)].sort()).toEqual(PATHS.map(({ path }) => path).sort())
  expect(new Set(ROUTES.map(({ id }) => id)).size).toBe(ROUTES.length)
})

test.each(OPEN)('$path answers GET and HEAD, guarded, with the declared type', async ({ path, answer }) => {
  const got = await app.hono.request(path)
  expect(got.status).toBe(200)
  expect(got.headers.get('content-type')).toBe(answer.type)
  expectGuarded(got)
  const body = new Uint8Array(await got.arrayBuffer())
  expect(Number(got.headers.get('content-length'))).toBe(body.length)

  const head = await app.hono.request(path, { method: 'HEAD' })
  expect(head.status).toBe(200)
  expect(await head.text()).toBe('')
  expect(head.headers.get('content-length')).toBe(got.headers.get('content-length'))
})

test.each(PATHS)('$path refuses every other method with 405 and says which are allowed', async ({ path, methods }) => {
  const allowed = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    if (allowed.includes(method)) continue
    const response = await app.hono.request(path, { method })
    expect(response.status, method).toBe(405)
    expect(response.headers.get('allow')?.split(', ').sort()).toEqual(allowed.toSorted())
    expectGuarded(response)
  }
})

const GUARDED = ROUTES.filter(({ access }) => access !== 'public')
test.each(GUARDED)('$path answers nobody without a token', async ({ path, method }) => {
  for (const authorization of ['', 'Bearer ', 'Bearer dotchi-agent_tokyo_x', 'Basic dG9reW86eA==']) {
    const response = await app.hono.request(path, { method, headers: { authorization } })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer /)
    expectGuarded(response)
  }
})

test.each(['/nothing', '/api', '/api/v1', '/api/v1/verdict/', '/badge.svg/x', '/%00', '/..%2f', '/BADGE.SVG'])(
  '%s is not there',
  async (path) => {
    const response = await app.hono.request(path)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: 'そのページはありません',
      status: 404,
      requestId: 'request-1',
    })
    expectGuarded(response)
  },
)

test('a problem speaks the language of whoever asked', async () => {
  const response = await app.hono.request('/nothing', { headers: { 'accept-language': 'en-GB,ja;q=0.5' } })
  expect(await response.json()).toMatchObject({ title: 'There is nothing here' })
})

test('a mistake inside gives a request id and nothing of the inside', async () => {
  const secret = 'password=hunter2 at /etc/secret'
  const broken = createWorld(
    {},
    {
      store: {
        observations: { range: () => Promise.reject(new Error(secret)) },
        verdicts: { transitions: () => Promise.reject(new Error(secret)), at: () => Promise.reject(new Error(secret)) },
      },
    },
  )
  const response = await createHttpApp(broken.deps).hono.request('/api/v1/observations')
  expect(response.status).toBe(500)
  const body = await response.text()
  expect(JSON.parse(body)).toEqual({
    type: 'about:blank',
    title: 'Dotchi 側でエラーが起きました',
    status: 500,
    requestId: 'request-1',
  })
  expect(response.headers.get('x-request-id')).toBe('request-1')
  expectGuarded(response)
  expect(broken.logged).toEqual([
    { facts: expect.objectContaining({ requestId: 'request-1' }), message: 'http: a request failed' },
  ])
})

test.each(ROUTES.filter(({ hot }) => hot))('$path has a strong ETag and answers 304 to it', async ({ path }) => {
  const first = await app.hono.request(path)
  const etag = first.headers.get('etag')
  expect(etag).toMatch(/^"[\w-]{22}"$/)
  for (const header of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const again = await app.hono.request(path, { headers: { 'if-none-match': String(header) } })
    expect(again.status).toBe(304)
    expect(again.headers.get('etag')).toBe(etag)
    expect(await again.text()).toBe('')
    expectGuarded(again)
  }
  const other = await app.hono.request(path, { headers: { 'if-none-match': '"other"' } })
  expect(other.status).toBe(200)
})

test('what pays to be zipped is zipped, once, with an ETag of its own', async () => {
  const plain = await app.hono.request('/')
  const zipped = await app.hono.request('/', { headers: { 'accept-encoding': 'br, gzip' } })
  expect(zipped.headers.get('content-encoding')).toBe('gzip')
  expect(zipped.headers.get('vary')).toBe('accept-language, accept-encoding')
  expect(zipped.headers.get('etag')).not.toBe(plain.headers.get('etag'))
  const text = await new Response(zipped.body?.pipeThrough(new DecompressionStream('gzip'))).text()
  expect(text).toBe(await plain.text())
  const refused = await app.hono.request('/', { headers: { 'accept-encoding': 'gzip;q=0, identity' } })
  expect(refused.headers.get('content-encoding')).toBeNull()
})

test('the OpenAPI document describes every route of the table', async () => {
  const document = (await (await app.hono.request('/api/v1/openapi.json')).json()) as {
    openapi: string
    paths: Record<string, Record<string, { responses: Record<string, unknown> }>>
  }
  expect(document.openapi).toBe('3.1.0')
  const written = (path: string) => path.replace(/:([A-Za-z]+)/g, '{$1}')
  expect(Object.keys(document.paths)).toEqual(PATHS.map(({ path }) => written(path)))
  for (const { path, method, id, access } of ROUTES) {
    const operation = document.paths[written(path)]?.[method.toLowerCase()]
    expect(operation).toMatchObject({ operationId: id, 'x-access': access })
    expect(operation?.responses).toHaveProperty('200')
  }
})

test('answers of other sites cannot be read, but the badge may be embedded', async () => {
  const verdict = await app.hono.request('/api/v1/verdict', { headers: { origin: 'https://other.example' } })
  expect(verdict.headers.get('access-control-allow-origin')).toBeNull()
  expect(verdict.headers.get('cross-origin-resource-policy')).toBe('same-origin')
  const badge = await app.hono.request('/badge.svg')
  expect(badge.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
})

test('a person in front of a browser gets a page where there is nothing, a program gets JSON', async () => {
  const asked = (path: string, accept: string) =>
    app.hono.request(path, { headers: { accept, 'accept-language': 'en' } })
  const page = await asked('/nosuch', 'text/html,application/xhtml+xml,*/*;q=0.8')
  expect(page.status).toBe(404)
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expectGuarded(page)
  expect(await page.text()).toContain('There is nothing here')
  for (const [path, accept] of [
    ['/nosuch', '*/*'],
    ['/api/v1/nosuch', 'text/html'],
  ] as const)
    expect((await asked(path, accept)).headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
})
