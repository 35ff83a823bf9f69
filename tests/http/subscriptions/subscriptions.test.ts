import { expect, test } from 'vitest'
import { createHttpApp } from '../../../src/http/app.ts'
import { SUBSCRIPTION_STYLE } from '../../../src/http/subscriptions/subscription-style.ts'
import { recipientOfSubscription, unsubscribeUrlOf } from '../../../src/jobs/alerting/subscriber-policy.ts'
import { createSubscriptionDesk } from '../../../src/jobs/subscription-desk.ts'
import { notifierOf } from '../../../src/notify/index.ts'
import { openedStore } from '../../support/databases.ts'
import { createWorld } from '../deps.ts'

const HOUR = 3_600_000
const FROM_HERE = { 'sec-fetch-site': 'same-origin' }

async function openRig() {
  const world = createWorld()
  const { clock } = world
  const store = await openedStore({ url: 'sqlite::memory:', clock })
  const secrets = { next: 0 }
  const state = { changes: 0 }
  const subscriptions = createSubscriptionDesk({
    ...{ store, clock, channel: 'mail', domains: ['example.co.jp'], publicUrl: 'https://dotchi.example.co.jp' },
    newSecret: () => `secret-${++secrets.next}`,
    isAddress: notifierOf('email')!.address!.isValid,
    onChange: () => {
      state.changes += 1
    },
  })
  const { hono } = createHttpApp({ ...world.deps, subscriptions })
  const post = (
    path: string,
    form: Readonly<Record<string, string>> | string,
    headers: Readonly<Record<string, string>> = FROM_HERE,
  ) =>
    hono.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
    })
  const ask = (address: string, more = '') =>
    post('/subscribe', `lang=en&address=${encodeURIComponent(address)}${more}`)
  const letters = async () => (await store.outbox.list({})).map(({ item }) => item)
  /** The token in the newest letter. */
  const newest = async () => new URL((await letters())[0]!.message.links[0]!.url).searchParams.get('token')!
  return { ...{ clock, store, hono, post, ask, letters, newest, state } }
}

test('an address is told nothing before its owner opened the link and pressed the button', async () => {
  const { store, hono, post, ask, letters, newest } = await openRig()
  const asked = await ask(' Hanako.Yamada@Example.co.jp ', '&component=login&event=outage')
  expect(asked.status).toBe(200)
  expect(await asked.text()).toContain('Look for a mail to confirm')
  expect(await letters()).toMatchObject([
    { ways: [{ channel: 'mail', to: 'hanako.yamada@example.co.jp' }], locale: 'en', message: { kind: 'subscription' } },
  ])
  expect(await store.subscriptions.all()).toEqual([])
  const token = await newest()
  // A mail scanner that opens every link confirms nothing.
  for (let i = 0; i < 2; i++) {
    const shown = await (await hono.request(`/subscribe/confirm?lang=en&token=${token}`)).text()
    expect(shown).toContain('hanako.yamada@example.co.jp')
    expect(shown).toContain('<form method="post" action="/subscribe/confirm">')
  }
  expect(await store.subscriptions.all()).toEqual([])
  expect(await (await post('/subscribe/confirm', { lang: 'ja', token })).text()).toContain('登録しました')
  expect(await store.subscriptions.all()).toMatchObject([
    {
      address: 'hanako.yamada@example.co.jp',
      choice: { events: ['outage', 'updated'], components: ['login'], sites: null },
    },
  ])
  // Once is enough.
  expect(await (await post('/subscribe/confirm', { lang: 'en', token })).text()).toContain('no longer good')
})

test('the token is kept as a hash, for a day', async () => {
  const { clock, store, hono, ask, newest } = await openRig()
  await ask('a@example.co.jp')
  const token = await newest()
  expect(await store.subscriptions.asked(token, clock.now())).toBeNull()
  await clock.advance(24 * HOUR)
  expect(await (await hono.request(`/subscribe/confirm?lang=en&token=${token}`)).text()).toContain('no longer good')
  expect(await store.subscriptions.pruneExpired(clock.now())).toBe(1)
})

