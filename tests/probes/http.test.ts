import { describe, expect, test } from 'vitest'
import { answering, see, webServer } from './rig.ts'

describe('a page is healthy when', () => {
  test('it has the status and something in it', async () => {
    const server = await answering(200, 'x')
    expect(await see('http', { url: server.origin })).toMatchObject({ outcome: 'passed', httpStatus: 200 })
  })

  test('all texts and one of the alternatives stand in it', async () => {
    const server = await answering(200, 'one two three')
    const options = { url: server.origin, contains: ['one', 'three'], containsAny: ['nine', 'two'] }
    expect(await see('http', options)).toMatchObject({ outcome: 'passed' })
    expect(await see('http', { ...options, contains: ['one', 'four'] })).toMatchObject({
      phase: 'content',
      detail: 'the body lacks: four',
      bodyHead: 'one two three',
    })
    expect(await see('http', { ...options, containsAny: ['nine'] })).toMatchObject({ error: 'BODY_MISMATCH' })
  })

  test('it redirects to a known host, and redirects are what is expected', async () => {
    const server = await answering(302, '', { location: 'https://login.example/x?y' })
    const options = { url: server.origin, statuses: [200, 302], hosts: ['*.example'] }
    expect(await see('http', options)).toMatchObject({ outcome: 'passed', httpStatus: 302 })
    expect(await see('http', { ...options, hosts: ['example', '*.test'] })).toMatchObject({
      phase: 'content',
      error: 'UNEXPECTED_REDIRECT',
      finalUrl: 'https://login.example/x',
    })
  })

  test('redirects on its own host lead to it', async () => {
    const server = await webServer((request, response) =>
      request.url === '/' ? response.writeHead(308, { location: '/home?a=b#c' }).end() : response.end('home'),
    )
    const seen = await see('http', { url: server.origin })
    expect(seen).toMatchObject({ outcome: 'passed', finalUrl: `${server.origin}/home` })
    expect(await see('http', { url: server.origin, maxRedirects: 0 })).toMatchObject({ error: 'TOO_MANY_REDIRECTS' })
  })

  test('HEAD brings the right status and type', async () => {
    const server = await answering(200, '', { 'content-type': 'application/javascript; charset=utf-8' })
    const options = { url: server.origin, method: 'HEAD', contentType: 'JavaScript' }
    expect(await see('http', options)).toMatchObject({ outcome: 'passed' })
    expect(server.asked).toEqual(['HEAD /'])
    expect(await see('http', { ...options, contentType: 'json' })).toMatchObject({ phase: 'content' })
  })
})

describe('a page is not healthy when', () => {
  test.each([
    [404, 'status'],
    [429, 'status'],
    [500, 'status'],
    [202, 'content'],
  ])('its status is %i', async (status, phase) => {
    const server = await answering(status, '<p>sorry</p>')
    expect(await see('http', { url: server.origin })).toMatchObject({
      outcome: 'failed',
      phase,
      httpStatus: status,
      bodyHead: '<p>sorry</p>',
    })
  })

  test('it is blank, unless that is what it should be', async () => {
    const server = await answering(200)
    expect(await see('http', { url: server.origin })).toMatchObject({ phase: 'content', error: 'BODY_MISMATCH' })
    expect(await see('http', { url: server.origin, minBytes: 0 })).toMatchObject({ outcome: 'passed' })
  })

  test('its body is larger than may be read', async () => {
    const server = await answering(200, 'x'.repeat(200_000))
    expect(await see('http', { url: server.origin })).toMatchObject({ outcome: 'failed', error: 'BODY_TOO_LARGE' })
  })

  test('the second host of the way is gone; the way is told', async () => {
    const server = await answering(302, '', { location: 'http://127.0.0.1:1/gone' })
    const seen = await see('http', { url: server.origin, hosts: ['127.0.0.1:1'] })
    expect(seen).toMatchObject({ phase: 'connect', error: 'ECONNREFUSED', finalUrl: 'http://127.0.0.1:1/gone' })
    expect(seen.detail).toContain(`by ${new URL(server.origin).host} → 127.0.0.1:1`)
  })
})
