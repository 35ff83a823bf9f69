import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { batchAnswerSchema, enrolAnswerSchema } from '../../src/http/agents/agent-schema.ts'
import { NOW } from '../http/verdicts.ts'
import { batchOf, roundAt, serverSide, signed, TITLES } from './server-side.ts'

const HOUR = 3_600_000

async function expectProblem(response: Response, status: number, parameter?: string) {
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  const problem = (await response.json()) as { status: number; mistakes?: readonly { parameter: string }[] }
  expect(problem.status).toBe(status)
  if (parameter !== undefined) expect(problem.mistakes?.map((mistake) => mistake.parameter)).toContain(parameter)
}

test('a code is good once, within its hour, however it is typed', async () => {
  const { clock, codeFor, enrol, store } = await serverSide()
  const code = await codeFor('osaka')
  expect(code).toMatch(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){3}$/)
  await expectProblem(await enrol('AAAA-AAAA-AAAA-AAAA'), 401, 'code')
  const answer = enrolAnswerSchema
    .strict()
    .parse(await (await enrol(` ${code.toLowerCase().replaceAll('-', ' ')}`)).json())
  expect(answer).toMatchObject({ agent: 'osaka', title: TITLES.osaka, scope: 'observe' })
  await expectProblem(await enrol(code), 401, 'code')
  expect(JSON.stringify(await store.agents.credentials('osaka'))).not.toContain(answer.token)

  const late = await codeFor('kobe')
  await clock.advance(HOUR)
  await expectProblem(await enrol(late), 401, 'code')
})

test('codes cannot be tried out: after ten a minute one has to wait', async () => {
  const { clock, codeFor, enrol } = await serverSide()
  for (let i = 0; i < 10; i++) expect((await enrol('AAAA-AAAA-AAAA-AAAA')).status).toBe(401)
  const code = await codeFor('osaka')
  const refused = await enrol(code)
  expect(refused.status).toBe(429)
  await clock.advance(Number(refused.headers.get('retry-after')) * 1000)
  expect((await enrol(code)).status).toBe(200)
})

test('the configuration is data, for agents only, and told again only when it changed', async () => {
  const { hono, tokenFor } = await serverSide()
  const token = await tokenFor('osaka')
  const ask = (headers: Record<string, string>) => hono.request('/api/v1/agents/configuration', { headers })
  await expectProblem(await ask({}), 401)
  const first = await ask({ authorization: `Bearer ${token}` })
  expect(await first.json()).toMatchObject({ intervalMs: 30_000, targets: [{ id: 'login-page' }, { id: 'api' }, {}] })
  const etag = first.headers.get('etag')!
  const again = await ask({ authorization: `Bearer ${token}`, 'if-none-match': etag })
  expect(again.status).toBe(304)
})

test('rounds are kept under the agent’s own name, whatever they say, and are about what we look at', async () => {
  const { post, tokenFor, kept, looks } = await serverSide()
  const token = await tokenFor('osaka')
  const liar = roundAt(NOW - 5_000, 'one', 'tokyo')
  const stranger = { ...liar.observations[0]!, target: 'somewhere-else' }
  const asControl = { ...liar.observations[0]!, at: NOW - 4_000, role: 'control', kind: 'tcp', component: 'mail' }
  const batch = batchOf([{ ...liar, observations: [...liar.observations, stranger, asControl] }])
  const response = await post('observations', ...signed(token, batch, { zip: true }))
  expect(response.status).toBe(200)
  const answer = batchAnswerSchema.strict().parse(await response.json())
  expect(answer.rounds).toEqual([{ sequence: 'one', state: 'kept' }])
  const found = await kept()
  expect(found.map(({ vantage }) => vantage)).toEqual(['osaka', 'osaka', 'osaka'])
  expect(found.map(({ target }) => target)).not.toContain('somewhere-else')
  expect(found.filter(({ target }) => target === 'login-page')).toEqual(
    Array.from({ length: 2 }, () =>
      expect.objectContaining({ role: 'service', kind: 'login-page', component: 'login' }),
    ),
  )
  expect(looks).toHaveLength(3)
})

