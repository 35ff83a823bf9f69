import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Text } from '../core/locale.ts'
import type { Clock } from '../platform/clock.ts'
import type { Form } from './answer.ts'
import type { HttpApp } from './app.ts'

export interface ListenOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  readonly clock: Clock
}

/** Why nothing listens. */
export type ListenFailure = 'in-use' | 'denied' | 'no-such-address' | 'other'

export type Listening =
  | {
      readonly kind: 'listening'
      /** With the port really taken; for people and for links. */
      readonly url: string
      readonly port: number
      /** Takes no more requests, lets the running ones end, and cuts what is left after `graceMs` (5 seconds). */
      close(graceMs?: number): Promise<void>
    }
  | { readonly kind: 'failed'; readonly reason: ListenFailure; readonly text: Text; readonly cause: Error }

/** Slow senders are cut; a page that reloads every 30 seconds keeps its connection. */
const SERVER_OPTIONS = { headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 40_000 }

/** Hot answers go out as they are; everything else takes the way through hono. */
export function requestListenerOf(app: HttpApp): RequestListener {
  const others = getRequestListener(app.hono.fetch, { overrideGlobalObjects: false })
  return (request: IncomingMessage, response: ServerResponse) => {
    const form = app.hot(request)
    if (form) send(response, form, request.method === 'HEAD')
    else void others(request, response)
  }
}

function send(response: ServerResponse, form: Form, headOnly: boolean): void {
  response.writeHead(form.status, form.headers as string[])
  if (headOnly || form.body === null) response.end()
  else response.end(form.body)
}

/** Starts to listen. What can go wrong (port taken, no right, no such address) is a value with a sentence for people. */
export function listen(app: HttpApp, { host, port, clock }: ListenOptions): Promise<Listening> {
  const server = createServer(SERVER_OPTIONS, requestListenerOf(app))
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(failureOf(error, host, port)))
    server.listen({ host, port }, () => {
      const taken = (server.address() as AddressInfo).port
      resolve({
        kind: 'listening',
        url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
        port: taken,
        close: (graceMs = 5000) => closeServer(server, clock, graceMs),
      })
    })
  })
}

async function closeServer(server: Server, clock: Clock, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const cancel = clock.after(graceMs, () => server.closeAllConnections())
  await closed
  cancel()
}

const REASONS: Readonly<Record<string, ListenFailure>> = {
  EADDRINUSE: 'in-use',
  EACCES: 'denied',
  EADDRNOTAVAIL: 'no-such-address',
  ENOTFOUND: 'no-such-address',
}

function failureOf(error: NodeJS.ErrnoException, host: string, port: number): Listening {
  const reason = REASONS[error.code ?? ''] ?? 'other'
  const where = `${host}:${port}`
  const texts: Readonly<Record<ListenFailure, Text>> = {
    'in-use': {
      ja: `${where} は他のプログラムが使用中です。PORT で別のポートを指定するか、そのプログラムを終了してください。`,
      en: `${where} is in use by another program. Choose another port with PORT, or stop that program.`,
    },
    denied: {
      ja: `${where} で待ち受ける権限がありません。1024以上のポートを指定してください。`,
      en: `No right to listen on ${where}. Choose a port of 1024 or above.`,
    },
    'no-such-address': {
      ja: `このコンピューターに ${host} というアドレスはありません。HOST を確認してください。`,
      en: `This computer has no address ${host}. Check HOST.`,
    },
    other: {
      ja: `${where} で待ち受けできませんでした（${error.message}）。`,
      en: `Could not listen on ${where} (${error.message}).`,
    },
  }
  return { kind: 'failed', reason, text: texts[reason], cause: error }
}
