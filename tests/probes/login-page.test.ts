import { describe, expect, test } from 'vitest'
import { answering, see, webServer } from './rig.ts'

const LOGIN = `<!doctype html><html><head><title>LINE WORKS</title><script src="/static/login.js"></script></head>
<body><form action="/login/loginProcessV2" method="post"><input name="id"><button id="loginStart">ログイン</button></form></body></html>`
const HTML = { 'content-type': 'text/html; charset=utf-8' }

/** A service host that sends everybody to a login host. */
async function serviceBefore(loginOrigin: string, path = '/login/login?accessUrl=x') {
  return answering(302, '', { location: `${loginOrigin}${path}` })
}
const hostOf = ({ origin }: { origin: string }) => new URL(origin).host

describe('healthy', () => {
  test('the page itself', async () => {
    const login = await answering(200, LOGIN, HTML)
    const seen = await see('login-page', { url: `${login.origin}/login/login?accessUrl=x`, loginHost: hostOf(login) })
    expect(seen).toMatchObject({ outcome: 'passed', httpStatus: 200, bodyHead: null, finalUrl: null, drift: [] })
    expect(login.asked).toEqual(['GET /login/login?accessUrl=x'])
  })

  test.each(['id="loginStart"', 'id="loginBtn"', 'action="loginProcess"'])('known by %s', async (marker) => {
    const login = await answering(200, `<html><body><form><button ${marker}>x</button></form></body></html>`, HTML)
    expect(await see('login-page', { url: login.origin, loginHost: hostOf(login) })).toMatchObject({
      outcome: 'passed',
    })
  })

  test('by way of a service, over several hops; where it ended is kept without the query', async () => {
    const login = await answering(200, LOGIN, HTML)
    const service = await webServer((request, response) =>
      request.url === '/'
        ? response.writeHead(301, { location: '/start' }).end()
        : response.writeHead(302, { location: `${login.origin}/login/login?accessUrl=secret` }).end(),
    )
    const seen = await see('login-page', { url: service.origin, loginHost: hostOf(login) })
    expect(seen).toMatchObject({ outcome: 'passed', finalUrl: `${login.origin}/login/login` })
    expect(seen.timings.request).not.toBeNull()
    expect(service.asked).toEqual(['GET /', 'GET /start'])
  })

  test('a page that announces planned maintenance beside its form is healthy', async () => {
    const login = await answering(200, LOGIN.replace('<form', '<p>5/10 メンテナンスのお知らせ</p><form'), HTML)
    expect(await see('login-page', { url: login.origin, loginHost: hostOf(login) })).toMatchObject({
      outcome: 'passed',
    })
  })
})

describe('what changed on the page is noted and fails nothing', () => {
  const expected = { formHosts: ['auth.example'], scriptHosts: ['*.example'] }
  test('the form posts elsewhere, a script comes from elsewhere', async () => {
    const page = LOGIN.replace('"/login/loginProcessV2"', '"https://evil.invalid/loginProcess"').replace(
      '"/static/login.js"',
      '"//cdn.invalid:8443/x.js"',
    )
    const login = await answering(200, page, HTML)
    const seen = await see('login-page', { url: login.origin, loginHost: hostOf(login), expected })
    expect(seen).toMatchObject({ outcome: 'passed', drift: ['form:evil.invalid', 'script:cdn.invalid:8443'] })
  })

  test('addresses are read from the page’s own base; what posts nowhere else is no change', async () => {
    const page = LOGIN.replace('<title>', '<base href="https://mirror.invalid/x/"><title>').replace(
      '</form>',
      '<button formaction="https://other.invalid/">x</button></form><form action="javascript:void(0)"></form>',
    )
    const login = await answering(200, page, HTML)
    const seen = await see('login-page', { url: login.origin, loginHost: hostOf(login), expected })
    expect(seen.drift).toEqual(['form:mirror.invalid', 'form:other.invalid', 'script:mirror.invalid'])
  })

  test('nothing is noted where everything lies on known hosts', async () => {
    const page = LOGIN.replace('"/login', '"https://AUTH.example/login').replace('"/static', '"https://a.b.example/s')
    const login = await answering(200, page, HTML)
    expect(await see('login-page', { url: login.origin, loginHost: hostOf(login), expected })).toMatchObject({
      drift: [],
    })
  })
})

