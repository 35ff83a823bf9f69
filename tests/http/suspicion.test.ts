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