test('only addresses of the company are taken, one plain address each', async () => {
  const { ask, letters } = await openRig()
  const wrong = [
    'a@example.com',
    'a@sub.example.co.jp',
    'a@example.co.jp.evil.com',
    'a@example.co.jp,b@example.com',
    'a@example.co.jp\r\nBcc: b@example.com',
    'b@example.com@example.co.jp',
    '',
    `${'x'.repeat(300)}@example.co.jp`,
  ]
  for (const address of wrong) {
    const answer = await ask(address)
    expect(answer.status, address).toBe(400)
    expect(await answer.text()).not.toContain('evil')
  }
  expect(await letters()).toEqual([])
})

test('nobody learns whether an address is known, and nobody’s mailbox is filled', async () => {
  const { ask, post, newest, letters } = await openRig()
  const first = await (await ask('a@example.co.jp')).text()
  await post('/subscribe/confirm', { token: await newest() })
  for (let i = 0; i < 5; i++) expect(await (await ask('a@example.co.jp')).text()).toBe(first)
  expect(await (await ask('unknown@example.co.jp')).text()).toBe(first)
  expect((await letters()).filter(({ ways }) => ways[0]!.to === 'a@example.co.jp')).toHaveLength(3)
})

test('too many wishes from one place are put off, and other sites cannot send any', async () => {
  const { ask, post, letters } = await openRig()
  const foreign = { 'sec-fetch-site': 'cross-site' }
  expect((await post('/subscribe', { address: 'a@example.co.jp' }, foreign)).status).toBe(403)
  for (let i = 0; i < 10; i++) expect((await ask(`a${i}@example.co.jp`)).status).toBe(200)
  expect((await ask('b@example.co.jp')).status).toBe(429)
  expect(await letters()).toHaveLength(10)
})

test('one click ends it, and only a click does', async () => {
  const { store, hono, post, ask, newest } = await openRig()
  await ask('a@example.co.jp')
  await post('/subscribe/confirm', { token: await newest() })
  const id = (await store.subscriptions.all())[0]!.id
  const url = new URL(unsubscribeUrlOf(recipientOfSubscription(id), 'https://dotchi.example.co.jp')!)
  const path = `${url.pathname}${url.search}`
  expect(await (await hono.request(`${path}&lang=en`)).text()).toContain('Stop these mails?')
  expect(await store.subscriptions.all()).toHaveLength(1)
  // As a mail program does by itself (RFC 8058): no cookie, no origin, from anywhere.
  const clicked = await post(path, 'List-Unsubscribe=One-Click', {})
  expect(clicked.status).toBe(200)
  expect(await store.subscriptions.all()).toEqual([])
  expect((await post(path, 'List-Unsubscribe=One-Click', {})).status).toBe(200)
})

test('asking again replaces what was chosen, and the links in older mails go on working', async () => {
  const { store, post, ask, newest } = await openRig()
  await ask('a@example.co.jp', '&component=login')
  await post('/subscribe/confirm', { token: await newest() })
  const before = await store.subscriptions.all()
  await ask('a@example.co.jp', '&component=mail&component=drive&component=nonsense')
  expect(await store.subscriptions.all()).toEqual(before)
  await post('/subscribe/confirm', { token: await newest() })
  const after = await store.subscriptions.all()
  expect(after).toMatchObject([{ id: before[0]!.id, choice: { components: ['mail', 'drive'] } }])
  expect(after).toHaveLength(1)
})

test('the page says everything in both languages, and offices only where there are several', async () => {
  const { hono } = await openRig()
  const ja = await (await hono.request('/subscribe?lang=ja')).text()
  const en = await (await hono.request('/subscribe?lang=en')).text()
  expect(ja).toContain('会社のメールアドレス')
  expect(en).toContain('Your mail address at work')
  for (const page of [ja, en]) {
    expect(page).toContain('@example.co.jp')
    expect(page).toContain('name="site" value="osaka"')
    expect(page).not.toContain('<script')
    expect(page).toContain(SUBSCRIPTION_STYLE.slice(0, 40))
  }
})

test('where nobody may subscribe there is no such page', async () => {
  const { subscriptions: _none, ...deps } = createWorld().deps
  expect((await createHttpApp(deps).hono.request('/subscribe')).status).toBe(404)
})
