import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startApp } from '../../src/app.ts'
import { PACKAGE_DATA, readFromDisk } from '../../src/config/from-disk.ts'
import { loadConfig } from '../../src/config.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { emptyFolder } from '../support/databases.ts'
import { portOf } from '../support/faulty-server.ts'
import { runHere } from '../support/run-cli.ts'

const PROGRAM = join(import.meta.dirname, '../../src/cli/main.ts')
const WAIT = { timeout: 60_000, interval: 50 }

function closing<S extends Server | ReturnType<typeof createTcpServer>>(server: S): S {
  onTestFinished(() => void server.close())
  return server
}

/** Takes what a webhook is sent: kind and phase of each message, once by its key. */
async function openHook() {
  const heard: string[] = []
  const known = new Set<string>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { data } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { data: { kind: string } }
      const id = String(request.headers['webhook-id'])
      if (!known.has(id)) heard.push(data.kind)
      known.add(id)
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing(server)
  return { heard, url: `http://127.0.0.1:${portOf(server)}/` }
}

const alertsTo = (url: string) => ({
  channels: {
    hook: { kind: 'webhook', options: { url, secret: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=' } },
  },
  recipients: { administrator: { ways: [{ channel: 'hook' }] } },
})

function configIn(folder: string, settings: object): string {
  const file = join(folder, 'dotchi.config.yaml')
  writeFileSync(file, JSON.stringify(settings))
  return file
}

type Child = ChildProcessByStdio<null, Readable, Readable>
function startChild(folder: string, argv: readonly string[]) {
  const child: Child = spawn(process.execPath, [PROGRAM, ...argv, '--lang', 'en'], {
    ...{ cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] as const, env: { PATH: process.env.PATH } },
  }) as Child
  const written = { text: '' }
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      written.text += text
    })
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, written, exited }
}

test('one look answers by its exit code', async () => {
  const state = { status: 200, body: '{"status":"ok","telling":"ok"}' }
  const server = createServer((_request, response) => response.writeHead(state.status).end(state.body))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${portOf(server)}`
  const look = async () => {
    const { code, stdout } = await runHere(['watch', url, '--once', '--lang', 'en'])
    return [code, stdout.replace(/^127\.0\.0\.1:\d+: /, '').trim()]
  }
  expect(await look()).toEqual([0, 'works'])
  state.body = '{"status":"ok","telling":"failing"}'
  expect(await look()).toEqual([3, 'cannot tell anybody anything'])
  Object.assign(state, { status: 503, body: '{"status":"stale"}' })
  expect(await look()).toEqual([3, 'gives no fresh verdict (stale)'])
  Object.assign(state, { status: 200, body: '<h1>Welcome</h1>' })
  expect(await look()).toEqual([3, 'does not answer (HTTP 200)'])
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  expect(await look()).toEqual([3, 'does not answer (ECONNREFUSED)'])
})

test('a wrong call is told as such', async () => {
  const folder = emptyFolder()
  const config = configIn(folder, {})
  expect((await runHere(['watch', 'ftp://example.com'])).code).toBe(64)
  expect((await runHere(['watch', 'http://127.0.0.1:9', '--every', '0', '--config', config])).code).toBe(64)
  const nobody = await runHere(['watch', 'http://127.0.0.1:9', '--lang', 'en', '--config', config])
  expect([nobody.code, nobody.stderr]).toEqual([64, expect.stringContaining('nobody to tell')])
})

test('a Dotchi that is gone is told of, once, also by a watcher that was killed meanwhile; and so is its return', async () => {
  const folder = emptyFolder()
  const hook = await openHook()
  const target = closing(createTcpServer((socket) => socket.on('error', () => {}).end()))
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve))
  const free = createTcpServer()
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve))
  const port = portOf(free)
  await new Promise((resolve) => free.close(resolve))
  const looks = ['service', 'control'].map((role) => ({
    ...{ id: role, role, kind: 'tcp', title: role, options: { host: '127.0.0.1', port: portOf(target) } },
  }))
  const config = configIn(folder, {
    vantage: { id: 'tokyo' },
    listen: { port },
    database: { url: `sqlite:${join(folder, 'dotchi.db')}` },
    probing: { intervalSeconds: 5, timeoutSeconds: 2 },
    reading: { enabled: false, allowPrivate: ['127.0.0.1'] },
    replaceTargets: true,
    targets: looks,
    alerts: alertsTo(hook.url),
  })
  const watcher = () =>
    startChild(folder, [
      ...['watch', `http://127.0.0.1:${port}`, '--every', '1', '--after', '2', '--config', config],
      ...['--data', `sqlite:${join(folder, 'watch.db')}`],
    ])
  const loaded = loadConfig({ file: config, environment: {}, readFile: readFromDisk, packageData: PACKAGE_DATA })
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems))
  const logger = createLogger({ level: 'silent', format: 'json' })
  const begin = async () => {
    const app = await startApp(loaded.config, { clock: systemClock, logger, version: 'test' })
    if (app.listening.kind === 'failed') throw app.listening.cause
    await vi.waitFor(() => expect(app.verdict()).not.toBeNull(), WAIT)
    return app
  }

  const first = await begin()
  const watching = watcher()
  await vi.waitFor(() => expect(watching.written.text).toMatch(/: works\n/), WAIT)
  await first.stop()
  await vi.waitFor(() => expect(hook.heard).toEqual(['dotchi-silent']), WAIT)
  watching.child.kill('SIGKILL')
  await watching.exited

  const again = watcher()
  await vi.waitFor(() => expect(again.written.text).toContain('does not answer'), WAIT)
  const second = await begin()
  await vi.waitFor(() => expect(hook.heard).toEqual(['dotchi-silent', 'dotchi-back']), WAIT)
  again.child.kill('SIGINT')
  expect(await again.exited).toEqual([0, null])
  await second.stop()
}, 180_000)
