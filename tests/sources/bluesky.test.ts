import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { bluesky } from '../../src/sources/kinds/bluesky.ts'
import { readSource } from '../../src/sources/read-source.ts'
import type { Sessions } from '../../src/sources/session.ts'
import { openPlace, type PlaceAnswer } from '../support/place.ts'
import { loopbackFetcher, sourceOf } from './rig.ts'

const PASSWORD = 'abcd-efgh-ijkl-mnop'
const LOGIN = '/xrpc/com.atproto.server.createSession'
const SEARCH = '/xrpc/app.bsky.feed.searchPosts?q=LINEWORKS&sort=latest&limit=50'

/** A server that hands out keys for the right password and takes only the newest one. */
async function openAccountServer(expired: { readonly status: number; readonly error: string }) {
  const state = { number: 0, isRevoked: false, passwords: [] as string[] }
  const keyNow = () => `e30.${Buffer.from(String(state.number)).toString('base64url')}.c2ln`
  const answer = (response: ServerResponse, status: number, value: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  const login = async (request: IncomingMessage, response: ServerResponse) => {
    const said = JSON.parse(Buffer.concat(await request.toArray()).toString())
    state.passwords.push(`${request.method} ${said.identifier} ${said.password}`)
    if (said.password !== PASSWORD)
      return answer(response, 401, { error: 'AuthenticationRequired', message: said.password })
    state.number += 1
    answer(response, 200, { accessJwt: keyNow(), refreshJwt: 'x', did: 'did:plc:me' })
  }
  const search = (request: IncomingMessage, response: ServerResponse) => {
    if (request.headers.authorization !== `Bearer ${keyNow()}` || state.isRevoked)
      return answer(response, expired.status, { error: expired.error })
    answer(response, 200, { posts: [] })
  }
  const answers: Record<string, PlaceAnswer> = {
    [LOGIN]: (request, response) => void login(request, response),
    [SEARCH]: search,
  }
  const place = await openPlace(answers)
  return { place, state, [Symbol.asyncDispose]: () => place[Symbol.asyncDispose]() }
}

const sourceAt = (service: string, appPassword = PASSWORD) =>
  sourceOf('bluesky', { service, identifier: 'me.example', appPassword, queries: ['LINEWORKS'] })

test.each([
  { status: 400, error: 'ExpiredToken' },
  { status: 401, error: 'AuthMissing' },
])('it logs in once, and once more when the key is no longer taken ($status $error)', async (expired) => {
  await using server = await openAccountServer(expired)
  const sessions: Sessions = new Map()
  const read = () => readSource(sourceAt(server.place.origin), loopbackFetcher(), undefined, sessions)
  for (let i = 0; i < 3; i++) expect(await read()).toMatchObject({ kind: 'readable', items: [] })
  expect(server.state.passwords).toEqual([`POST me.example ${PASSWORD}`])
  server.state.number += 1
  for (let i = 0; i < 3; i++) expect(await read()).toMatchObject({ kind: 'readable', items: [] })
  expect(server.state.passwords).toHaveLength(2)
  expect(server.place.requests.every(({ path }) => path === LOGIN || path === SEARCH)).toBe(true)
})

test('a key that is refused although it is new is not asked for in circles', async () => {
  await using server = await openAccountServer({ status: 401, error: 'AccountTakedown' })
  server.state.isRevoked = true
  const reading = await readSource(sourceAt(server.place.origin), loopbackFetcher())
  expect(reading).toMatchObject({ kind: 'unreadable', reason: 'denied' })
  expect(server.state.passwords).toHaveLength(1)
})

test('a wrong password is unreadable, and stands nowhere, even where the server repeats it', async () => {
  await using server = await openAccountServer({ status: 401, error: 'AuthMissing' })
  const wrong = 'zzzz-zzzz-zzzz-zzzz'
  const reading = await readSource(sourceAt(server.place.origin, wrong), loopbackFetcher())
  expect(reading).toMatchObject({ kind: 'unreadable', reason: 'denied' })
  expect(JSON.stringify(reading)).not.toContain(wrong)
  expect(server.place.requests.map(({ path }) => path)).toEqual([LOGIN])
})

test.each([
  ['a web page', '<!doctype html><p>Welcome</p>'],
  ['an empty answer', ''],
  ['a key with a line break', JSON.stringify({ accessJwt: 'a.b.c\r\nx-evil: 1' })],
  ['a redirect', { status: 307, headers: { location: 'http://127.0.0.1:1/' } }],
  ['a server error', { status: 500, body: PASSWORD }],
] as const)('a login that is answered with %s is unreadable', async (_name, answer) => {
  await using place = await openPlace({ [LOGIN]: answer, [SEARCH]: '{"posts":[]}' })
  const reading = await readSource(sourceAt(place.origin), loopbackFetcher())
  expect(reading.kind).toBe('unreadable')
  expect(JSON.stringify(reading)).not.toContain(PASSWORD)
  expect(place.requests.map(({ path }) => path)).toEqual([LOGIN])
})

test('only a password for apps is taken, and it leaves this machine encrypted only', () => {
  const good = { identifier: 'me.example', appPassword: PASSWORD }
  expect(bluesky.options.safeParse(good).success).toBe(true)
  expect(bluesky.options.safeParse({ ...good, appPassword: 'My own password' }).success).toBe(false)
  expect(bluesky.options.safeParse({ ...good, service: 'http://pds.example' }).success).toBe(false)
})
