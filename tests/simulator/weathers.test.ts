import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/platform/clock.ts'
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts'
import { SITES } from '../../src/simulator/weather.ts'
import { WEATHER_NAMES, WEATHERS, type WeatherName } from '../../src/simulator/weathers.ts'
import { visit, visited } from './visit.ts'

const pauses: number[] = []
/** The machine's clock, but nobody waits: what the simulator wanted to wait is written down. */
const clock = {
  ...systemClock,
  sleep: async (ms: number) => {
    pauses.push(ms)
  },
}
let simulator: Simulator
const PAGES = {
  login: '/login/login?accessUrl=x',
  talk: '/',
  api: '/v1.0/users/me',
  'empty-check': '/generate_204',
  'text-check': '/success.txt',
  'secure-check': '/success.txt',
  'line-status': '/api/v2/status.json',
  notices: '/notice/',
  posts: '/realtime/search?p=LINEWORKS',
} as const
const see = (site: keyof typeof PAGES, timeoutMs?: number) =>
  visit(simulator.sites[site] + PAGES[site], { ca: simulator.caPem, ...(timeoutMs ? { timeoutMs } : {}) })

beforeAll(async () => {
  simulator = await startSimulator({ clock })
})
beforeEach(() => simulator.setWeather('healthy'))
afterAll(() => simulator.stop())

