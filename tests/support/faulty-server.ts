import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'

/** A server on loopback that misbehaves on purpose. */
export interface FaultyServer extends AsyncDisposable {
  readonly port: number
  /** How many connections were made. */
  readonly connections: number
  /** All that was received, over all connections. */
  readonly received: string
  /** Resolves when `text` was received. */
  heard(text: string): Promise<void>
}

export interface FaultyServerOptions {
  readonly host?: string
  /** Speaks TLS where given. */
  readonly tls?: TlsOptions
}

export type Behaviour = (socket: Socket) => void

/** Opens a server that does as told with each connection (after the handshake, where it speaks TLS). */
export async function openFaultyServer(behave: Behaviour, options: FaultyServerOptions = {}): Promise<FaultyServer> {
  const { host = '127.0.0.1', tls } = options
  const sockets = new Set<Socket>()
  const state = { connections: 0, received: '' }
  const listeners = new Set<() => void>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
  }
  const carriers = new Map<number, Socket>()
  const serve = (socket: Socket) => {
    state.connections += 1
    const carrier = carriers.get(socket.remotePort ?? 0)
    if (carrier) CARRIERS.set(socket, carrier)
    keep(socket)
    socket.on('data', (chunk) => {
      state.received += chunk.toString('latin1')
      for (const listener of listeners) listener()
    })
    behave(socket)
  }
  const server: Server = tls ? createTlsServer(tls, serve).on('tlsClientError', () => {}) : createServer(serve)
  if (tls) {
    server.on('connection', (socket: Socket) => {
      keep(socket)
      carriers.set(socket.remotePort ?? 0, socket)
    })
  }
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, host, resolve))

  return {
    port: portOf(server),
    get connections() {
      return state.connections
    },
    get received() {
      return state.received
    },
    heard: (text) =>
      new Promise((resolve) => {
        const check = () => {
          if (!state.received.includes(text)) return
          listeners.delete(check)
          resolve()
        }
        listeners.add(check)
        check()
      }),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Below a TLS socket, the one that carries it: only that can be reset. */
const CARRIERS = new WeakMap<Socket, Socket>()

/** Breaks the connection with a RST. */
export const reset = (socket: Socket): void => void (CARRIERS.get(socket) ?? socket).resetAndDestroy()

/** The port on which a server listens. */
export function portOf(server: { address(): unknown }): number {
  return (server.address() as { port: number }).port
}

/** A loopback port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = await openFaultyServer(() => {})
  await server[Symbol.asyncDispose]()
  return server.port
}

/** Waits for a whole request head, then calls back once with it. */
export function onRequest(socket: Socket, answer: (head: string) => void): void {
  let head = ''
  const take = (chunk: Buffer) => {
    head += chunk.toString('latin1')
    if (!head.includes('\r\n\r\n')) return
    socket.off('data', take)
    answer(head)
  }
  socket.on('data', take)
}

/** Answers every request with these bytes and closes. */
export const answering =
  (...parts: (string | Uint8Array)[]): Behaviour =>
  (socket) =>
    onRequest(socket, () => socket.end(Buffer.concat(parts.map((part) => Buffer.from(part)))))

/** A complete answer. */
export const answerOf = (body: string, headers = 'content-type: text/plain', status = '200 OK') =>
  `HTTP/1.1 ${status}\r\n${headers}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

/** Accepts, and never says a word. */
export const silent: Behaviour = () => {}
/** Resets the connection as soon as it is there. */
export const resetAtOnce: Behaviour = (socket) => reset(socket)
/** Resets the connection when the first bytes come. */
export const resetOnData: Behaviour = (socket) => void socket.once('data', () => reset(socket))
/** Closes in good order when the first bytes come. */
export const closeOnData: Behaviour = (socket) => void socket.once('data', () => socket.end())
/** Resets the connection when the whole request is there. */
export const resetAfterRequest: Behaviour = (socket) => onRequest(socket, () => reset(socket))
/** Begins an answer with these bytes and then says nothing more. */
export const stallingAfter =
  (start: string | Uint8Array): Behaviour =>
  (socket) =>
    onRequest(socket, () => socket.write(start))
/** Begins an answer with these bytes and then resets the connection. */
export const resetAfter =
  (start: string): Behaviour =>
  (socket) =>
    // The start must arrive before the reset, which throws away what is still under way.
    onRequest(socket, () => socket.write(start, () => setTimeout(() => reset(socket), 50)))
/** Sends the bytes one by one. */
export const dripping =
  (text: string, everyMs = 5): Behaviour =>
  (socket) =>
    onRequest(socket, () => {
      let index = 0
      const timer = setInterval(() => {
        if (!socket.destroyed && index < text.length) return void socket.write(text[index++]!)
        clearInterval(timer)
        socket.end()
      }, everyMs)
    })
/** Sends a body that never ends, as fast as it is read. */
export const endless =
  (head: string, chunk = 'x'.repeat(16_384)): Behaviour =>
  (socket) =>
    onRequest(socket, () => {
      socket.write(head)
      const more = () => {
        while (!socket.destroyed && socket.write(chunk));
      }
      socket.on('drain', more)
      more()
    })
