import fc from 'fast-check'
import { expect, test } from 'vitest'
import { VIEWER_CONDITIONS } from '../../src/core/condition.ts'
import { verdictViewOf } from '../../src/http/api/verdict.ts'
import { verdictSchema } from '../../src/http/api/verdict-schema.ts'
import { createHttpApp } from '../../src/http/app.ts'
import { createWorld } from './deps.ts'
import { NOW, verdictOf } from './verdicts.ts'

const ask = async (world: ReturnType<typeof createWorld>) =>
  (await createHttpApp(world.deps).hono.request('/api/v1/verdict')).json()

test('the verdict is the one that was judged, with its instants in the configured zone', async () => {
  const verdict = verdictOf({ tokyo: 'outage', osaka: 'operational' })
  const view = await ask(createWorld({ verdict }))
  expect(view).toMatchObject({
    freshness: 'fresh',
    id: verdict.id,
    at: '2026-04-06T08:59:48+09:00',
    freshUntil: '2026-04-06T09:01:18+09:00',
    service: { condition: 'outage', since: '2026-04-06T08:33:00+09:00', confidence: 0.972 },
  })
  expect(view).toMatchObject({
    viewers: [
      { vantage: 'tokyo', condition: 'outage', culprit: 'service' },
      { vantage: 'osaka', condition: 'operational', culprit: 'none' },
    ],
  })
})

test.each(VIEWER_CONDITIONS)('every answer has the documented form: %s', (condition) => {
  const verdict = verdictOf({ tokyo: condition })
  for (const now of [NOW, verdict.freshUntil, verdict.freshUntil + 1])
    for (const zone of ['Asia/Tokyo', 'UTC', 'America/New_York'])
      expect(() => verdictSchema.strict().parse(verdictViewOf(verdict, now, zone))).not.toThrow()
})

test('instants survive: parsed back they are the same second', () => {
  const verdict = verdictOf({ tokyo: 'degraded' })
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4_000_000_000 }),
      fc.constantFrom('Asia/Tokyo', 'UTC', 'Asia/Kolkata'),
      (s, zone) => {
        const view = verdictViewOf({ ...verdict, at: s * 1000, freshUntil: s * 1000 }, s * 1000, zone)
        expect(Date.parse(view.at ?? '')).toBe(s * 1000)
      },
    ),
  )
})

test('a stale verdict says unknown everywhere and keeps its evidence', async () => {
  const verdict = verdictOf({ tokyo: 'operational' })
  const world = createWorld({ verdict })
  await world.clock.advance(10 * 60_000)
  const view = verdictSchema.parse(await ask(world))
  expect(view.freshness).toBe('stale')
  expect(view.service).toMatchObject({ condition: 'unknown', raw: 'unknown', confidence: 0 })
  expect(view.viewers.map(({ condition }) => condition)).toEqual(['unknown'])
  expect(JSON.stringify({ ...view, id: null, evidence: [] })).not.toContain('operational')
  expect(view.evidence).toHaveLength(verdict.evidence.length)
})

test('before the first verdict the answer is unknown, never fine', async () => {
  const view = verdictSchema.strict().parse(await ask(createWorld()))
  expect(view).toMatchObject({ freshness: 'checking', id: null, service: { condition: 'unknown', confidence: 0 } })
})

test('/readyz tells whether there is a fresh verdict, /healthz only that the process lives', async () => {
  const world = createWorld()
  const { hono } = createHttpApp(world.deps)
  const states = async () => {
    const ready = await hono.request('/readyz')
    const health = await hono.request('/healthz')
    return [ready.status, await ready.json(), health.status]
  }
  expect(await states()).toEqual([503, { status: 'checking' }, 200])
  world.verdict = verdictOf({ tokyo: 'outage' })
  expect(await states()).toEqual([200, { status: 'ok' }, 200])
  await world.clock.advance(10 * 60_000)
  expect(await states()).toEqual([503, { status: 'stale' }, 200])
})

test('/api/v1/targets names what is looked at and keeps the options inside', async () => {
  const response = await createHttpApp(createWorld().deps).hono.request('/api/v1/targets')
  const body = await response.text()
  expect(JSON.parse(body).targets.map(({ id }: { id: string }) => id)).toEqual(['login-page', 'api', 'control'])
  expect(body).not.toContain('secretPath')
})