describe('a good day', () => {
  it('shows a login page with its marks, to HEAD without the body', async () => {
    const page = await visited(simulator.sites.login + PAGES.login, { ca: simulator.caPem })
    expect(page.status).toBe(200)
    expect(page.body).toContain('id="loginStart"')
    expect(page.body).toContain(`action="${simulator.sites.login}/login/loginProcessV2"`)
    const head = await visited(simulator.sites.login + PAGES.login, { ca: simulator.caPem, method: 'HEAD' })
    expect([head.status, head.body]).toEqual([200, ''])
    expect(Number(head.headers['content-length'])).toBe(Buffer.byteLength(page.body))
  })

  it('sends visitors of Talk to the login page, with the way back', async () => {
    const { status, headers } = await visited(`${simulator.sites.talk}/room?id=7`, { ca: simulator.caPem })
    const to = new URL(headers.location!)
    expect([status, to.origin, to.pathname]).toEqual([302, simulator.sites.login, '/login/login'])
    expect(to.searchParams.get('accessUrl')).toBe(`${simulator.sites.talk}/room?id=7`)
  })

  it('has OpenID documents that lead to a key', async () => {
    const discovery = JSON.parse(
      (await visited(`${simulator.sites.login}/.well-known/openid-configuration`, { ca: simulator.caPem })).body,
    )
    expect(discovery.issuer).toBe(simulator.sites.login)
    const { keys } = JSON.parse((await visited(discovery.jwks_uri, { ca: simulator.caPem })).body)
    expect(keys[0]).toMatchObject({ kty: 'EC', use: 'sig' })
    expect(keys[0].d).toBeUndefined()
  })

  it('refuses the API without a token, in JSON, and has control sites that say just what they should', async () => {
    expect(await see('api')).toMatchObject({ status: 401, body: expect.stringContaining('"code":"UNAUTHORIZED"') })
    expect(await see('empty-check')).toMatchObject({ status: 204, body: '' })
    expect(await see('text-check')).toMatchObject({ status: 200, body: 'success\n' })
    expect(await see('secure-check')).toMatchObject({ status: 200, body: 'success\n' })
  })

  it('is believed only by those who trust its authority', async () => {
    expect(await visit(simulator.sites.login + PAGES.login)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
  })

  it('tells who has the page already that nothing changed', async () => {
    const first = await visited(simulator.sites.notices + PAGES.notices, { ca: simulator.caPem })
    const headers = { 'if-none-match': first.headers.etag! }
    const second = await visited(simulator.sites.notices + PAGES.notices, { ca: simulator.caPem, headers })
    expect([second.status, second.body]).toEqual([304, ''])
  })
})

/** What a weather's table entry means to a visitor of one site. */
function promiseOf(name: WeatherName, site: keyof typeof PAGES) {
  const { connection, certificate, page } = WEATHERS[name].sites[site]
  const isSecure = simulator.sites[site].startsWith('https:')
  if (connection === 'refused') return 'ECONNREFUSED'
  if (connection === 'hung-up') return 'ECONNRESET'
  if (connection === 'silent') return 'silent'
  if (isSecure && certificate === 'expired') return 'CERT_HAS_EXPIRED'
  if (isSecure && certificate === 'inspected') return 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'
  if (isSecure && certificate === 'portal') return 'DEPTH_ZERO_SELF_SIGNED_CERT'
  if (page === 'blank') return { status: 200, body: '' }
  if (page === 'error') return { status: 500 }
  if (page === 'maintenance') return { status: 503, headers: { 'retry-after': '300' } }
  if (page === 'portal') return { status: 302, headers: { location: `${simulator.sites[site]}/portal/sign-in` } }
  return { status: { talk: 302, api: 401, 'empty-check': 204 }[site as string] ?? 200 }
}

describe('every weather', () => {
  const whole = WEATHER_NAMES.filter((name) => SITES.every((site) => WEATHERS[name].sites[site].share === 1))
  it.each(whole)('%s behaves as its table says, at every site', async (name) => {
    pauses.length = 0
    await simulator.setWeather(name)
    const isSilent = (site: keyof typeof PAGES) => WEATHERS[name].sites[site].connection === 'silent'
    const seen = await Promise.all(SITES.map((site) => see(site, isSilent(site) ? 150 : undefined)))
    for (const [index, site] of SITES.entries()) {
      const promise = promiseOf(name, site)
      if (typeof promise === 'string') expect(seen[index], site).toBe(promise)
      else expect(seen[index], site).toMatchObject(promise)
    }
    const delays = SITES.map((site) => WEATHERS[name].sites[site].delayMs).filter((ms) => ms > 0)
    expect(pauses.toSorted()).toEqual(delays.toSorted())
  })

  it('partial: some requests fail and some do not, the same ones with the same seed', async () => {
    await simulator.setWeather('partial')
    const paths = Array.from({ length: 24 }, (_, index) => `/v1.0/users/${index}`)
    const statuses = await Promise.all(
      paths.map(async (path) => (await visited(simulator.sites.api + path, { ca: simulator.caPem })).status),
    )
    const failed = statuses.filter((status) => status === 500).length
    expect(failed).toBeGreaterThan(2)
    expect(failed).toBeLessThan(22)
    await using twin = await other('partial')
    const again = await Promise.all(
      paths.map(async (path) => (await visited(twin.simulator.sites.api + path, { ca: twin.simulator.caPem })).status),
    )
    expect(again).toEqual(statuses)
  })

  it('maintenance: says so on the page', async () => {
    await simulator.setWeather('maintenance')
    expect(await see('login')).toMatchObject({ body: expect.stringContaining('メンテナンス') })
    expect(await see('api')).toMatchObject({ body: expect.stringContaining('maintenance') })
  })

  it('has titles and stories in both languages, all different', () => {
    for (const language of ['ja', 'en'] as const) {
      const titles = WEATHER_NAMES.map((name) => WEATHERS[name].title[language])
      expect(new Set(titles).size).toBe(WEATHER_NAMES.length)
      for (const name of WEATHER_NAMES) expect(WEATHERS[name].story[language].length).toBeGreaterThan(10)
    }
  })
})

describe('a change of weather', () => {
  it('cuts who is connected, and holds from the next request on', async () => {
    const { port } = new URL(simulator.sites.login)
    const socket = connect(Number(port), '127.0.0.1')
    await once(socket, 'connect')
    const closed = once(socket, 'close')
    await simulator.setWeather('login-500')
    await closed
    expect(await see('login')).toMatchObject({ status: 500 })
    await simulator.setWeather('network-down')
    await simulator.setWeather('healthy')
    expect(await see('login')).toMatchObject({ status: 200 })
  })

  it('comes in order when several are asked for at once', async () => {
    const names = ['talk-down', 'captive-portal', 'cert-expired', 'api-500'] as const
    await Promise.all(names.map((name) => simulator.setWeather(name)))
    expect(simulator.weather()).toBe('api-500')
    expect(
      simulator
        .spells()
        .slice(-4)
        .map((spell) => spell.weather),
    ).toEqual(names)
    expect(await see('api')).toMatchObject({ status: 500 })
    expect(await see('talk')).toMatchObject({ status: 302 })
  })

  it('writes no new spell for the weather that is there already', async () => {
    await simulator.setWeather('slow')
    const before = simulator.spells()
    await simulator.setWeather('slow')
    expect(simulator.spells()).toEqual(before)
  })
})

it('keeps no port open after stop', async () => {
  const { simulator: gone } = await other('healthy')
  await gone.stop()
  const urls = [...Object.values(gone.sites), gone.controlUrl, gone.proxyUrl]
  const codes = await Promise.all(urls.map((url) => visit(`${url}/`)))
  expect(new Set(codes)).toEqual(new Set(['ECONNREFUSED']))
})

it('takes ports in a row when told where to begin, and leaves none open where one is taken', async () => {
  const { simulator: scout } = await other('healthy')
  const from = Number(new URL(scout.controlUrl).port)
  await scout.stop()
  // Somebody else may sit on one of these by now; that is the second case, early
  const started = await startSimulator({ clock, port: from }).catch((error: NodeJS.ErrnoException) => error)
  if (started instanceof Error) return expect(started).toHaveProperty('code', 'EADDRINUSE')
  expect(new URL(started.controlUrl).port).toBe(String(from))
  expect(SITES.map((site) => Number(new URL(started.sites[site]).port) - from)).toEqual(SITES.map((_, i) => i + 1))
  // The control endpoint comes last, so that everything else is open by then
  const second = startSimulator({ clock, port: from - SITES.length })
  await expect(second).rejects.toHaveProperty('code', 'EADDRINUSE')
  expect(await visit(`https://127.0.0.1:${from - SITES.length + 1}/`)).toBe('ECONNREFUSED')
  await started.stop()
})

async function other(weather: WeatherName) {
  const started = await startSimulator({ clock, weather })
  return { simulator: started, [Symbol.asyncDispose]: () => started.stop() }
}