describe('not healthy', () => {
  test('a maintenance page with 200', async () => {
    const page = `<html><head><style>${'x{} '.repeat(300)}</style><title>お知らせ</title></head><body><h1>ただいまメンテナンス中です</h1></body></html>`
    const login = await answering(200, page, HTML)
    const seen = await see('login-page', { url: login.origin, loginHost: hostOf(login) })
    expect(seen).toMatchObject({ phase: 'content', error: 'BODY_MISMATCH', detail: 'a maintenance page: メンテナンス' })
    expect(seen.bodyHead).toContain('ただいまメンテナンス中です')
  })

  test('a maintenance page with 503', async () => {
    const login = await answering(503, '<title>メンテナンス</title>', { ...HTML, 'retry-after': '600' })
    const seen = await see('login-page', { url: login.origin, loginHost: hostOf(login) })
    expect(seen).toMatchObject({ phase: 'status', error: null, httpStatus: 503, headers: { 'retry-after': '600' } })
    expect(seen.bodyHead).toContain('メンテナンス')
  })

  test('a block page of a filter', async () => {
    const page =
      '<html><head><title>ERROR: The requested URL could not be retrieved</title></head><body id=ERR_ACCESS_DENIED>'
    const login = await answering(403, page, { ...HTML, server: 'squid/5.7', 'x-squid-error': 'ERR_ACCESS_DENIED 0' })
    expect(await see('login-page', { url: login.origin, loginHost: hostOf(login) })).toMatchObject({
      phase: 'status',
      httpStatus: 403,
      headers: { 'x-squid-error': 'ERR_ACCESS_DENIED 0', server: 'squid/5.7' },
      bodyHead: expect.stringContaining('could not be retrieved'),
    })
  })

  test.each([
    ['a blank page', 200, '', HTML],
    ['another page', 200, '<html><body>welcome</body></html>', HTML],
    ['the login page as plain text', 200, LOGIN, { 'content-type': 'text/plain' }],
  ])('%s', async (_, status, body, headers) => {
    const login = await answering(status, body, headers)
    expect(await see('login-page', { url: login.origin, loginHost: hostOf(login) })).toMatchObject({
      phase: 'content',
      error: 'BODY_MISMATCH',
    })
  })

  test('a service that does not lead to login any more', async () => {
    const service = await answering(200, LOGIN, HTML)
    expect(await see('login-page', { url: service.origin, loginHost: 'auth.example' })).toMatchObject({
      phase: 'content',
      error: 'UNEXPECTED_REDIRECT',
      finalUrl: `${service.origin}/`,
    })
  })
})

describe('redirects that are not followed', () => {
  test('to a foreign host: a sign-in page of a network, or somebody’s single sign-on', async () => {
    const portal = await answering(200, LOGIN, HTML)
    const service = await serviceBefore(portal.origin, '/portal?session=1')
    const seen = await see('login-page', { url: service.origin, loginHost: 'auth.example' })
    expect(seen).toMatchObject({ phase: 'content', error: 'UNEXPECTED_REDIRECT', httpStatus: 302 })
    expect(seen.finalUrl).toBe(`${portal.origin}/portal`)
    expect(portal.asked).toEqual([])
  })

  test('in a circle', async () => {
    const service = await answering(302, '', { location: '/again' })
    const seen = await see('login-page', { url: service.origin, loginHost: hostOf(service), maxRedirects: 3 })
    expect(seen).toMatchObject({ phase: 'status', error: 'TOO_MANY_REDIRECTS' })
    expect(service.asked).toHaveLength(4)
  })

  test('to the place where passwords are checked', async () => {
    const login = await answering(302, '', { location: '/login/loginProcessV2?id=x' })
    const seen = await see('login-page', { url: `${login.origin}/start`, loginHost: hostOf(login) })
    expect(seen).toMatchObject({ error: 'UNEXPECTED_REDIRECT', finalUrl: `${login.origin}/login/loginProcessV2` })
    expect(login.asked).toEqual(['GET /start'])
  })

  test.each(['javascript:alert(1)', 'file:///etc/passwd', 'ftp://127.0.0.1/x', 'http://[bad'])(
    'to %s',
    async (location) => {
      const login = await answering(302, '', { location })
      const seen = await see('login-page', { url: login.origin, loginHost: hostOf(login) })
      expect(seen).toMatchObject({ outcome: 'failed', error: 'UNEXPECTED_REDIRECT' })
    },
  )

  test('a redirect without a Location is a wrong status', async () => {
    const login = await answering(302)
    expect(await see('login-page', { url: login.origin, loginHost: hostOf(login) })).toMatchObject({ phase: 'status' })
  })
})

test('it only ever asks with GET, and says who asks', async () => {
  const headers: unknown[] = []
  const login = await webServer((request, response) => {
    headers.push([request.headers['user-agent'], request.headers.cookie, request.headers.authorization])
    response.writeHead(200, HTML).end(LOGIN)
  })
  await see('login-page', { url: login.origin, loginHost: hostOf(login) })
  expect(login.asked).toEqual(['GET /'])
  expect(headers).toEqual([['Dotchi/test', undefined, undefined]])
})