test('what is sent again is known, and kept once', async () => {
  const { post, tokenFor, kept, looks } = await serverSide()
  const osaka = await tokenFor('osaka')
  const rounds = [roundAt(NOW - 60_000, 'a'), roundAt(NOW - 30_000, 'b')]
  const send = async (token: string) =>
    batchAnswerSchema.parse(await (await post('observations', ...signed(token, batchOf(rounds)))).json()).rounds
  expect((await send(osaka)).map(({ state }) => state)).toEqual(['kept', 'kept'])
  expect((await send(osaka)).map(({ state }) => state)).toEqual(['known', 'known'])
  expect(await kept()).toHaveLength(4)
  expect(looks).toHaveLength(4)
  // Another agent may count the same way.
  expect((await send(await tokenFor('kobe'))).map(({ state }) => state)).toEqual(['kept', 'kept'])
})

test('times are told by our clock, and nobody saw the future', async () => {
  const { clock, post, tokenFor, kept, store } = await serverSide()
  const token = await tokenFor('osaka')
  const hour = { sentAt: NOW - HOUR, clockOffsetMs: HOUR }
  await post('observations', ...signed(token, batchOf([roundAt(NOW - HOUR - 60_000, 'slow')], hour)))
  expect((await kept()).map(({ at }) => at)).toEqual([NOW - 60_000 + 10, NOW - 60_000 + 20])
  expect((await store.agents.find('osaka'))?.clockOffsetMs).toBe(HOUR)
  // It says that its clock is right, and yet it tells of tomorrow.
  await clock.advance(1_000)
  await post('observations', ...signed(token, batchOf([roundAt(NOW + 24 * HOUR, 'tomorrow')])))
  expect(Math.max(...(await kept()).map(({ at }) => at))).toBe(NOW + 1_000)
})

test('what is older than two days is refused for good, so that it is not sent for ever', async () => {
  const { post, tokenFor, kept } = await serverSide()
  const token = await tokenFor('osaka')
  const batch = batchOf([roundAt(NOW - 49 * HOUR, 'old'), roundAt(NOW - 47 * HOUR, 'late')])
  const { rounds } = batchAnswerSchema.parse(await (await post('observations', ...signed(token, batch))).json())
  expect(rounds).toEqual([
    { sequence: 'old', state: 'refused', reason: 'too-old' },
    { sequence: 'late', state: 'kept' },
  ])
  expect(await kept()).toHaveLength(2)
})

test('without a token, with a wrong one or after it was revoked, nothing is taken', async () => {
  const { post, tokenFor, kept, store } = await serverSide()
  const token = await tokenFor('osaka')
  const batch = batchOf([roundAt(NOW, 'a')])
  await expectProblem(await post('observations', batch), 401)
  const wrong = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
  for (const other of [wrong, token.replace('osaka', 'kobe'), 'dotchi-agent_osaka_', 'x'.repeat(5000)])
    await expectProblem(await post('observations', ...signed(other, batch)), 401)
  await store.agents.revoke('osaka', NOW)
  await expectProblem(await post('observations', ...signed(token, batch)), 401)
  expect(await kept()).toEqual([])
})

test('what was not signed, signed by somebody else or changed on the way is refused', async () => {
  const { post, tokenFor, kept } = await serverSide()
  const [osaka, kobe] = [await tokenFor('osaka'), await tokenFor('kobe')]
  const batch = batchOf([roundAt(NOW, 'a')])
  await expectProblem(await post('observations', batch, { authorization: `Bearer ${osaka}` }), 403, 'dotchi-timestamp')
  await expectProblem(await post('observations', ...signed(osaka, batch, { signedBy: kobe })), 403, 'dotchi-signature')
  const [, headers] = signed(osaka, batch)
  await expectProblem(await post('observations', batch.replace('"a"', '"b"'), headers), 403, 'dotchi-signature')
  for (const timestamp of [NOW - 301_000, NOW + 301_000])
    await expectProblem(await post('observations', ...signed(osaka, batch, { timestamp })), 403, 'dotchi-timestamp')
  const moved = { ...headers, 'dotchi-timestamp': String(NOW + 1) }
  await expectProblem(await post('observations', batch, moved), 403, 'dotchi-signature')
  await expectProblem(await post('observations', batch, { ...headers, 'dotchi-signature': 'ff' }), 403)
  expect(await kept()).toEqual([])
})

