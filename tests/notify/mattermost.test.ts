import { expect, test } from 'vitest'
import { mattermost, mattermostForm } from '../../src/notify/kinds/mattermost.ts'
import { hasGoldenForms } from './golden.ts'
import { letterOf, OUTAGE } from './messages.ts'
import { answer, opened, openVendor } from './rig.ts'

hasGoldenForms('mattermost', mattermostForm)

test('a server of one’s own may be spoken to without TLS', async () => {
  const vendor = await openVendor(answer(200, 'ok'))
  const url = 'http://mattermost.internal:8065/hooks/abc'
  expect(await opened(mattermost, vendor.send(), { url }).deliver(letterOf(OUTAGE))).toEqual({ kind: 'sent' })
  expect(vendor.received[0]).toMatchObject({ host: 'mattermost.internal:8065', path: '/hooks/abc' })
})

test.each(['ftp://x.example/', 'https://u:p@x.example/', 'x', ''])('no address: %j', (url) =>
  expect(mattermost.options.safeParse({ url }).success).toBe(false),
)
