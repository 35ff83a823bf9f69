import { once } from 'node:events'
import { createServer as createPlain, type RequestListener, type Server } from 'node:http'
import { createServer } from 'node:https'
import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../src/platform/clock.ts'
import { createAddressGuard } from '../../src/platform/fetch/address-guard.ts'
import type { ProxyAddress } from '../../src/platform/network.ts'
import { createSender } from '../../src/platform/sender.ts'
import { createTestAuthority } from '../support/certificates.ts'
import { portOf } from '../support/faulty-server.ts'

async function listening<S extends Server>(server: S): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return portOf(server)
}

const ECHO: RequestListener = (request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => response.end(`${request.method} ${request.url} ${Buffer.concat(chunks)}`))
}

function sender(extraCa: readonly string[] = [], proxy: ProxyAddress | null = null, timeoutMs = 10_000) {
  const made = createSender({
    clock: systemClock,
    trust: { extraCa, expectedIssuers: [] },
    proxyFor: () => proxy,
    timeoutMs,
  })
  onTestFinished(() => made.close())
  return made.send
}
const post = (url: string) => ({ url: new URL(url), method: 'POST', headers: {}, body: Buffer.from('hello') }) as const

test('a certificate is verified, with the company’s own authority where it is named', async () => {
  const authority = await createTestAuthority()
  const credentials = await authority.issue({ names: ['127.0.0.1'] })
  const port = await listening(createServer(credentials, ECHO))
  const outgoing = post(`https://127.0.0.1:${port}/x`)
  expect(await sender()(outgoing)).toEqual({ kind: 'unreachable', detail: expect.stringMatching(/CERT|UNABLE_TO/) })
  expect(await sender([authority.caPem])(outgoing)).toMatchObject({ status: 200, body: 'POST /x hello' })
})

test('through a proxy: a tunnel for https, the whole address for http, and its password for both', async () => {
  const authority = await createTestAuthority()
  const port = await listening(createServer(await authority.issue({ names: ['dotchi.example'] }), ECHO))
  const asked: string[] = []
  const proxy = createPlain((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers['proxy-authorization']}`)
    response.end('plain')
  }).on('connect', (request, socket) => {
    asked.push(`${request.method} ${request.url} ${request.headers['proxy-authorization']}`)
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
    for (const end of [socket, onward]) end.on('error', () => {})
  })
  const address = { host: '127.0.0.1', port: await listening(proxy), authorization: 'Basic dTpw' }
  const send = sender([authority.caPem], address)
  expect(await send(post('https://dotchi.example/y'))).toMatchObject({ status: 200, body: 'POST /y hello' })
  expect(await send(post('http://dotchi.example/z'))).toMatchObject({ status: 200, body: 'plain' })
  expect(asked).toEqual(['CONNECT dotchi.example:443 Basic dTpw', 'POST http://dotchi.example/z Basic dTpw'])
})

test('nobody there, silence and a flood are words, not exceptions', async () => {
  const silent = await listening(createPlain(() => {}))
  expect(await sender([], null, 200)(post(`http://127.0.0.1:${silent}/`))).toEqual({
    kind: 'unreachable',
    detail: expect.stringContaining('ETIMEDOUT'),
  })
  const flood = await listening(createPlain((_request, response) => response.end(Buffer.alloc(4_100_000, 'x'))))
  expect(await sender()(post(`http://127.0.0.1:${flood}/`))).toEqual({ kind: 'unreachable', detail: 'BODY_TOO_LARGE' })
  const gone = createPlain()
  const port = await listening(gone)
  gone.close()
  expect(await sender()(post(`http://127.0.0.1:${port}/`))).toEqual({ kind: 'unreachable', detail: 'ECONNREFUSED' })
})

function guarded(allowed: readonly string[] = []) {
  const made = createSender({
    ...{ clock: systemClock, trust: { extraCa: [], expectedIssuers: [] }, proxyFor: () => null },
    guard: createAddressGuard(allowed),
  })
  onTestFinished(() => made.close())
  return made.send
}

test('the guard stops what is written as a private address, and a name that only leads to one', async () => {
  const asked: string[] = []
  const port = await listening(
    createPlain((request, response) => {
      asked.push(request.headers.host!)
      response.end('yes')
    }),
  )
  expect(await guarded()(post(`http://127.0.0.1:${port}/`))).toMatchObject({ kind: 'unreachable', guarded: 'url' })
  expect(await guarded()(post(`http://[::ffff:127.0.0.1]:${port}/`))).toMatchObject({ guarded: 'url' })
  expect(await guarded()(post(`http://localhost:${port}/`))).toMatchObject({ guarded: 'url' })
  expect(await guarded()(post(`http://u:p@example.jp:${port}/`))).toMatchObject({ guarded: 'url' })
  // Resolved by the system without any network: every name below localhost is this machine (RFC 6761).
  const lookedUp = createSender({
    ...{ clock: systemClock, trust: { extraCa: [], expectedIssuers: [] }, proxyFor: () => null },
    guard: { ...createAddressGuard(), admitsUrl: () => true },
  })
  onTestFinished(() => lookedUp.close())
  expect(await lookedUp.send(post(`http://localhost:${port}/`))).toEqual({
    ...{ kind: 'unreachable', guarded: 'address' },
    detail: 'its name leads to no public address',
  })
  expect(asked).toEqual([])
  expect(await guarded(['localhost'])(post(`http://localhost:${port}/`))).toMatchObject({ status: 200 })
  expect(await guarded(['127.0.0.0/8'])(post(`http://127.0.0.1:${port}/`))).toMatchObject({ status: 200 })
})

test('how long to wait is told in milliseconds, whatever form it came in', async () => {
  const waits = ['7', new Date(Date.now() + 3_600_000).toUTCString(), 'soon', '0', '99999999']
  const port = await listening(
    createPlain((_request, response) => response.writeHead(429, { 'retry-after': waits.shift()! }).end()),
  )
  const send = sender()
  const told: (number | null)[] = []
  for (let i = 0; i < 5; i++) {
    const sent = await send(post(`http://127.0.0.1:${port}/`))
    told.push(sent.kind === 'answered' ? sent.retryAfterMs : -1)
  }
  expect(told).toEqual([7_000, expect.any(Number), null, 1_000, 86_400_000])
  expect(told[1]).toBeGreaterThan(3_000_000)
})

test('who asks may give up alone', async () => {
  const port = await listening(createPlain(() => {}))
  const giveUp = new AbortController()
  const sending = sender()({ ...post(`http://127.0.0.1:${port}/`), signal: giveUp.signal })
  giveUp.abort(new Error('never mind'))
  expect(await sending).toEqual({ kind: 'unreachable', detail: 'never mind' })
})
