import { load } from 'cheerio'
import { expect, test } from 'vitest'
import type { AccountAnswer, Asker } from '../../../src/accounts/account-desk.ts'
import { createHttpApp } from '../../../src/http/app.ts'
import type { HttpDeps } from '../../../src/http/deps.ts'
import { createWorld, LOOKS } from '../deps.ts'
import { verdictOf } from '../verdicts.ts'

const DESK = 'the-token-of-the-help-desk'
const ADMIN = 'the-token-of-the-administrator'

function rig(
  changes: Partial<HttpDeps> = {},
  account: AccountAnswer = { kind: 'found', findings: ['locked-by-failures'] },
) {
  const asked: { loginId: string; asker: Asker }[] = []
  const world = createWorld(
    { verdict: verdictOf({ tokyo: 'outage' }), latest: LOOKS },
    {
      deskToken: DESK,
      adminToken: ADMIN,
      accounts: {
        check: async (loginId, asker) => {
          asked.push({ loginId, asker })
          return account
        },
        record: async () => [],
      },
      ...changes,
    },
  )
  const { hono } = createHttpApp(world.deps)
  const send = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    hono.request('/desk?lang=en', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
      body: new URLSearchParams(fields).toString(),
    })
  const enter = async (token: string) => {
    const response = await send({ do: 'login', token })
    return response.headers.get('set-cookie')?.split(';')[0] ?? ''
  }
  const get = async (cookie: string) => (await hono.request('/desk?lang=en', { headers: { cookie } })).text()
  return { world, hono, asked, send, enter, get }
}
const isInside = (html: string) => html.includes('id="replies"')

test('whoever has not shown the token sees the entrance and nothing else', async () => {
  const { get, send } = rig()
  for (const html of [
    await get(''),
    await get('dotchi_desk=desk.9999999999999.00'),
    await (await send({ do: 'triage', text: 'x' })).text(),
  ]) {
    expect(isInside(html)).toBe(false)
    expect(html).not.toContain('LINE WORKS is down')
    expect(load(html)('input#token').attr('type')).toBe('password')
  }
})

test.each([
  ['the desk’s', DESK],
  ['the administrator’s', ADMIN],
])('%s token opens it for a working day', async (_whose, token) => {
  const { world, enter, get } = rig()
  const cookie = await enter(token)
  expect(isInside(await get(cookie))).toBe(true)
  await world.clock.advance(8 * 3_600_000 - 1_000)
  expect(isInside(await get(cookie))).toBe(true)
  await world.clock.advance(2_000)
  expect(isInside(await get(cookie))).toBe(false)
})

test('the cookie is kept from scripts, from other sites and from the other pages, and holds no token', async () => {
  const response = await rig().send({ do: 'login', token: ` ${DESK} ` })
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe('/desk?lang=en')
  const cookie = response.headers.get('set-cookie')!
  expect(cookie).toMatch(
    /^dotchi_desk=desk\.\d{13}\.[0-9a-f]{64}; Path=\/desk; Max-Age=28800; HttpOnly; SameSite=Strict$/,
  )
  expect(cookie).not.toContain(DESK)
  const { world } = rig()
  const secure = rig({ facts: { ...world.deps.facts, publicUrl: 'https://dotchi.example' } })
  expect((await secure.send({ do: 'login', token: DESK })).headers.get('set-cookie')).toMatch(/; Secure$/)
})

test.each<[string, (cookie: string) => string]>([
  ['a longer life', (cookie) => cookie.replace(/\.(\d{13})\./, (_, at) => `.${Number(at) + 1_000}.`)],
  ['another right', (cookie) => cookie.replace('=desk.', '=admin.')],
  ['another signature', (cookie) => `${cookie.slice(0, -1)}${cookie.endsWith('0') ? '1' : '0'}`],
  ['no signature', (cookie) => cookie.split('.').slice(0, 2).join('.')],
  ['a name in front', (cookie) => `x${cookie}`],
])('a cookie with %s is none', async (_what, forge) => {
  const { enter, get } = rig()
  const cookie = await enter(DESK)
  expect(isInside(await get(cookie))).toBe(true)
  expect(isInside(await get(forge(cookie)))).toBe(false)
})

