import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Observation } from '../../src/core/observation.ts'
import type { Target } from '../../src/core/target.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createNetwork } from '../../src/platform/create-network.ts'
import { createBackOff } from '../../src/probes/back-off.ts'
import { type LookContext, lookAt } from '../../src/probes/look.ts'
import { parseTarget } from '../../src/probes/parse-target.ts'
import type { Credentials } from '../../src/simulator/certificate-authority.ts'

/** Real servers on loopback and the real network: what the tests of the kinds look at, and with. */

export interface Loopback {
  readonly port: number
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  /** Method and path of every request that came. */
  readonly asked: readonly string[]
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

async function listening(server: Server | TcpServer): Promise<number> {
  const sockets = new Set<{ destroy(): void }>()
  server.on('connection', (socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  })
  return (server.address() as AddressInfo).port
}

/** A web server for the length of one test; over TLS where it gets credentials. */
export async function webServer(handler: Handler, credentials?: Credentials): Promise<Loopback> {
  const asked: string[] = []
  const listener: Handler = (request, response) => {
    asked.push(`${request.method} ${request.url}`)
    handler(request, response)
  }
  const server = credentials ? createSecureServer(credentials, listener) : createServer(listener)
  const port = await listening(server)
  return { port, origin: `http${credentials ? 's' : ''}://127.0.0.1:${port}`, asked }
}

/** A server that always gives the same answer. */
export const answering = (status: number, body = '', headers: Record<string, string> = {}): Promise<Loopback> =>
  webServer((_, response) => response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body))

/** A server that says the same bytes to everybody, or nothing at all. */
export async function rawServer(bytes: string | Buffer | null): Promise<Loopback> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy())
    if (bytes !== null) socket.once('data', () => socket.end(bytes))
  })
  const port = await listening(server)
  return { port, origin: `http://127.0.0.1:${port}`, asked: [] }
}

/** A port on which nobody listens any more. */
export async function closedPort(): Promise<number> {
  const server = createTcpServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export function targetOf(kind: string, options: unknown, more: Record<string, unknown> = {}): Target {
  const parsed = parseTarget({ id: 'under-test', kind, title: 'under test', options, ...more })
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  return parsed.target
}

export const contextOf = (change: Partial<LookContext> = {}): LookContext => ({
  clock: systemClock,
  network: createNetwork({ clock: systemClock }),
  trust: { extraCa: [], expectedIssuers: [] },
  limits: { timeoutMs: 10_000, maxBodyBytes: 100_000 },
  userAgent: 'Dotchi/test',
  vantage: 'here',
  backOff: createBackOff(),
  repeatFailed: false,
  ...change,
})

/** Looks once, straight, with the real network. */
export const see = (kind: string, options: unknown, change: Partial<LookContext> = {}): Promise<Observation> =>
  lookAt(targetOf(kind, options), { route: { via: 'direct' }, family: null, skipped: null }, contextOf(change))
