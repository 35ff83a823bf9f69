import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Observation } from '../../core/observation.ts'
import { bodyHeadOf } from '../clean-text.ts'
import type { ProxyAddress } from '../network.ts'
import { keptHeadersOf } from './answer-headers.ts'
import { type Journey, timed } from './journey.ts'
import { NetFailure } from './net-failure.ts'

/** How much of a refusal's page is waited for: enough for its head. */
const REFUSAL_BYTES = 4_096
const REFUSAL_MS = 1_000

/** Asks the proxy at the other end of the socket for a way to `target` (host:port). The socket leads there afterwards. */
export async function openTunnel(
  journey: Journey,
  socket: Socket,
  proxy: ProxyAddress,
  target: string,
  userAgent?: string,
): Promise<void> {
  await timed(journey, 'proxy', 'proxy', async () => {
    const { answer, head } = await askForTunnel(journey, socket, proxy, target, userAgent)
    const status = answer.statusCode ?? 0
    if (status >= 200 && status < 300) {
      if (head.length > 0) socket.unshift(head)
      return
    }
    throw refusal(answer, await readRefusal(journey, socket, head))
  })
}

interface TunnelAnswer {
  readonly answer: IncomingMessage
  /** What came right behind the headers. */
  readonly head: Buffer
}

function askForTunnel(
  journey: Journey,
  socket: Socket,
  proxy: ProxyAddress,
  target: string,
  userAgent: string | undefined,
): Promise<TunnelAnswer> {
  const answered = new Promise<TunnelAnswer>((resolve, reject) => {
    const ask = httpRequest({
      createConnection: () => socket,
      method: 'CONNECT',
      path: target,
      headers: {
        host: target,
        ...(userAgent && { 'user-agent': userAgent }),
        ...(proxy.authorization && { 'proxy-authorization': proxy.authorization }),
      },
    })
    ask.on('error', reject)
    // Node calls every answer to CONNECT a connection, a refusal too.
    ask.on('connect', (answer, _socket, head) => resolve({ answer, head }))
    ask.end()
  })
  return journey.deadline.race(answered)
}

/** The failure of a refused CONNECT, also used where a proxy refuses a plain request. */
export function refusal(answer: IncomingMessage, body: string): NetFailure {
  const status = answer.statusCode ?? 0
  const facts: Partial<Observation> = {
    httpStatus: status,
    headers: keptHeadersOf(answer.headersDistinct),
    bodyHead: bodyHeadOf(body),
  }
  const said = `${status} ${answer.statusMessage ?? ''}`.trim()
  // Some proxies (tinyproxy) say 401 where they mean 407.
  if (status !== 407 && status !== 401) return new NetFailure('PROXY_REFUSED', said, facts)
  // Which ways of proving oneself the proxy offers (Basic, Negotiate, NTLM), without its challenge.
  const schemes = (answer.headersDistinct['proxy-authenticate'] ?? []).map((offer) => offer.split(/[\s,]/)[0])
  return new NetFailure('PROXY_AUTH_REQUIRED', [said, ...schemes].join(' '), facts)
}

/** The head of the refusal's page, as far as it comes soon: its lack never changes what the refusal is. */
function readRefusal(journey: Journey, socket: Socket, head: Buffer): Promise<string> {
  return new Promise((resolve) => {
    let received = head
    const finish = () => {
      cancel()
      journey.deadline.signal.removeEventListener('abort', finish)
      socket.off('data', take).off('close', finish).off('end', finish)
      resolve(received.toString('utf8'))
    }
    const take = (chunk: Buffer) => {
      received = Buffer.concat([received, chunk])
      if (received.length >= REFUSAL_BYTES || /<\/html>\s*$/i.test(received.toString('latin1'))) finish()
    }
    const cancel = journey.clock.after(REFUSAL_MS, finish)
    journey.deadline.signal.addEventListener('abort', finish, { once: true })
    socket.on('close', finish).on('end', finish).on('data', take)
    if (socket.destroyed || socket.readableEnded) finish()
    else take(Buffer.alloc(0))
  })
}
