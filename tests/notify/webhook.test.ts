import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { webhook, webhookForm, webhookSignature } from '../../src/notify/kinds/webhook.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { hasGoldenForms } from './golden.ts'
import { letterOf, OUTAGE } from './messages.ts'
import { answer, opened, openVendor } from './rig.ts'

hasGoldenForms('webhook', webhookForm)

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

test('it signs as Standard Webhooks has it', () => {
  // The values that the libraries of Standard Webhooks are tested with.
  const body = Buffer.from('{"test": 2432232314}')
  expect(webhookSignature([SECRET], { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', seconds: 1_614_265_330, body })).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  )
})

test('a receiver can check every attempt, and know a repeated one', async () => {
  const clock = createFakeClock()
  const former = `whsec_${btoa('the-secret-that-was-there-before')}`
  const vendor = await openVendor(answer(204))
  const channel = opened(webhook, vendor.send({ clock }), { secret: SECRET, formerSecret: former }, clock)
  await channel.deliver(letterOf(OUTAGE))
  await clock.advance(60_000)
  await channel.deliver(letterOf(OUTAGE))
  const [first, again] = vendor.received
  expect(again!.headers['webhook-id']).toBe(first!.headers['webhook-id'])
  expect(Number(again!.headers['webhook-timestamp'])).toBe(Number(first!.headers['webhook-timestamp']) + 60)
  for (const { headers, bytes } of vendor.received) {
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${bytes}`
    const expected = [SECRET, former].map(
      (one) =>
        `v1,${createHmac('sha256', Buffer.from(one.slice(6), 'base64'))
          .update(signed)
          .digest('base64')}`,
    )
    expect(headers['webhook-signature']!.split(' ')).toEqual(expected)
  }
})

test.each(['', 'whsec_', 'whsec_c2hvcnQ=', 'abc', `whsec_${'A'.repeat(200)}`])('no secret: %j', (secret) =>
  expect(webhook.options.safeParse({ url: 'https://x.example/', secret }).success).toBe(false),
)