test('what is too large is refused: as it comes, and as it unpacks', async () => {
  const { post, tokenFor } = await serverSide()
  const token = await tokenFor('osaka')
  const big = batchOf([roundAt(NOW, 'a')], { version: 'x'.repeat(1_000_001) })
  await expectProblem(await post('observations', ...signed(token, big)), 413)
  const bomb = `{"sentAt":${NOW},"x":"${'0'.repeat(17_000_000)}"}`
  expect(gzipSync(bomb).length).toBeLessThan(100_000)
  await expectProblem(await post('observations', ...signed(token, bomb, { zip: true })), 413)
})

test.each([
  { name: 'no JSON', json: '{"sentAt":', parameter: 'body' },
  { name: 'no rounds', json: batchOf([]), parameter: 'rounds' },
  {
    name: 'too many rounds',
    json: batchOf(Array.from({ length: 51 }, (_, i) => roundAt(NOW, `r${i}`))),
    parameter: 'rounds',
  },
  { name: 'a field of its own', json: batchOf([roundAt(NOW, 'a')], { vantage: 'tokyo' }), parameter: 'vantage' },
  { name: 'a name that is no name', json: batchOf([roundAt(NOW, '../x')]), parameter: 'rounds[0].sequence' },
  {
    name: 'an outcome that contradicts its phase',
    json: batchOf([
      { ...roundAt(NOW, 'a'), observations: [{ ...roundAt(NOW, 'a').observations[0], outcome: 'failed' }] },
    ]),
    parameter: 'rounds[0].observations[0].outcome',
  },
  {
    name: 'a look that is far away from its round',
    json: batchOf([{ ...roundAt(NOW, 'a'), at: NOW - 2 * HOUR }]),
    parameter: 'rounds[0].observations',
  },
  { name: 'null', json: 'null', parameter: 'body' },
])('$name is a mistake with its name, in the language of whoever asks', async ({ json, parameter }) => {
  const { post, tokenFor, kept } = await serverSide()
  const [body, headers] = signed(await tokenFor('osaka'), json)
  await expectProblem(await post('observations', body, headers), 400, parameter)
  const english = await post('observations', body, { ...headers, 'accept-language': 'en' })
  expect(JSON.stringify(await english.json())).toMatch(/cannot be read|right form|no such field/)
  expect(await kept()).toEqual([])
})

test('only JSON is read, plain or as gzip', async () => {
  const { post, tokenFor } = await serverSide()
  const [body, headers] = signed(await tokenFor('osaka'), batchOf([roundAt(NOW, 'a')]))
  await expectProblem(await post('observations', body, { ...headers, 'content-type': 'text/plain' }), 415)
  await expectProblem(await post('observations', body, { ...headers, 'content-encoding': 'br' }), 415)
  await expectProblem(await post('observations', body, { ...headers, 'content-encoding': 'gzip' }), 400, 'body')
})

test('an agent that comes too often has to wait, and the others need not', async () => {
  const { post, tokenFor } = await serverSide()
  const [osaka, kobe] = [await tokenFor('osaka'), await tokenFor('kobe')]
  const send = (token: string) => post('observations', ...signed(token, batchOf([roundAt(NOW, 'a')])))
  const statuses = new Set<number>()
  for (let i = 0; i < 60; i++) statuses.add((await send(osaka)).status)
  expect([...statuses]).toEqual([200])
  const refused = await send(osaka)
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await send(kobe)).status).toBe(200)
})