test('a new token ends the sessions of the old one; without any token nobody gets in', async () => {
  const cookie = await rig().enter(DESK)
  expect(isInside(await rig({ deskToken: 'another-token-of-the-desk' }).get(cookie))).toBe(false)
  const closed = rig({ deskToken: null, adminToken: null })
  expect(await closed.get(cookie)).toContain('No token is configured')
  expect(await closed.enter('')).toBe('')
})

test('a wrong token is told, and many are slowed down', async () => {
  const { send } = rig()
  const said = await (await send({ do: 'login', token: `${DESK}x` })).text()
  expect(said).toContain('That is not the token.')
  for (let i = 0; i < 10; i++) await send({ do: 'login', token: 'x' })
  const limited = await send({ do: 'login', token: DESK })
  expect(limited.status).toBe(429)
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await limited.text()).toContain('Too many tries')
})

test.each<[string, Record<string, string>, number]>([
  ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['a neighbour', { 'sec-fetch-site': 'same-site' }, 403],
  ['data', { 'content-type': 'application/json' }, 415],
])('what %s sends is refused, cookie or not', async (_what, headers, status) => {
  const { send, enter, asked } = rig()
  const cookie = await enter(DESK)
  const response = await send({ do: 'account', loginId: 'yamada@minato' }, { cookie, ...headers })
  expect(response.status).toBe(status)
  expect(asked).toEqual([])
})

test('closing ends it in the browser', async () => {
  expect((await rig().send({ do: 'logout' })).headers.get('set-cookie')).toMatch(
    /^dotchi_desk=; Path=\/desk; Max-Age=0/,
  )
})

test('an account is asked for in the right of whoever asks, and told in words', async () => {
  const { send, enter, asked } = rig()
  const html = await (await send({ do: 'account', loginId: 'yamada@minato' }, { cookie: await enter(ADMIN) })).text()
  expect(load(html)('#account .finding h3').text()).toBe('Suspended after failed logins')
  expect(asked).toEqual([{ loginId: 'yamada@minato', asker: { by: 'admin', address: '' } }])
})

test.each<[AccountAnswer, string]>([
  [{ kind: 'none' }, 'There is no account with this login ID.'],
  [{ kind: 'no-login-id' }, 'Enter a login ID'],
  [{ kind: 'limited', waitMs: 1 }, 'Too many tries'],
  [{ kind: 'failed', reason: 'unreachable', retryAfterMs: null }, 'could not be asked'],
])('%o is said, and never reads as fine', async (answer, said) => {
  const { send, enter } = rig({}, answer)
  const $ = load(await (await send({ do: 'account', loginId: 'a@b' }, { cookie: await enter(DESK) })).text())
  expect($('#account .result').text()).toContain(said)
  expect($('.finding').length).toBe(0)
})

test('a question is read, its text stays text, and the reply says how things stand', async () => {
  const { send, enter } = rig()
  const text = 'パスワードを何回も間違えてロックされました <script>alert(1)</script></textarea>'
  const html = await (await send({ do: 'triage', text }, { cookie: await enter(DESK) })).text()
  const $ = load(html)
  expect($('textarea#question').text()).toContain('</textarea>')
  expect($('script:not([src])').length).toBe(0)
  expect($('#triage .likely li').length).toBeGreaterThan(0)
  expect($('#reply-triage-ja').text()).toContain('LINE WORKS 側の障害')
})

test('without an account check that is said, and nothing can be asked', async () => {
  const { enter, get } = rig({ accounts: undefined } as unknown as Partial<HttpDeps>)
  const $ = load(await get(await enter(DESK)))
  expect($('#account').text()).toContain('not configured')
  expect($('#account-id').length).toBe(0)
})

test('there is a reply for this moment and one for every other state, in both languages', async () => {
  const { enter, get } = rig()
  const $ = load(await get(await enter(DESK)))
  expect($('#reply-now-ja').text()).toContain('LINE WORKS 側の障害')
  expect($('#reply-now-en').text()).toContain('LINE WORKS is down')
  expect($('#replies textarea').length).toBe(2 * 7)
  for (const box of $('#replies textarea').toArray()) expect($(box).text().length).toBeGreaterThan(60)
})
