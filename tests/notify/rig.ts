import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import type { ChannelContext, Notifier } from '../../src/notify/notifier.ts'
import { type Clock, systemClock } from '../../src/platform/clock.ts'
import { createAddressGuard } from '../../src/platform/fetch/address-guard.ts'
import { createSender, type Send } from '../../src/platform/sender.ts'
import { portOf } from '../support/faulty-server.ts'

/** One request as it came in. */
export interface Received {
  readonly host: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly bytes: Buffer
}

export type Reply = (request: Received, response: ServerResponse) => void

export interface Vendor {
  readonly port: number
  readonly received: Received[]
  /** Reaches this server instead of the vendor's; path, headers and body as they would go out. */
  send(options?: { clock?: Clock; timeoutMs?: number; isGuarded?: boolean }): Send
}

const read = async (request: IncomingMessage): Promise<Received> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const bytes = Buffer.concat(chunks)
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  return { host: headers['x-vendor'] ?? '', path: request.url ?? '', headers, bytes, body: bytes.toString('utf8') }
}

/** A vendor on loopback. */
export async function openVendor(reply: Reply): Promise<Vendor> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    read(request).then(
      (one) => {
        received.push(one)
        reply(one, response)
      },
      () => response.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const port = portOf(server)
  return {
    port,
    received,
    send({ clock = systemClock, timeoutMs = 10_000, isGuarded = false } = {}) {
      const sender = createSender({
        clock,
        timeoutMs,
        trust: TRUST,
        proxyFor: () => null,
        guard: createAddressGuard(isGuarded ? [] : ['127.0.0.1']),
      })
      onTestFinished(() => sender.close())
      return ({ url, headers, ...rest }) =>
        sender.send({
          ...rest,
          url: new URL(`http://127.0.0.1:${port}${url.pathname}${url.search}`),
          headers: { ...headers, 'x-vendor': url.host },
        })
    },
  }
}

export const TRUST = { extraCa: [], expectedIssuers: [] }

export const answer =
  (status: number, body: unknown = '', headers: Readonly<Record<string, string>> = {}): Reply =>
  (_, response) => {
    response.writeHead(status, headers)
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }

export const contextOf = (send: Send, clock: Clock = systemClock): ChannelContext => ({ clock, send, trust: TRUST })

/** A channel with the options of its example, or others. */
export function opened<Options>(notifier: Notifier<Options>, send: Send, more: object = {}, clock?: Clock) {
  const channel = notifier.open(
    notifier.options.parse({ ...(notifier.example as object), ...more }),
    contextOf(send, clock),
  )
  onTestFinished(() => channel.close())
  return channel
}
