import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startApp } from '../../src/app.ts'
import { PACKAGE_DATA, readFromDisk } from '../../src/config/from-disk.ts'
import { loadConfig } from '../../src/config.ts'
import type { ReportedRound } from '../../src/core/agent.ts'
import { addAgent } from '../../src/jobs/agent-desk.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { emptyFolder, openedStore } from '../support/databases.ts'
import { portOf } from '../support/faulty-server.ts'

const PROGRAM = join(import.meta.dirname, '../../src/cli/main.ts')
const WAIT = { timeout: 30_000, interval: 20 }
type Child = ChildProcessByStdio<null, Readable, Readable>

/** Something on loopback that takes connections, for the agent to look at. */
async function openPort(): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => {}).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return portOf(server)
}

async function serverFor(folder: string) {
  const port = await openPort()
  const target = (id: string, role: string) => ({
    id,
    role,
    kind: 'tcp',
    title: id,
    options: { host: '127.0.0.1', port },
  })
  const settings = {
    vantage: { id: 'tokyo' },
    database: { url: `sqlite:${join(folder, 'dotchi.db')}` },
    listen: { port: 0 },
    probing: { intervalSeconds: 5, timeoutSeconds: 2 },
    replaceTargets: true,
    targets: [target('service', 'service'), target('control', 'control')],
  }
  const file = join(folder, 'dotchi.config.yaml')
  await writeFile(file, JSON.stringify(settings))
  const loaded = loadConfig({ file, environment: {}, readFile: readFromDisk, packageData: PACKAGE_DATA })
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems))
  const logger = createLogger({ level: 'silent', format: 'json' })
  let { config } = { config: { ...loaded.config, sources: [] } }
  return {
    async start() {
      const app = await startApp(config, { clock: systemClock, logger, version: 'test' })
      if (app.listening.kind === 'failed') throw app.listening.cause
      const { url, port: taken } = app.listening
      // The next one listens where the agent looks for it.
      config = { ...config, listen: { ...config.listen, port: taken } }
      return { url, stop: () => app.stop() }
    },
  }
}

function startChild(folder: string, server: string, more: readonly string[] = []) {
  const child: Child = spawn(
    process.execPath,
    [PROGRAM, 'agent', '--lang', 'en', '--server', server, '--data', join(folder, 'agent'), ...more],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH } },
  )
  const written = { text: '' }
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      written.text += text
    })
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, written, exited }
}

const spooled = (folder: string) => {
  const directory = join(folder, 'agent', 'spool')
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json.gz'))
    .map((name) => JSON.parse(gunzipSync(readFileSync(join(directory, name))).toString('utf8')) as ReportedRound)
}

test('an agent that is killed again and again while the server is away loses nothing and tells nothing twice', async () => {
  const folder = emptyFolder()
  const store = await openedStore({ url: `sqlite:${join(folder, 'dotchi.db')}` })
  const server = await serverFor(folder)
  const { code } = (await addAgent(store, { id: 'osaka', title: { ja: '大阪', en: 'Osaka' } }, Date.now()))!
  const kept = async () =>
    (await store.observations.range({ fromAt: 0, toAt: 9e12, vantage: 'osaka', limit: 10_000 })).observations

  const first = await server.start()
  const enrolled = startChild(folder, first.url, ['--code', code])
  await vi.waitFor(async () => expect((await kept()).length).toBeGreaterThan(0), WAIT)
  expect(statSync(join(folder, 'agent', 'token')).mode & 0o777).toBe(0o600)
  await first.stop()
  enrolled.child.kill('SIGKILL')
  await enrolled.exited

  // With the server away it looks all the same, as it was told last time. It is killed at whatever it is doing then.
  for (const delayMs of [0, 40, 150]) {
    const before = spooled(folder).length
    const { child, exited } = startChild(folder, first.url)
    await vi.waitFor(() => expect(spooled(folder).length).toBeGreaterThan(before), WAIT)
    await systemClock.sleep(delayMs)
    child.kill('SIGKILL')
    expect((await exited)[1]).toBe('SIGKILL')
  }
  const waiting = spooled(folder)
  expect(waiting.length).toBeGreaterThanOrEqual(3)

  const second = await server.start()
  const last = startChild(folder, first.url)
  await vi.waitFor(async () => {
    const there = new Set((await kept()).map(({ at }) => at))
    expect(waiting.flatMap(({ observations }) => observations).filter(({ at }) => !there.has(at))).toEqual([])
  }, WAIT)
  last.child.kill('SIGINT')
  expect(await last.exited).toEqual([0, null])
  expect(last.written.text).toMatch(/connected to the server\n[\s\S]*Stopped\. What was not sent waits on disk\.\n$/)
  await second.stop()
  const looks = (await kept()).map(({ target, at }) => `${target} ${at}`)
  expect(new Set(looks).size).toBe(looks.length)
}, 120_000)

test('an agent begins also while the server is away, and says plainly what is wrong', async () => {
  const folder = emptyFolder()
  const store = await openedStore({ url: `sqlite:${join(folder, 'dotchi.db')}` })
  const server = await serverFor(folder)
  const { code } = (await addAgent(store, { id: 'osaka', title: { ja: '大阪', en: 'Osaka' } }, Date.now()))!
  const { url, stop } = await server.start()
  await stop()
  const early = startChild(folder, url, ['--code', code])
  await vi.waitFor(() => expect(early.written.text).toContain('the server cannot be reached (ECONNREFUSED)'), WAIT)
  const again = await server.start()
  await vi.waitFor(() => expect(early.written.text).toContain('looking at 2 targets every 5 s'), WAIT)
  await store.agents.revoke('osaka', Date.now())
  await vi.waitFor(() => expect(early.written.text).toContain('this agent was revoked'), WAIT)
  early.child.kill('SIGTERM')
  expect(await early.exited).toEqual([0, null])
  const other = startChild(emptyFolder(), url, ['--code', code])
  expect(await other.exited).toEqual([69, null])
  expect(other.written.text).toContain('the code is wrong, was used already or has expired')
  await again.stop()
}, 120_000)
