import { expect, test } from 'vitest'
import { createAccountDesk } from '../../../src/accounts/account-desk.ts'
import { createHttpApp } from '../../../src/http/app.ts'
import { openStore } from '../../../src/store/open.ts'
import { ACTIVE, openFakeDirectory } from '../../accounts/fake-directory.ts'
import { createWorld } from '../deps.ts'

const DESK = 'desk-token-of-twenty-letters'
const ADMIN = 'admin-token-of-twenty-letters'

async function open() {
  const opened = await openFakeDirectory()
  const world = createWorld({}, {})
  const store = await openStore({ url: ':memory:', clock: world.clock })
  const accounts = createAccountDesk({ directory: opened.directory, shelf: store, clock: world.clock })
  const { hono } = createHttpApp({ ...world.deps, accounts, deskToken: DESK, adminToken: ADMIN })
  const ask = (body: unknown, token = DESK) =>
    hono.request('/api/v1/account-check', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
  return { ...opened, world, store, accounts, ask, hono }
}

test('the help desk learns what is wrong and what to do, and nothing else of the person', async () => {
  const { ask, fake } = await open()
  fake.users.set('yamada@example', {
    body: { ...ACTIVE, isSuspended: true, suspendedReason: 'LOGIN_FAIL', userName: { lastName: '山田' } },
  })
  const response = await ask({ loginId: ' yamada＠example ' })
  expect(response.status).toBe(200)
  const text = await response.text()
  expect(JSON.parse(text)).toMatchObject({
    result: 'found',
    findings: [{ code: 'locked-by-failures', topic: 'account-locked', title: { ja: '一時停止（ログイン失敗）' } }],
  })
  expect(text).not.toContain('山田')
  expect(text).not.toContain('yamada')
  expect(await (await ask({ loginId: 'nobody@example' })).json()).toEqual({ result: 'none', findings: [] })
})

test('every look is recorded: who, from where, at whom by a hash, and what came of it', async () => {
  const { ask, fake, accounts, store, world } = await open()
  fake.users.set('yamada@example', { body: ACTIVE })
  await ask({ loginId: 'yamada@example' })
  await world.clock.advance(1)
  await ask({ loginId: 'sato@example' }, ADMIN)
  await world.clock.advance(1)
  fake.next.push({ status: 500 })
  await ask({ loginId: 'yamada@example' })
  const record = await accounts.record(null)
  expect(record.map(({ by, outcome }) => [by, outcome])).toEqual([
    ['desk', 'active'],
    ['admin', 'none'],
    ['desk', 'unreachable'],
  ])
  expect(JSON.stringify(record)).not.toContain('yamada')
  expect(await accounts.record('YAMADA@example')).toHaveLength(2)
  expect(await accounts.record('suzuki@example')).toEqual([])
  await store.close()
  expect((await ask({ loginId: 'yamada@example' })).status).toBeGreaterThanOrEqual(500)
})

test.each([
  ['no token', '', 401],
  ['a wrong one', 'desk-token-of-twenty-letterz', 401],
])('%s: nobody is looked at', async (_, token, status) => {
  const { ask, received } = await open()
  expect((await ask({ loginId: 'yamada@example' }, token)).status).toBe(status)
  expect(received).toEqual([])
})

test.each([
  [{ loginId: 'yamada' }, 400],
  [{ loginId: 'yamada@example', password: 'x' }, 400],
  [{}, 400],
])('%j is refused before anybody is asked', async (body, status) => {
  const { ask, received } = await open()
  expect((await ask(body)).status).toBe(status)
  expect(received).toEqual([])
})

test('a pause that LINE WORKS asks for is kept, and nobody can go through all employees', async () => {
  const { ask, fake, received, world } = await open()
  fake.next.push({ status: 429, headers: { 'retry-after': '30' } })
  const busy = await ask({ loginId: 'yamada@example' })
  expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '30'])
  const asked = received.length
  expect((await ask({ loginId: 'yamada@example' })).status).toBe(429)
  expect(received).toHaveLength(asked)
  await world.clock.advance(31_000)
  const statuses: number[] = []
  for (let i = 0; i < 40; i++) statuses.push((await ask({ loginId: `x${i}@example` })).status)
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(30)
  expect(statuses.at(-1)).toBe(429)
})

test('trouble of the far side is told as such, and where nothing is configured there is nothing', async () => {
  const { ask, fake, world } = await open()
  fake.next.push({ status: 403 })
  const refused = await ask({ loginId: 'yamada@example' })
  expect(refused.status).toBe(502)
  expect(await refused.text()).toContain('user.read')
  const { hono } = createHttpApp({ ...world.deps, deskToken: DESK })
  const response = await hono.request('/api/v1/account-check', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${DESK}` },
    body: '{"loginId":"yamada@example"}',
  })
  expect(response.status).toBe(404)
})
