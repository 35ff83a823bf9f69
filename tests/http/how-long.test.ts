import { expect, test } from 'vitest'
import type { ConditionChange } from '../../src/core/outlook.ts'
import { createHttpApp } from '../../src/http/app.ts'
import { createWorld } from './deps.ts'
import { NOW, verdictOf } from './verdicts.ts'

const DAY = 86_400_000
const MINUTE = 60_000

/** Outages of LINE WORKS on days before today, with these lengths in minutes. */
const outages = (minutes: readonly number[]): readonly ConditionChange[] =>
  minutes.flatMap((length, i) => {
    const at = NOW - (i + 1) * DAY
    const subject = { kind: 'service' } as const
    return [
      { at, since: at, subject, from: 'operational', to: 'outage' },
      { at: at + length * MINUTE, since: at + length * MINUTE, subject, from: 'outage', to: 'operational' },
    ]
  })

async function pageOf(condition: 'outage' | 'operational', changes: readonly ConditionChange[], lang: string) {
  const world = createWorld({ verdict: verdictOf({ tokyo: condition }) })
  const published = { ...world.deps.published, changes: () => changes }
  return (await createHttpApp({ ...world.deps, published }).hono.request(`/?lang=${lang}`)).text()
}

test('in trouble the page says how long the ones before took', async () => {
  const changes = outages([20, 90, 40, 60, 30])
  expect(await pageOf('outage', changes, 'ja')).toContain(
    '過去の同様の問題5件では、半数が40分以内に終わり、最長は1時間30分でした。',
  )
  expect(await pageOf('outage', changes, 'en')).toMatch(/Of 5 like it before, half were over within 40/)
})

test('with fewer than five it says that there is no basis', async () => {
  expect(await pageOf('outage', outages([20, 90]), 'ja')).toContain('目安を示せません')
  expect(await pageOf('outage', [], 'en')).toContain('nothing like it is on record')
})

test('where all is well nothing is foretold', async () => {
  const page = await pageOf('operational', outages([20, 90, 40, 60, 30]), 'ja')
  expect(page).not.toContain('同様の問題')
})
