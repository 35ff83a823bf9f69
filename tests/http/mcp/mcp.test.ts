import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { expect, onTestFinished, test } from 'vitest'
import { createHttpApp } from '../../../src/http/app.ts'
import type { HttpDeps } from '../../../src/http/deps.ts'
import { listen } from '../../../src/http/server.ts'
import { systemClock } from '../../../src/platform/clock.ts'
import { createWorld, NOTICE } from '../deps.ts'
import { NOW, verdictOf } from '../verdicts.ts'

const DESK = 'desk-token-of-twenty-letters'

async function open(changes: Partial<HttpDeps> = {}) {
  const verdict = verdictOf({ tokyo: 'outage', osaka: 'company_network' })
  const world = createWorld({ verdict, notices: [NOTICE] }, { deskToken: DESK, ...changes })
  const server = await listen(createHttpApp(world.deps), { host: '127.0.0.1', port: 0, clock: systemClock })
  if (server.kind === 'failed') throw server.cause
  onTestFinished(() => server.close(0))
  return { world, url: new URL('/mcp', server.url) }
}

/** The SDK's own client, as an assistant would use it. */
async function connect(url: URL, token?: string) {
  const client = new Client({ name: 'test', version: '1' })
  const headers = token ? { authorization: `Bearer ${token}` } : {}
  // The SDK's transport and its interface differ in what may be undefined.
  const transport = new StreamableHTTPClientTransport(url, { requestInit: { headers } })
  await client.connect(transport as Parameters<Client['connect']>[0])
  onTestFinished(() => client.close())
  const call = async (name: string, args: Record<string, unknown> = {}) => {
    const { structuredContent, content, isError } = await client.callTool({ name, arguments: args })
    return { structured: structuredContent as Record<string, unknown>, content: content as { text: string }[], isError }
  }
  return { client, call }
}

test('the tools are there, read only, and `report` only for those with a token', async () => {
  const { url } = await open()
  const { client } = await connect(url)
  const { tools } = await client.listTools()
  expect(tools.map(({ name }) => name)).toEqual([
    'is_line_works_down',
    'explain_verdict',
    'triage',
    'list_incidents',
    'list_maintenances',
  ])
  for (const { annotations } of tools) expect(annotations?.readOnlyHint).toBe(true)
  expect(client.getInstructions()).toContain('unknown')
  expect((await client.callTool({ name: 'report', arguments: { symptom: 'login' } })).isError).toBe(true)
  const wrong = await connect(url, 'not-the-token-of-the-desk')
  expect((await wrong.client.listTools()).tools).toHaveLength(5)
})

test('is it down: for everybody, for one office, and never a guess', async () => {
  const { url, world } = await open()
  const { call } = await connect(url)
  const { structured, content } = await call('is_line_works_down', { lang: 'en' })
  expect(structured).toMatchObject({ down: true, service: 'outage', freshness: 'fresh', offices: ['tokyo', 'osaka'] })
  expect(structured.asOf).toBe('2026-04-06T08:59:48+09:00')
  expect(JSON.parse(content[0]!.text)).toEqual(structured)
  const osaka = await call('is_line_works_down', { site: 'osaka' })
  expect(osaka.structured).toMatchObject({ forYou: 'company_network', site: 'osaka' })
  const nowhere = await call('is_line_works_down', { site: 'kyoto' })
  expect(nowhere).toMatchObject({ isError: true })
  expect(nowhere.content[0]!.text).toContain('tokyo, osaka')
  world.verdict = verdictOf({ tokyo: 'operational' }, { freshUntil: NOW - 1 })
  expect((await call('is_line_works_down')).structured).toMatchObject({
    down: null,
    freshness: 'stale',
    confidence: null,
  })
  world.verdict = null
  expect((await call('is_line_works_down')).structured).toMatchObject({ down: null, freshness: 'checking' })
})

test('why, what to do first, what was and what is to come', async () => {
  const { url, world } = await open()
  const { call } = await connect(url)
  const why = (await call('explain_verdict')).structured as { steps: { code: string }[] }
  expect(why.steps[0]).toMatchObject({ code: 'login-page-5xx' })
  expect((await call('explain_verdict', { at: 'soon' })).isError).toBe(true)
  expect((await call('explain_verdict', { at: '2026-04-06T08:00:00+09:00' })).content[0]!.text).toContain('no verdict')
  const down = (await call('triage', { text: 'パスワードを忘れた', lang: 'ja' })).structured as { topics: unknown[] }
  expect(down).toMatchObject({ service: 'outage', sayFirst: expect.stringContaining('障害') })
  world.verdict = verdictOf({ tokyo: 'operational' })
  const fine = (await call('triage', { text: 'パスワードを忘れた' })).structured as { topics: { topic: string }[] }
  expect(fine.topics[0]?.topic).toBe('password-forgotten')
  expect((await call('list_incidents', { limit: 3 })).structured).toEqual({ incidents: [] })
  expect((await call('list_incidents', { limit: 0 })).isError).toBe(true)
  expect((await call('list_maintenances')).structured).toMatchObject({
    noticesAreRead: false,
    maintenances: [{ state: 'scheduled', components: ['mail', 'drive'], endAt: null }],
  })
})

test('with the token of the help desk a report is counted, for an office that is known', async () => {
  const heard: unknown[] = []
  const crowd: HttpDeps['crowd'] = {
    hear: async (word) => {
      heard.push(word)
      return { kind: 'counted' }
    },
  }
  const { url } = await open({ crowd })
  const { call } = await connect(url, DESK)
  expect((await call('report', { symptom: 'login', site: 'osaka' })).structured).toEqual({ result: 'counted' })
  expect(heard).toEqual([{ site: 'osaka', symptom: 'login', component: null }])
  expect((await call('report', { symptom: 'login', site: 'kyoto' })).isError).toBe(true)
  expect(heard).toHaveLength(1)
})

test.each([
  ['a page in a browser', { origin: 'http://127.0.0.1:8787' }, '{}', 403],
  ['a page of another site', { origin: 'https://evil.example' }, '{}', 403],
  ['a form', { 'content-type': 'text/plain' }, '{}', 415],
  ['no JSON', {}, '{', 400],
  ['no JSON-RPC', {}, '{"hello":1}', 400],
  ['a client that takes no stream', { accept: 'application/json' }, '{"jsonrpc":"2.0","id":1,"method":"ping"}', 406],
  ['a huge call', {}, `"${'x'.repeat(200_000)}"`, 413],
])('%s is refused', async (_, headers, body, status) => {
  const { world } = await open()
  const response = await createHttpApp(world.deps).hono.request('/mcp', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body,
  })
  expect(response.status).toBe(status)
})

test('there is no stream and no session to hold open', async () => {
  const { url } = await open()
  expect((await fetch(url, { headers: { accept: 'text/event-stream' } })).status).toBe(405)
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(405)
})
