import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createHttpApp } from '../../src/http/app.ts'
import { ROUTES } from '../../src/http/routes.ts'
import { type Listening, listen } from '../../src/http/server.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createWorld, LOOKS } from './deps.ts'
import { verdictOf } from './verdicts.ts'

type Running = Extract<Listening, { kind: 'listening' }>
const running: Running[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close(0)))
})

const world = () => createWorld({ verdict: verdictOf({ tokyo: 'outage' }), latest: LOOKS })

async function start(from = world(), options: { host?: string; port?: number } = {}): Promise<Running> {
  const listening = await listen(createHttpApp(from.deps), {
    host: '127.0.0.1',
    port: 0,
    clock: systemClock,
    ...options,
  })
  if (listening.kind === 'failed') throw listening.cause
  running.push(listening)
  return listening
}

/** What comes back over a socket for these bytes, until the server closes. */
const raw = (port: number, bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    let text = ''
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
  })

test('over a socket every route answers as it does in process, headers included', async () => {
  const from = world()
  const app = createHttpApp(from.deps)
  const server = await start(from)
  for (const { path, id } of ROUTES.filter(({ method, access }) => method === 'GET' && access === 'public'))
    for (const headers of [{ 'accept-encoding': 'identity' }, { 'accept-encoding': 'gzip', 'accept-language': 'en' }]) {
      const direct = await app.hono.request(path, { headers })
      const wired = await fetch(`${server.url}${path}`, { headers })
      expect(wired.status, id).toBe(direct.status)
      const names = [...direct.headers.keys()].filter((name) => name !== 'content-length')
      for (const name of names) expect(wired.headers.get(name), `${id} ${name}`).toBe(direct.headers.get(name))
      const text = headers['accept-encoding'] === 'identity' ? await direct.text() : ''
      if (text) expect(await wired.text()).toBe(text)
      else await wired.arrayBuffer()
    }
})

test('HEAD sends no body, 304 sends no body, and the connection goes on', async () => {
  const { port } = await start()
  const etag = /etag: (\S+)/.exec(
    await raw(port, 'GET /badge.svg HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'),
  )?.[1]
  const answers = await raw(
    port,
    `HEAD /badge.svg HTTP/1.1\r\nHost: a\r\n\r\nGET /badge.svg HTTP/1.1\r\nHost: a\r\nIf-None-Match: ${etag}\r\n\r\n` +
      'GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  )
  expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 304', 'HTTP/1.1 200'])
  expect(answers).not.toContain('<svg')
})

test.each([
  { name: 'a double slash', line: 'GET //badge.svg HTTP/1.1', expected: /^HTTP\/1\.1 40[04]/ },
  { name: 'an absolute address', line: 'GET http://a/healthz HTTP/1.1', expected: /^HTTP\/1\.1 (200|40[04])/ },
  { name: 'an asterisk', line: 'OPTIONS * HTTP/1.1', expected: /^HTTP\/1\.1 4\d\d/ },
  { name: 'a method of its own', line: 'BREW / HTTP/1.1', expected: /^HTTP\/1\.1 4\d\d/ },
  { name: 'a broken escape', line: 'GET /%E0%A4%A HTTP/1.1', expected: /^HTTP\/1\.1 40[04]/ },
  {
    name: 'a broken query on the hot way',
    line: 'GET /badge.svg?%E0%A4%A&site=%zz HTTP/1.1',
    expected: /^HTTP\/1\.1 404/,
  },
])('$name is answered without a crash', async ({ line, expected }) => {
  const { port, url } = await start()
  expect(await raw(port, `${line}\r\nHost: a\r\nConnection: close\r\n\r\n`)).toMatch(expected)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
})

test('a mistake on the hot way is a 500 in the log, and the server lives', async () => {
  const from = world()
  const published = {
    ...from.deps.published,
    latest: () => {
      throw new Error('a mistake of ours')
    },
  }
  const server = await start({ ...from, deps: { ...from.deps, published } })
  const response = await fetch(`${server.url}/badge.svg`)
  expect(response.status).toBe(500)
  expect(await response.json()).toMatchObject({ requestId: 'request-1' })
  expect(from.logged).toHaveLength(1)
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})

test('a port that is taken is a clear sentence, not an exception', async () => {
  const first = await start()
  const second = await listen(createHttpApp(world().deps), { host: '127.0.0.1', port: first.port, clock: systemClock })
  expect(second).toMatchObject({ kind: 'failed', reason: 'in-use' })
  if (second.kind === 'failed') {
    expect(second.text.ja).toContain(`127.0.0.1:${first.port} は他のプログラムが使用中です`)
    expect(second.text.en).toContain('is in use by another program')
  }
})

test('an address of another machine is a clear sentence too', async () => {
  const listening = await listen(createHttpApp(world().deps), { host: '192.0.2.1', port: 0, clock: systemClock })
  expect(listening).toMatchObject({ kind: 'failed', reason: 'no-such-address' })
})

test('closing lets a running answer end and refuses new connections', async () => {
  const gate = Promise.withResolvers<void>()
  const entered = Promise.withResolvers<void>()
  const from = createWorld(
    {},
    {
      store: {
        observations: {
          range: async () => {
            entered.resolve()
            await gate.promise
            return { observations: [], next: null }
          },
        },
        verdicts: { transitions: async () => [], at: async () => null },
      },
    },
  )
  const server = await start(from)
  const answer = fetch(`${server.url}/api/v1/observations`, { headers: { connection: 'close' } })
  await entered.promise
  const closed = server.close(60_000)
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
  gate.resolve()
  expect((await answer).status).toBe(200)
  await closed
})

test('closing cuts what does not end in time', async () => {
  const entered = Promise.withResolvers<void>()
  const from = createWorld(
    {},
    {
      store: {
        observations: {
          range: () => {
            entered.resolve()
            return new Promise(() => {})
          },
        },
        verdicts: { transitions: async () => [], at: async () => null },
      },
    },
  )
  const server = await start(from)
  const answer = fetch(`${server.url}/api/v1/observations`)
  const refused = expect(answer).rejects.toThrow()
  await entered.promise
  await server.close(0)
  await refused
})
