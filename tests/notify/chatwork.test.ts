import { expect, test } from 'vitest'
import { chatwork, chatworkForm } from '../../src/notify/kinds/chatwork.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { hasGoldenForms } from './golden.ts'
import { letterOf, OUTAGE } from './messages.ts'
import { answer, opened, openVendor } from './rig.ts'

hasGoldenForms('chatwork', chatworkForm)

test('it writes into the room, with the token in its header', async () => {
  const vendor = await openVendor(answer(200, { message_id: '1' }))
  await opened(chatwork, vendor.send()).deliver(letterOf(OUTAGE, { to: '777', locale: 'ja' }))
  const [request] = vendor.received
  expect(request).toMatchObject({ host: 'api.chatwork.com', path: '/v2/rooms/777/messages' })
  expect(request!.headers['x-chatworktoken']).toBe(chatwork.options.parse(chatwork.example).token)
  const form = new URLSearchParams(request!.body)
  expect(form.get('body')).toMatch(/^\[info\]\[title\]🔴 LINE WORKS.*\[\/title\][^[\]]*\[\/info\]$/s)
  expect(form.get('self_unread')).toBe('1')
})

test('it is told in epoch seconds when to come back', async () => {
  const clock = createFakeClock()
  const reset = String(Math.floor(clock.now() / 1000) + 120)
  const vendor = await openVendor(answer(429, '{}', { 'x-ratelimit-reset': reset }))
  const channel = opened(chatwork, vendor.send({ clock }), {}, clock)
  expect(await channel.deliver(letterOf(OUTAGE, { to: '1' }))).toMatchObject({ kind: 'retry', retryAfterMs: 120_000 })
})
