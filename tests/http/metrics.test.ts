import { expect, test } from 'vitest'
import { createHttpApp } from '../../src/http/app.ts'
import { createWorld, LOOKS } from './deps.ts'
import { verdictOf } from './verdicts.ts'

const metricsOf = async (world: ReturnType<typeof createWorld>) =>
  (await createHttpApp(world.deps).hono.request('/metrics')).text()

test('the verdict, its age and the newest looks can be scraped', async () => {
  const world = createWorld({ verdict: verdictOf({ tokyo: 'outage' }), latest: LOOKS })
  const lines = (await metricsOf(world)).split('\n')
  for (const line of [
    'dotchi_build_info{version="0.1.0"} 1',
    'dotchi_verdict_fresh 1',
    'dotchi_verdict_age_seconds 12',
    'dotchi_service_condition{condition="outage"} 1',
    'dotchi_service_condition{condition="operational"} 0',
    'dotchi_viewer_condition{vantage="tokyo",condition="outage"} 1',
    'dotchi_viewer_last_seen_age_seconds{vantage="tokyo"} 12',
    'dotchi_look_passed{target="login-page",kind="login-page",vantage="tokyo",via="proxy"} 0',
    'dotchi_look_passed{target="control",kind="control",vantage="tokyo",via="direct",family="4"} 1',
  ])
    expect(lines).toContain(line)
  expect(lines.filter((line) => line.includes('target="api"'))).toEqual([])
})

test('every line is a comment or a sample, and every name is declared once', async () => {
  const hostile = { ...verdictOf({ 'a"b\\c\nd': 'outage' }) }
  const text = await metricsOf(createWorld({ verdict: hostile, latest: LOOKS }))
  const lines = text.trimEnd().split('\n')
  for (const line of lines)
    expect(line).toMatch(/^(# (HELP|TYPE) dotchi_\w+ .+|dotchi_\w+(\{(\w+="([^"\\]|\\.)*",?)*\})? -?[\d.]+(e-?\d+)?)$/)
  const types = lines.filter((line) => line.startsWith('# TYPE'))
  expect(new Set(types).size).toBe(types.length)
})

test('without a verdict, and with a stale one, nothing reads as fine', async () => {
  const world = createWorld()
  expect(await metricsOf(world)).toContain('dotchi_service_condition{condition="unknown"} 1')
  expect(await metricsOf(world)).toContain('dotchi_verdict_fresh 0')
  world.verdict = verdictOf({ tokyo: 'operational' })
  await world.clock.advance(10 * 60_000)
  const stale = await metricsOf(world)
  expect(stale).toContain('dotchi_service_condition{condition="operational"} 0')
  expect(stale).toContain('dotchi_viewer_condition{vantage="tokyo",condition="unknown"} 1')
  expect(stale).toContain('dotchi_verdict_age_seconds 612')
})
