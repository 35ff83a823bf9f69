import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import type { Clock } from '../platform/clock.ts'

/** A TCP port that can be closed and opened again, and whose connections can all be cut at once. */
export interface Listener {
  readonly port: number
  open(): Promise<void>
  close(): Promise<void>
  cut(): void
}

/** Another process may sit on the port while it is closed: it is asked for again this often before giving up. */
const ATTEMPTS = 20
const PAUSE_MS = 100

export interface ListenerOptions {
  readonly host: string
  /** 0: any free port, kept from then on. */
  readonly port: number
  readonly clock: Clock
}

/** Opens a port of its own; `onConnection` gets every connection. */
export async function openListener(
  { host, port, clock }: ListenerOptions,
  onConnection: (socket: Socket) => void,
): Promise<Listener> {
  const sockets = new Set<Socket>()
  // Half-open as in HTTP: a visitor may have said all and still wait for the answer
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    // A visitor that goes away in the middle is part of the play
    socket.on('error', () => socket.destroy())
    onConnection(socket)
  })
  let hasOpened = false
  const listen = async (wanted: number) => {
    for (let attempt = 1; ; attempt++) {
      server.listen(wanted, host)
      try {
        await once(server, 'listening')
        return
      } catch (error) {
        const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
        if (!taken || !hasOpened || attempt === ATTEMPTS) throw error
        await clock.sleep(PAUSE_MS)
      }
    }
  }
  await listen(port)
  hasOpened = true
  const address = server.address()
  const kept = typeof address === 'object' && address ? address.port : port

  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: kept,
    cut,
    open: async () => {
      if (!server.listening) await listen(kept)
    },
    close: async () => {
      if (!server.listening) return cut()
      const closed = once(server, 'close')
      server.close()
      cut()
      await closed
    },
  }
}
