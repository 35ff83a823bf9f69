import { expect, test } from 'vitest'
import { ntfy, ntfyForm } from '../../src/notify/kinds/ntfy.ts'
import { hasGoldenForms } from './golden.ts'
import { letterOf, OUTAGE, RECOVERED } from './messages.ts'
import { answer, opened, openVendor } from './rig.ts'

hasGoldenForms('ntfy', (wording) => ntfyForm(wording, 'dotchi-7f3k9'))

test('it publishes to the topic at the server’s own path, with a token or a password', async () => {
  const vendor = await openVendor(answer(200, {}))
  const to = 'dotchi-7f3k9'
  const server = 'http://ntfy.internal/base/'
  await opened(ntfy, vendor.send(), { server, token: 'tk_abc' }).deliver(letterOf(OUTAGE, { to }))
  await opened(ntfy, vendor.send(), { server, token: null, user: 'u', password: 'p' }).deliver(
    letterOf(RECOVERED, { to }),
  )
  await opened(ntfy, vendor.send(), { server, token: null }).deliver(letterOf(RECOVERED, { to }))
  expect(vendor.received.map(({ path, headers }) => [path, headers.authorization])).toEqual([
    ['/base/', 'Bearer tk_abc'],
    ['/base/', `Basic ${btoa('u:p')}`],
    ['/base/', undefined],
  ])
  expect(vendor.received.map(({ body }) => JSON.parse(body).priority)).toEqual([5, 3, 3])
})
