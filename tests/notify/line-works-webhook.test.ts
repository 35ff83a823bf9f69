import { expect, test } from 'vitest'
import { lineWorksWebhook, lineWorksWebhookForm } from '../../src/notify/kinds/line-works-webhook.ts'
import { hasGoldenForms } from './golden.ts'
import { letterOf, OUTAGE } from './messages.ts'
import { answer, opened, openVendor } from './rig.ts'

hasGoldenForms('line-works-webhook', lineWorksWebhookForm)

const deliver = async (status: number, body: unknown, headers: Record<string, string> = {}) => {
  const vendor = await openVendor(answer(status, body, headers))
  return opened(lineWorksWebhook, vendor.send()).deliver(letterOf(OUTAGE))
}

test.each([
  [200, { code: 200, description: 'success' }, { kind: 'sent' }],
  [200, { code: 400, description: 'invalid webhook URL' }, { kind: 'rejected', reason: 'gone' }],
  [400, { code: 400, description: 'missing parameter' }, { kind: 'rejected', reason: 'refused' }],
  [200, { code: 500, description: 'error' }, { kind: 'retry', reason: 'busy' }],
  [200, '<html>Please log in to the guest network</html>', { kind: 'retry', reason: 'unreachable' }],
  [500, { code: 'E500' }, { kind: 'retry', reason: 'busy' }],
])('%i %j', async (status, body, expected) => expect(await deliver(status, body)).toMatchObject(expected))

test('it is told when to come back by a header of its own', async () => {
  const body = { code: 429, description: 'too many request' }
  expect(await deliver(429, body, { 'ratelimit-reset': '30' })).toMatchObject({ kind: 'retry', retryAfterMs: 30_000 })
})
