import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type * as AppModule from '../src/http/app.ts'
import type * as ServerModule from '../src/http/server.ts'
import { createWorld, LOOKS } from '../tests/http/deps.ts'
import { verdictOf } from '../tests/http/verdicts.ts'

/**
 * One server in a process of its own: `dotchi`, `hono` (the same without its hot way), or `bare` node:http that sends
 * the very same bytes for PATH.
 * Tells its port, and its CPU time whenever it is asked.
 */

const [kind, path = '/'] = process.argv.slice(2)
const built = (file: string) => new URL(`../dist/http/${file}`, import.meta.url).href
// Built files: Node strips types, but it does not read the pages' JSX.
const { createHttpApp } = (await import(built('app.js'))) as typeof AppModule
const { requestListenerOf } = (await import(built('server.js'))) as typeof ServerModule

const world = createWorld({ verdict: verdictOf({ tokyo: 'outage', osaka: 'operational' }), latest: LOOKS })
const app = createHttpApp(world.deps)
const form = app.hot({ method: 'GET', url: path, headers: { 'accept-encoding': 'gzip', 'accept-language': 'ja' } })
if (form === null) throw new Error(`${path} is not hot`)

const server =
  kind === 'bare'
    ? createServer((_request, response) => {
        response.writeHead(form.status, form.headers as string[])
        response.end(form.body)
      })
    : createServer(requestListenerOf(kind === 'hono' ? { ...app, hot: () => null } : app))
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ cpuUs: user + system })
})
