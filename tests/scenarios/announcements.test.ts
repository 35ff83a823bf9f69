import { expect, test } from 'vitest'
import { openWorld } from './world.ts'

interface NoticesBody {
  readonly notices: readonly { readonly kind: string; readonly status: string; readonly affectsLogin: boolean }[]
}
const statusesOf = (body: string) =>
  (JSON.parse(body) as NoticesBody).notices.map(({ kind, status }) => `${kind} ${status}`)

test('the notice comes after the looks saw the outage; it is one notice, and it is followed to its end', async () => {
  await using world = await openWorld()
  const states = await world.until('/api/v1/sources', (body) => !body.includes('"unread"'), 'the first reading')
  expect((JSON.parse(states) as { sources: { state: string }[] }).sources.map(({ state }) => state)).toEqual(
    Array(6).fill('readable'),
  )
  expect(statusesOf(await world.get('/api/v1/notices'))).toEqual([])

  await world.simulator.setWeather('login-500')
  const verdict = await world.until('/api/v1/verdict', (body) => body.includes('"outage"'), 'the verdict')
  expect(JSON.parse(verdict)).toMatchObject({ service: { condition: 'outage' } })
  const open = await world.until('/api/v1/notices', (body) => statusesOf(body).length > 0, 'the notice')
  expect(JSON.parse(open)).toMatchObject({ notices: [{ kind: 'outage', affectsLogin: true, correlated: false }] })
  const page = await world.until(
    '/?lang=ja',
    (body) => body.includes('ログインに関する障害のお知らせ'),
    'the notice on the page',
  )
  expect(page).toContain('障害')

  await world.simulator.setWeather('healthy')
  const over = await world.until('/api/v1/notices', (body) => statusesOf(body).includes('outage resolved'), 'the end')
  expect(statusesOf(over)).toEqual(['outage resolved'])
}, 120_000)

test('employees say that it fails, and the page says how many', async () => {
  await using world = await openWorld()
  await world.until('/api/v1/verdict', (body) => body.includes('"service"'), 'the first verdict')
  const response = await fetch(`${world.url}/api/v1/reports`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: world.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'symptom=login&lang=ja',
  })
  expect([response.status, response.headers.get('location')]).toEqual([303, '/?lang=ja&reported=done'])
  await world.until('/?lang=ja', (body) => body.includes('使えない 1件・使える 0件'), 'the count')
}, 60_000)
