import { expect, test } from 'vitest'
import { createHttpApp } from '../../src/http/app.ts'
import { createWorld } from './deps.ts'
import { verdictOf } from './verdicts.ts'

const turning = () => {
  const verdict = verdictOf({ tokyo: 'operational' })
  const [viewer] = verdict.viewers
  return { ...verdict, viewers: [{ ...viewer!, raw: 'company_network' as const, confidence: 0.001 }] }
}

test('what is about to change is told as a possibility, and without a confidence of nothing', async () => {
  const app = createHttpApp(createWorld({ verdict: turning() }).deps)
  const ja = await (await app.hono.request('/?lang=ja')).text()
  expect(ja).toContain('最新の確認では「社内ネットワークの問題」の可能性があります。')
  expect(ja).not.toContain('(0%)')
  const en = await (await app.hono.request('/?lang=en')).text()
  expect(en).toContain('The newest looks point to: company network.')
})

test('what is settled carries its confidence and no suspicion', async () => {
  const app = createHttpApp(createWorld({ verdict: verdictOf({ tokyo: 'operational' }) }).deps)
  const ja = await (await app.hono.request('/?lang=ja')).text()
  expect(ja).toContain('(98%)')
  expect(ja).not.toContain('可能性があります')
})

test('a badge does not stay green while the newest looks deny it', async () => {
  const green = verdictOf({ tokyo: 'operational' })
  const denied = { ...green, service: { ...green.service, raw: 'outage' as const, confidence: 0.02 } }
  const badgeOf = async (verdict: typeof green) =>
    (await createHttpApp(createWorld({ verdict }).deps).hono.request('/badge.svg?lang=ja')).text()
  expect(await badgeOf(green)).toContain('正常')
  expect(await badgeOf(denied)).toContain('確認中')
  expect(await badgeOf(denied)).not.toContain('正常')
})
