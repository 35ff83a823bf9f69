import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { ExchangeRequest } from '../network.ts'
import { clockSkewOf, headersOf, keptHeadersOf } from './answer-headers.ts'
import { type BodyRead, readBody } from './body.ts'
import { type Journey, since } from './journey.ts'
import { NetFailure } from './net-failure.ts'
import { refusal } from './proxy-tunnel.ts'

/** What came back; filled as it comes, so that a body that fails leaves the head of the answer behind. */
export interface Answer {
  status: number | null
  headers: Readonly<Record<string, string>>
  body: string
}

export const noAnswer = (): Answer => ({ status: null, headers: {}, body: '' })

/** Sends one request over an open socket, on which no other follows, and reads its answer into `answer`. */
export async function converse(
  journey: Journey,
  socket: Socket,
  request: ExchangeRequest,
  answer: Answer,
): Promise<void> {
  const { clock, timings } = journey
  journey.phase = 'request'
  const sentAt = clock.now()
  const startedAt = clock.monotonic()
  let firstByteAt = startedAt
  let answeredAt = sentAt
  socket.once('data', () => {
    firstByteAt = clock.monotonic()
    answeredAt = clock.now()
    timings.request = since(clock, startedAt)
  })
  const message = await firstAnswer(journey, socket, request).catch((thrown) => {
    timings.request ??= since(clock, startedAt)
    throw thrown
  })
  journey.phase = 'content'
  journey.seen.httpStatus = message.statusCode ?? null
  journey.seen.headers = keptHeadersOf(message.headersDistinct)
  journey.seen.clockSkewMs = clockSkewOf(message.headersDistinct, sentAt, answeredAt)
  const { limits, decode } = request
  const read = await readBody(message, limits.maxBodyBytes, journey.deadline, decode).finally(() => {
    timings.body = since(clock, firstByteAt)
  })
  settle(journey, request, message, read, answer)
}

function settle(
  journey: Journey,
  request: ExchangeRequest,
  message: IncomingMessage,
  read: BodyRead,
  answer: Answer,
): void {
  if (message.statusCode === 407 && request.route.via === 'proxy' && request.url.protocol === 'http:') {
    journey.phase = 'proxy'
    throw refusal(message, read.text)
  }
  answer.status = message.statusCode ?? null
  answer.headers = headersOf(message.headersDistinct)
  answer.body = read.text
  if (read.thrown) throw read.thrown
}

/** Resolves with the head of the answer. */
function firstAnswer(journey: Journey, socket: Socket, request: ExchangeRequest): Promise<IncomingMessage> {
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    const ask = httpRequest({
      createConnection: () => socket,
      method: request.method,
      path: pathOf(request),
      setHost: false,
      headers: headersToSend(request),
    })
    ask.on('response', (message) => {
      // What breaks the body off is told here only; the message itself would merely call it a reset.
      ask.on('error', (error) => message.destroy(error))
      resolve(message)
    })
    ask.on('error', reject)
    ask.on('upgrade', () => reject(new NetFailure('HTTP_PARSE', 'the answer changes the protocol unasked')))
    ask.end(request.body)
  })
  return journey.deadline.race(answered)
}

/** To a proxy, a plain request names the whole address. */
function pathOf({ url, route }: ExchangeRequest): string {
  const path = `${url.pathname}${url.search}`
  return url.protocol === 'http:' && route.via === 'proxy' ? `http://${url.host}${path}` : path
}

function headersToSend({ url, route, headers = {} }: ExchangeRequest): Record<string, string> {
  const toProxy = url.protocol === 'http:' && route.via === 'proxy' ? route.proxy.authorization : null
  return {
    host: url.host,
    accept: '*/*',
    'accept-encoding': 'gzip, deflate, br',
    ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    ...(toProxy !== null && { 'proxy-authorization': toProxy }),
  }
}
