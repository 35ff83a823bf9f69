import { expect, test } from 'vitest'
import { observationOf } from '../../../src/core/observation.ts'
import { createHttpApp } from '../../../src/http/app.ts'
import { createBrowserCheckPicture } from '../../../src/http/check/browser-check-picture.ts'
import { createWorld, TARGETS } from '../deps.ts'
import { NOW, verdictOf } from '../verdicts.ts'

const HOSTS = [
  ['login-page', 'https://auth.example/login'],
  ['api', 'https://api.example/v1'],
  ['control', 'https://control.example/204'],
] as const

function rig() {
  const targets = TARGETS.map((target) => ({
    ...target,
    options: { url: HOSTS.find(([id]) => id === target.id)![1], password: 'secret-option' },
  }))
  const latest = ['login-page', 'api'].map((target) =>
    observationOf({ target, role: 'service', kind: 'http', vantage: 'tokyo', at: NOW - 1_000 }),
  )
  const world = createWorld({ verdict: verdictOf({ tokyo: 'operational' }), latest })
  return { world, app: createHttpApp({ ...world.deps, facts: { ...world.deps.facts, targets } }).hono }
}
const sent = (body: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})
const tries = (...outcomes: readonly string[]) =>
  outcomes.map((outcome, index) => ({ host: HOSTS[index]![0], outcome, tookMs: 12 }))

test('it is told which of the two is different', async () => {
  const { app } = rig()
  const failing = await app.request('/api/v1/browser-checks', sent({ tries: tries('failed', 'timeout', 'reached') }))
  expect(failing.status).toBe(200)
  expect(await failing.json()).toMatchObject({
    kind: 'only-you',
    you: { good: 0, all: 2 },
    controls: { good: 1, all: 1 },
    office: { good: 2, all: 2 },
    sentence: { ja: '監視プローブは2か所中2か所で成功。あなたの端末だけが失敗しています（2か所中2か所）。' },
  })
  const fine = await app.request(
    '/api/v1/browser-checks',
    sent({ site: 'tokyo', tries: tries('reached', 'reached', 'reached') }),
  )
  expect(await fine.json()).toMatchObject({ kind: 'both-fine' })
})

test('the looks of the offices count while they are fresh only', async () => {
  const { app, world } = rig()
  await world.clock.advance(3_600_000)
  const response = await app.request('/api/v1/browser-checks', sent({ tries: tries('reached') }))
  expect(await response.json()).toMatchObject({ kind: 'no-office' })
})

test.each<[string, unknown, number]>([
  ['a host that no target has', { tries: [{ host: 'evil', outcome: 'reached', tookMs: 1 }] }, 400],
  ['a name that everything has', { tries: [{ host: 'constructor', outcome: 'reached', tookMs: 1 }] }, 400],
  ['an unknown office', { site: 'mars', tries: tries('reached') }, 400],
  ['an unknown outcome', { tries: tries('happy') }, 400],
  ['a name of a person', { tries: tries('reached'), name: 'Yamada' }, 400],
  ['nothing tried', { tries: [] }, 400],
  ['too much', { tries: Array.from({ length: 9 }, () => tries('reached')[0]) }, 400],
  ['a long text', { tries: tries('reached'), site: 'x'.repeat(9_000) }, 413],
])('%s is refused', async (_what, body, status) => {
  expect((await rig().app.request('/api/v1/browser-checks', sent(body))).status).toBe(status)
})

test('another site cannot send it, and nobody can send without end', async () => {
  const { app } = rig()
  const body = { tries: tries('reached') }
  const foreign = sent(body, { 'sec-fetch-site': 'cross-site' })
  expect((await app.request('/api/v1/browser-checks', foreign)).status).toBe(403)
  const statuses: number[] = []
  for (let i = 0; i < 70; i++) statuses.push((await app.request('/api/v1/browser-checks', sent(body))).status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(60)
  expect(statuses.at(-1)).toBe(429)
})

test('the page may connect to the hosts of the targets and to nothing else, and tells nothing else of them', async () => {
  const response = await rig().app.request('/check')
  const policy = response.headers.get('content-security-policy')!.split('; ')
  const reach = "'self' https://auth.example https://api.example https://control.example"
  expect(policy).toContain(`connect-src ${reach}`)
  expect(policy).toContain(`img-src ${reach}`)
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("form-action 'self'")
  expect(await response.text()).not.toContain('secret-option')
})

test('the checks of an hour are counted by office, and then forgotten', () => {
  const picture = createBrowserCheckPicture()
  picture.add({ at: 0, site: 'tokyo', kind: 'only-you' })
  picture.add({ at: 1_000, site: 'tokyo', kind: 'both-fine' })
  picture.add({ at: 2_000, site: 'osaka', kind: 'you-offline' })
  expect(picture.counts(2_000)).toEqual([
    { site: 'tokyo', checks: 2, onlyThem: 1 },
    { site: 'osaka', checks: 1, onlyThem: 1 },
  ])
  expect(picture.counts(3_600_500)).toEqual([
    { site: 'osaka', checks: 1, onlyThem: 1 },
    { site: 'tokyo', checks: 1, onlyThem: 0 },
  ])
  expect(picture.counts(9_999_999)).toEqual([])
})
