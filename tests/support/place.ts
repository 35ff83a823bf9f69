import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { portOf } from './faulty-server.ts'

/** One answer of a pretend place: a body alone, or with status and headers; a function writes it by itself. */
export type PlaceAnswer =
  | string
  | Uint8Array
  | {
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string | Uint8Array
    }
  | ((request: IncomingMessage, response: ServerResponse) => void)

export interface PlaceRequest {
  readonly path: string
  readonly headers: IncomingHttpHeaders
}

/** A server on loopback that plays a site. Everything that is not among its answers is a 404. */
export interface Place extends AsyncDisposable {
  readonly origin: string
  readonly port: number
  /** By path with query; may be changed at any time. */
  readonly answers: Record<string, PlaceAnswer>
  readonly requests: readonly PlaceRequest[]
  /** The most requests that were under way at one moment. */
  readonly mostAtOnce: number
}

export async function openPlace(answers: Record<string, PlaceAnswer> = {}, host = '127.0.0.1'): Promise<Place> {
  const requests: PlaceRequest[] = []
  const state = { now: 0, most: 0 }
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    requests.push({ path, headers: request.headers })
    state.now += 1
    state.most = Math.max(state.most, state.now)
    response.on('close', () => {
      state.now -= 1
    })
    const answer = answers[path] ?? { status: 404, body: 'not found' }
    if (typeof answer === 'function') return answer(request, response)
    const {
      status = 200,
      headers = {},
      body = '',
    } = typeof answer === 'string' || answer instanceof Uint8Array ? { body: answer } : answer
    const type = typeof body === 'string' ? 'text/html; charset=utf-8' : 'text/html'
    response.writeHead(status, { 'content-type': type, ...headers }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const port = portOf(server)
  return {
    origin: `http://${host}:${port}`,
    port,
    answers,
    requests,
    get mostAtOnce() {
      return state.most
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
