import { request } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemClock } from '../../src/platform/clock.ts'
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts'
import { WEATHER_NAMES } from '../../src/simulator/weathers.ts'
import { visited } from './visit.ts'

let simulator: Simulator
const put = (body: string) => visited(`${simulator.controlUrl}/weather`, { method: 'PUT', body })
const jsonOf = ({ body }: { body: string }) => JSON.parse(body)

beforeAll(async () => {
  simulator = await startSimulator({ clock: systemClock, weather: 'slow' })
})
afterAll(() => simulator.stop())

it('tells the weather and all that there are', async () => {
  const answer = jsonOf(await visited(`${simulator.controlUrl}/weather`))
  expect(answer).toMatchObject({ name: 'slow', title: { ja: '応答が遅い', en: 'Slow answers' } })
  expect(answer.weathers).toEqual(WEATHER_NAMES)
  expect(jsonOf(await visited(`${simulator.controlUrl}/`)).urls.login).toBe(simulator.sites.login)
})

it('changes the weather before it answers', async () => {
  const changed: string[] = []
  const forget = simulator.onChange((name) => changed.push(name))
  const answer = await put('{"name":"api-500"}')
  expect([answer.status, jsonOf(answer).name, simulator.weather()]).toEqual([200, 'api-500', 'api-500'])
  const seen = await visited(`${simulator.sites.api}/v1.0/users/me`, { ca: simulator.caPem })
  expect(seen.status).toBe(500)
  forget()
  await put('{"name":"healthy"}')
  expect(changed).toEqual(['api-500'])
})

it.each(['{"name":"hail"}', '{"name":"__proto__"}', '{"name":7}', '{}', '[]', 'null', '', 'healthy', 'x'.repeat(9000)])(
  'refuses what names no weather, and lists them: %.20s',
  async (body) => {
    const before = simulator.weather()
    const answer = await put(body)
    expect(answer.status).toBe(400)
    expect(jsonOf(answer).weathers).toEqual(WEATHER_NAMES)
    expect(simulator.weather()).toBe(before)
  },
)

it('has no other places and ways', async () => {
  expect((await visited(`${simulator.controlUrl}/weathers`)).status).toBe(404)
  expect((await visited(`${simulator.controlUrl}/weather`, { method: 'DELETE' })).status).toBe(405)
})

it('serves nobody who came by a name of their own', async () => {
  const { port } = new URL(simulator.controlUrl)
  const status = await new Promise((done, fail) => {
    const headers = { host: `evil.example:${port}` }
    request({ host: '127.0.0.1', port, path: '/weather', method: 'PUT', headers }, (response) => {
      response.resume()
      done(response.statusCode)
    })
      .on('error', fail)
      .end('{"name":"slow"}')
  })
  expect(status).toBe(403)
})
