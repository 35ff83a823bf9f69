import { expect, test } from 'vitest'
import { pagerduty, pagerdutyForm } from '../../src/notify/kinds/pagerduty.ts'
import { hasGoldenForms } from './golden.ts'
import { letterOf, OUTAGE, RECOVERED } from './messages.ts'
import { answer, opened, openVendor } from './rig.ts'

hasGoldenForms('pagerduty', (wording) => pagerdutyForm(wording, 'KEY'))

test('an incident there begins, is taken on and ends with ours', async () => {
  const vendor = await openVendor(answer(202, { status: 'success' }))
  const channel = opened(pagerduty, vendor.send())
  const taken = { ...OUTAGE, id: 'incident-8f3a/ack', kind: 'acknowledged', phase: 'change' } as const
  const worse = { ...OUTAGE, id: 'incident-8f3a/still', kind: 'still-open', phase: 'change' } as const
  for (const message of [OUTAGE, taken, worse, RECOVERED]) await channel.deliver(letterOf(message))
  const events = vendor.received.map(({ body }) => JSON.parse(body))
  expect(events.map((event) => event.event_action)).toEqual(['trigger', 'acknowledge', 'trigger', 'resolve'])
  expect(new Set(events.map((event) => event.dedup_key)).size).toBe(1)
  expect(vendor.received[0]!.host).toBe('events.pagerduty.com')
})

test('accounts in Europe have a place of their own', async () => {
  const vendor = await openVendor(answer(202))
  await opened(pagerduty, vendor.send(), { region: 'eu' }).deliver(letterOf(OUTAGE))
  expect(vendor.received[0]!.host).toBe('events.eu.pagerduty.com')
})
