import {
  createServer,
  type IncomingMessage,
  type RequestOptions,
  request as requestPlain,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http'
import { createServer as createSecureServer, request as requestSecure } from 'node:https'
import { connect, isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Credentials } from './certificate-authority.ts'
import { type ListenerOptions, openListener } from './listener.ts'
import type { Page } from './sites/page.ts'
import { blockPage } from './sites/weather-page.ts'
import type { ProxyWeather } from './weather.ts'

/** Where the proxy may lead to. It is no open door: only the pretend hosts. */
export interface Destination {
  readonly host: string
  readonly port: number
  readonly isService: boolean
}

export interface ForwardProxyOptions extends ListenerOptions {
  /** Shown with the block page, and where the proxy reads along. */
  readonly certificates: { readonly blocked: Credentials; readonly inspected: Credentials }
  /** PEM of the authorities that the proxy itself believes. */
  readonly ca: readonly string[]
  /** By `host:port` as a visitor writes it; null where it leads nowhere. */
  readonly destinationOf: (authority: string) => Destination | null
}

export interface ForwardProxy {
  readonly port: number
  apply(weather: ProxyWeather): Promise<void>
  stop(): Promise<void>
}

const VIA = '1.1 proxy.company.test (squid/6.10)'

/** Starts a company's forward proxy: CONNECT for HTTPS, absolute addresses for HTTP, and the words that squid uses. */
export async function openForwardProxy(options: ForwardProxyOptions): Promise<ForwardProxy> {
  let weather: ProxyWeather = 'pass'
  const { destinationOf } = options

  /** Where to go, or the answer that stands in the way. */
  const admitted = (authority: string): Destination | Page => {
    if (weather === 'authenticate') return squidPage(407, 'ERR_CACHE_ACCESS_DENIED', authority)
    const destination = destinationOf(authority)
    if (weather === 'cut-off') return squidPage(503, 'ERR_CONNECT_FAIL', authority)
    if (destination === null) return squidPage(403, 'ERR_ACCESS_DENIED', authority)
    if (weather === 'refuse' && destination.isService) return squidPage(403, 'ERR_ACCESS_DENIED', authority)
    return destination
  }

  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    const url = URL.parse(request.url ?? '')
    if (url?.protocol !== 'http:') return answer(response, squidPage(400, 'ERR_INVALID_URL', request.url ?? ''))
    const destination = admitted(`${url.hostname}:${url.port || 80}`)
    if ('status' in destination) return answer(response, destination)
    if (weather === 'block-page' && destination.isService) return answer(response, blockPage(url.host))
    passOn(request, response, requestPlain, { ...destination, path: `${url.pathname}${url.search}` })
  }

  const onConnect = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const authority = request.url ?? ''
    const destination = admitted(authority)
    if ('status' in destination) return refuse(socket, destination)
    if (head.length) socket.unshift(head)
    if (weather === 'inspect') return readAlong(socket, destination, options)
    if (weather === 'block-page' && destination.isService) {
      return inside(socket, options.certificates.blocked, (_request, response) =>
        answer(response, blockPage(authority)),
      )
    }
    tunnel(socket, destination, authority)
  }

  const server = createServer(onRequest).on('connect', onConnect)
  server.on('clientError', (_error, socket) => socket.destroy())
  const listener = await openListener(options, (socket) => server.emit('connection', socket))
  return {
    port: listener.port,
    apply: async (next) => {
      weather = next
      if (next === 'down') return listener.close()
      listener.cut()
      await listener.open()
    },
    stop: () => listener.close(),
  }
}

const OPENED = `HTTP/1.1 200 Connection established\r\nVia: ${VIA}\r\n\r\n`

/** Joins the visitor to the destination, unseen. */
function tunnel(socket: Duplex, destination: Destination, authority: string): void {
  const onward = connect({ host: destination.host, port: destination.port, allowHalfOpen: true })
  let isOpen = false
  onward.once('connect', () => {
    isOpen = true
    socket.write(OPENED)
    socket.pipe(onward).pipe(socket)
  })
  onward.on('error', () => {
    if (isOpen) socket.destroy()
    else refuse(socket, squidPage(503, 'ERR_CONNECT_FAIL', authority))
  })
  socket.once('close', () => onward.destroy())
  onward.once('close', () => socket.destroy())
}

/** Opens the tunnel with the company's certificate and passes on what is asked inside. */
function readAlong(socket: Duplex, destination: Destination, options: ForwardProxyOptions): void {
  inside(socket, options.certificates.inspected, (request, response) =>
    passOn(request, response, requestSecure, {
      ...destination,
      path: request.url ?? '/',
      ca: [...options.ca],
      // An address is no server name
      servername: isIP(destination.host) ? '' : destination.host,
    }),
  )
}

function inside(
  socket: Duplex,
  certificate: Credentials,
  onRequest: (request: IncomingMessage, response: ServerResponse) => void,
): void {
  const server = createSecureServer(certificate, onRequest)
  server.on('tlsClientError', () => socket.destroy())
  socket.write(OPENED)
  server.emit('connection', socket)
}

type Send = typeof requestPlain

function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  send: Send | typeof requestSecure,
  to: RequestOptions & { readonly ca?: string[]; readonly servername?: string },
): void {
  const { 'proxy-connection': _hop, 'proxy-authorization': _secret, ...headers } = request.headers
  const onward = send({ ...to, agent: false, method: request.method ?? 'GET', headers }, (heard) => {
    response.writeHead(heard.statusCode ?? 502, { ...heard.headers, via: VIA })
    heard.pipe(response)
  })
  onward.once('error', () => {
    if (response.headersSent) response.destroy()
    else answer(response, squidPage(503, 'ERR_CONNECT_FAIL', request.headers.host ?? ''))
  })
  response.once('close', () => onward.destroy())
  request.pipe(onward)
}

/** The proxy's own page, with the headers by which squid is known. */
function squidPage(status: number, error: string, authority: string): Page {
  const words = STATUS_CODES[status] ?? ''
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      server: 'squid/6.10',
      via: VIA,
      'x-squid-error': `${error} 0`,
      ...(status === 407 ? { 'proxy-authenticate': 'Basic realm="company proxy"' } : {}),
    },
    body: `<!doctype html><html><head><title>ERROR: ${words}</title></head><body><h1>${words}</h1><p>${error}: ${authority.replace(/[^\w.:[\]-]/g, '')}</p></body></html>`,
  }
}

function answer(response: ServerResponse, page: Page): void {
  response.writeHead(page.status, { ...page.headers, connection: 'close' }).end(page.body)
}

/** The answer to a CONNECT that leads nowhere; the connection ends with it. */
function refuse(socket: Duplex, page: Page): void {
  const headers = { ...page.headers, 'content-length': String(Buffer.byteLength(page.body)), connection: 'close' }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.end(`HTTP/1.1 ${page.status} ${STATUS_CODES[page.status]}\r\n${lines.join('\r\n')}\r\n\r\n${page.body}`)
}
