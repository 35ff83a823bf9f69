import { expect, test } from 'vitest'
import { discord, discordForm } from '../../src/notify/kinds/discord.ts'
import { hasGoldenForms } from './golden.ts'
import { letterOf, OUTAGE } from './messages.ts'
import { answer, opened, openVendor } from './rig.ts'

hasGoldenForms('discord', discordForm)

test('nobody is mentioned, and it asks whether the message was really made', async () => {
  const vendor = await openVendor(answer(200, { id: '1' }))
  await opened(discord, vendor.send()).deliver(letterOf(OUTAGE))
  const [request] = vendor.received
  expect(request!.path).toMatch(/\?wait=true$/)
  expect(JSON.parse(request!.body).allowed_mentions).toEqual({ parse: [] })
})

test('how long to wait stands in its body, in fractions of a second', async () => {
  const vendor = await openVendor(answer(429, { message: 'slow down', retry_after: 2.25, global: false }))
  expect(await opened(discord, vendor.send()).deliver(letterOf(OUTAGE))).toMatchObject({ retryAfterMs: 2_250 })
})
