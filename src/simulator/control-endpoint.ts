import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type ListenerOptions, openListener } from './listener.ts'
import { isWeatherName, WEATHER_NAMES, WEATHERS, type WeatherName } from './weathers.ts'

export interface ControlEndpointOptions extends ListenerOptions {
  readonly weather: () => WeatherName
  readonly setWeather: (name: WeatherName) => Promise<void>
  readonly urls: () => Readonly<Record<string, string>>
}

export interface ControlEndpoint {
  readonly port: number
  readonly origin: string
  stop(): Promise<void>
}

const MAX_BODY = 4096

/** Where the weather is read and changed: `GET /weather`, `PUT /weather` with `{"name":"…"}`. Plain HTTP, for curl. */
export async function openControlEndpoint(options: ControlEndpointOptions): Promise<ControlEndpoint> {
  let origin = ''
  const server = createServer((request, response) => {
    // A web page that found a way to this port by a name of its own is not served
    const isOurs = request.headers.host === `localhost:${listener.port}` || `http://${request.headers.host}` === origin
    if (!isOurs) return say(response, 403, { error: 'wrong host' })
    handle(request, options).then(
      ([status, value]) => say(response, status, value),
      () => response.destroy(),
    )
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  const listener = await openListener(options, (socket) => server.emit('connection', socket))
  origin = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${listener.port}`
  return { port: listener.port, origin, stop: () => listener.close() }
}

type Answer = readonly [status: number, value: unknown]

async function handle(request: IncomingMessage, options: ControlEndpointOptions): Promise<Answer> {
  const { pathname } = new URL(request.url ?? '/', 'http://simulator.test')
  if (pathname === '/' && request.method === 'GET') return [200, { weather: options.weather(), urls: options.urls() }]
  if (pathname !== '/weather') return [404, { error: 'not found', paths: ['/', '/weather'] }]
  if (request.method === 'GET') return [200, described(options.weather())]
  if (request.method !== 'PUT') return [405, { error: 'use GET or PUT' }]
  const name = await nameIn(request)
  if (!isWeatherName(name)) return [400, { error: 'unknown weather', weathers: WEATHER_NAMES }]
  await options.setWeather(name)
  return [200, described(name)]
}

const described = (name: WeatherName) => {
  const { title, story } = WEATHERS[name]
  return { name, title, story, weathers: WEATHER_NAMES }
}

/** The name in a body of JSON, or null where there is none. */
async function nameIn(request: IncomingMessage): Promise<unknown> {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk
    if (body.length > MAX_BODY) return null
  }
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && 'name' in value ? value.name : null
  } catch {
    return null
  }
}

function say(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(`${JSON.stringify(value, null, 2)}\n`)
}
