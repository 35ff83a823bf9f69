import { createHash } from 'node:crypto'
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https'
import type { Socket } from 'node:net'
import type { Credentials } from './certificate-authority.ts'
import { type ListenerOptions, openListener } from './listener.ts'
import type { Asked, Page } from './sites/page.ts'
import { CALM, type SiteWeather } from './weather.ts'

/** One certificate for each way in which a site can present itself. */
export type Certificates = Readonly<Record<SiteWeather['certificate'], Credentials>>

export interface SiteServerOptions extends ListenerOptions {
  /** Null: plain HTTP. */
  readonly certificates: Certificates | null
  /** Rejects when the visitor went away or the weather changed meanwhile. */
  readonly answer: (asked: Asked, signal: AbortSignal) => Promise<Page>
}

/** One pretend host on real sockets. */
export interface SiteServer {
  readonly port: number
  readonly origin: string
  /** Cuts every open connection, so that nobody goes on with the old weather. */
  apply(weather: SiteWeather): Promise<void>
  stop(): Promise<void>
}

/** To the far side and back: what tells a refusal from afar from one in the house. */
const ROUND_TRIP_MS = 30

/** Starts a site in calm weather. */
export async function openSite(options: SiteServerOptions): Promise<SiteServer> {
  const { host, certificates } = options
  const scheme = certificates ? 'https' : 'http'
  let weather = CALM
  let origin = ''
  const server = serverOf(certificates, (request, response) => {
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const url = URL.parse(request.url ?? '/', origin)
    if (!url) return void response.writeHead(400).end()
    options.answer({ method: request.method ?? 'GET', url }, gone.signal).then(
      (page) => send(response, page, request.headers['if-none-match'] ?? null, request.method === 'HEAD'),
      () => response.destroy(),
    )
  })
  const welcome = (socket: Socket) => {
    if (weather.connection === 'silent') return void socket.resume().once('end', () => socket.destroy())
    if (weather.connection === 'hung-up') return void options.clock.after(ROUND_TRIP_MS, () => socket.resetAndDestroy())
    server.emit('connection', socket)
  }
  const listener = await openListener(options, welcome)
  origin = `${scheme}://${host.includes(':') ? `[${host}]` : host}:${listener.port}`
  return {
    port: listener.port,
    origin,
    apply: async (next) => {
      weather = next
      if (certificates && 'setSecureContext' in server) server.setSecureContext(certificates[next.certificate])
      if (next.connection === 'refused') return listener.close()
      listener.cut()
      await listener.open()
    },
    stop: () => listener.close(),
  }
}

/** A server that never listens itself: it is handed its connections. */
function serverOf(certificates: Certificates | null, onRequest: RequestListener): Server | SecureServer {
  const server = certificates ? createSecureServer(certificates.valid, onRequest) : createServer(onRequest)
  const goodbye = (_error: Error, socket: { destroy(): unknown }) => void socket.destroy()
  return server.on('tlsClientError', goodbye).on('clientError', goodbye)
}

/** Sends the page; whoever holds the same one already is told so. */
function send(response: ServerResponse, page: Page, known: string | null, headOnly: boolean): void {
  if (response.destroyed) return
  const body = Buffer.from(page.body)
  const isFresh = page.status === 200
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers = isFresh ? { ...page.headers, etag } : page.headers
  if (isFresh && known === etag) return void response.writeHead(304, headers).end()
  const hasBody = page.status !== 204
  response.writeHead(page.status, hasBody ? { ...headers, 'content-length': String(body.length) } : headers)
  response.end(headOnly || !hasBody ? undefined : body)
}
