import { expect, test } from 'vitest'
import { googleChat, googleChatForm } from '../../src/notify/kinds/google-chat.ts'
import { hasGoldenForms } from './golden.ts'
import { letterOf, OUTAGE, RECOVERED } from './messages.ts'
import { answer, opened, openVendor } from './rig.ts'

hasGoldenForms('google-chat', googleChatForm)

test('an incident stays in one thread, and the key of the space in the address', async () => {
  const vendor = await openVendor(answer(200, {}))
  const channel = opened(googleChat, vendor.send())
  for (const message of [OUTAGE, RECOVERED]) await channel.deliver(letterOf(message))
  const threads = vendor.received.map(({ body }) => JSON.parse(body).thread.threadKey)
  expect(threads[0]).toBe(threads[1])
  const { searchParams } = new URL(vendor.received[0]!.path, 'https://x')
  expect(Object.fromEntries(searchParams)).toMatchObject({
    key: 'XXXXXXXXXXXX',
    token: 'XXXXXXXXXXXX',
    messageReplyOption: 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD',
  })
})
