import { describe, expect, test } from 'vitest'
import { answering, see, webServer } from './rig.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

/** A server with a discovery document and a key set; `change` replaces fields, undefined takes them away. */
async function issuer(change: Record<string, unknown> = {}, keySet: unknown = { keys: [{ kty: 'EC' }] }) {
  const server = await webServer((request, response) => {
    const { origin } = server
    const document = { issuer: origin, jwks_uri: `${origin}/certs`, token_endpoint: `${origin}/token`, ...change }
    response.writeHead(200, JSON_TYPE).end(JSON.stringify(request.url === '/certs' ? keySet : document))
  })
  return server
}

test('healthy: the document and the keys it names', async () => {
  const server = await issuer()
  const seen = await see('openid', { url: `${server.origin}/.well-known/openid-configuration` })
  expect(seen).toMatchObject({ outcome: 'passed', httpStatus: 200, drift: [] })
  expect(server.asked).toEqual(['GET /.well-known/openid-configuration', 'GET /certs'])
})

test('another issuer than the known one is noted', async () => {
  const server = await issuer({ issuer: 'https://new.example' })
  const seen = await see('openid', { url: server.origin, issuer: 'https://old.example' })
  expect(seen).toMatchObject({ outcome: 'passed', drift: ['issuer:https://new.example'] })
})

describe('not healthy', () => {
  test.each([
    ['without a key set', { jwks_uri: undefined }, 'the discovery document has no jwks_uri'],
    ['without an issuer', { issuer: '' }, 'the discovery document has no issuer'],
    ['without a token endpoint', { token_endpoint: 7 }, 'the discovery document has no token_endpoint'],
    ['with an endpoint of another kind', { token_endpoint: 'ftp://x.example/' }, 'token_endpoint is not https'],
    ['with keys on an unknown host', { jwks_uri: 'https://evil.invalid/' }, /evil\.invalid is not among/],
  ])('%s', async (_, change, detail) => {
    const server = await issuer(change)
    const seen = await see('openid', { url: server.origin })
    expect(seen).toMatchObject({ phase: 'content', error: 'BODY_MISMATCH' })
    expect(seen.detail).toMatch(detail)
    expect(seen.bodyHead).not.toBeNull()
  })

  test.each([[{ keys: [] }], [{}], [[]], ['nothing']])('with the key set %j', async (keySet) => {
    const server = await issuer({}, keySet)
    expect(await see('openid', { url: server.origin })).toMatchObject({
      phase: 'content',
      detail: 'the key set has no keys',
      finalUrl: `${server.origin}/certs`,
    })
  })

  test('with keys that cannot be had', async () => {
    const server = await webServer((request, response) =>
      request.url === '/certs'
        ? response.writeHead(500).end('oops')
        : response.end(
            JSON.stringify({ issuer: 'x', jwks_uri: `${server.origin}/certs`, token_endpoint: 'https://x.example' }),
          ),
    )
    expect(await see('openid', { url: server.origin })).toMatchObject({ phase: 'status', httpStatus: 500 })
  })

  test.each(['<html>', '[]', 'null', '"x"', '{'])('with a body of %s', async (body) => {
    const server = await answering(200, body, JSON_TYPE)
    expect(await see('openid', { url: server.origin })).toMatchObject({ phase: 'content', error: 'BODY_MISMATCH' })
  })

  test('with a redirect', async () => {
    const server = await answering(302, '', { location: '/elsewhere' })
    expect(await see('openid', { url: server.origin })).toMatchObject({
      outcome: 'failed',
      error: 'TOO_MANY_REDIRECTS',
    })
  })
})
