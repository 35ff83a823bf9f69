import { expect, test } from 'vitest'
import { slack, slackForm } from '../../src/notify/kinds/slack.ts'
import { hasGoldenForms } from './golden.ts'
import { letterOf, OUTAGE } from './messages.ts'
import { answer, opened, openVendor } from './rig.ts'

hasGoldenForms('slack', slackForm)

test('it posts to the webhook’s own address, and the line that phones show comes first', async () => {
  const vendor = await openVendor(answer(200, 'ok'))
  expect(await opened(slack, vendor.send()).deliver(letterOf(OUTAGE, { locale: 'ja' }))).toEqual({ kind: 'sent' })
  const [request] = vendor.received
  expect(request).toMatchObject({
    host: 'hooks.slack.com',
    path: '/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
  })
  expect(JSON.parse(request!.body).text).toBe('🔴 LINE WORKSにログインできません（9:05から・全社）')
})

test.each([
  [404, 'no_service', 'gone'],
  [410, 'channel_is_archived', 'gone'],
  [403, 'action_prohibited', 'not-admitted'],
  [400, 'invalid_payload', 'refused'],
])('%i %s', async (status, said, reason) => {
  const vendor = await openVendor(answer(status, said))
  expect(await opened(slack, vendor.send()).deliver(letterOf(OUTAGE))).toEqual({
    kind: 'rejected',
    reason,
    detail: `HTTP ${status} ${said}`,
  })
})
