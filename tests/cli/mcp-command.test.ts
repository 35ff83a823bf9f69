import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { expect, onTestFinished, test } from 'vitest'
import { createHttpApp } from '../../src/http/app.ts'
import { listen } from '../../src/http/server.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { openStore } from '../../src/store/open.ts'
import { createWorld } from '../http/deps.ts'
import { verdictOf } from '../http/verdicts.ts'
import { runChild } from '../support/run-cli.ts'
import { openTemporaryDirectory } from '../support/temporary-directory.ts'

const PROGRAM = join(import.meta.dirname, '../../src/cli/main.ts')
const DESK = 'desk-token-of-twenty-letters'
/** A process has to start, and the SDK to be loaded, on a machine that is busy. */
const PATIENT = 60_000

/** The SDK's own client, which starts the command as an assistant does. */
async function connect(args: readonly string[], env: Record<string, string> = {}) {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [PROGRAM, 'mcp', ...args],
    env: { PATH: process.env.PATH ?? '', ...env },
    stderr: 'ignore',
  })
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(transport)
  onTestFinished(() => client.close())
  return client
}

test(
  'without a server the tools answer from the database',
  async () => {
    const directory = await openTemporaryDirectory()
    onTestFinished(() => directory[Symbol.asyncDispose]())
    const url = `sqlite:${join(directory.path, 'dotchi.db')}`
    const file = join(directory.path, 'dotchi.config.yaml')
    await writeFile(file, `database: { url: "${url}" }\n`)
    const store = await openStore({ url })
    const now = systemClock.now()
    await store.verdicts.append(verdictOf({ tokyo: 'outage' }, { at: now, freshUntil: now + 600_000 }), null)
    await store.close()
    const client = await connect(['-c', file])
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).not.toContain('report')
    const { structuredContent } = await client.callTool({ name: 'is_line_works_down', arguments: {} })
    expect(structuredContent).toMatchObject({ down: true, service: 'outage', freshness: 'fresh' })
    const { structuredContent: incidents } = await client.callTool({ name: 'list_incidents', arguments: {} })
    expect(incidents).toMatchObject({ incidents: [{ condition: 'outage', state: 'open' }] })
  },
  PATIENT,
)

test(
  'with a server every call is passed on, the report too where the token is good',
  async () => {
    const heard: unknown[] = []
    const crowd = {
      hear: async (word: unknown) => {
        heard.push(word)
        return { kind: 'counted' as const }
      },
    }
    const world = createWorld({ verdict: verdictOf({ tokyo: 'operational' }) }, { crowd, deskToken: DESK })
    const server = await listen(createHttpApp(world.deps), { host: '127.0.0.1', port: 0, clock: systemClock })
    if (server.kind === 'failed') throw server.cause
    onTestFinished(() => server.close(0))
    const client = await connect(['--server', server.url], { DOTCHI_DESK_TOKEN: DESK })
    expect((await client.listTools()).tools.map(({ name }) => name)).toContain('report')
    const { structuredContent } = await client.callTool({ name: 'is_line_works_down', arguments: { lang: 'en' } })
    expect(structuredContent).toMatchObject({ down: false, answer: { lang: 'en' } })
    expect((await client.callTool({ name: 'is_line_works_down', arguments: { site: 'x' } })).isError).toBe(true)
    await client.callTool({ name: 'report', arguments: { symptom: 'works' } })
    expect(heard).toEqual([{ site: 'tokyo', symptom: 'works', component: null }])
  },
  PATIENT,
)

test(
  'a server that is not there ends it with a reason, and so does a client that goes away',
  async () => {
    const gone = await runChild(['mcp', '--server', 'http://127.0.0.1:9', '--lang', 'en'])
    expect(gone).toMatchObject({ code: 69, stdout: '' })
    expect(gone.stderr).toContain('cannot use /mcp of the server (ECONNREFUSED)')
    // No standard input to read from: its end is the end.
    expect(await runChild(['mcp'])).toMatchObject({ code: 0, stdout: '' })
  },
  PATIENT,
)
