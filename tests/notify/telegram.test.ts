import { expect, test } from 'vitest'
import { telegram, telegramForm } from '../../src/notify/kinds/telegram.ts'
import { hasGoldenForms } from './golden.ts'
import { letterOf, OUTAGE } from './messages.ts'
import { answer, opened, openVendor } from './rig.ts'

hasGoldenForms('telegram', (wording) => telegramForm(wording).text)

const deliver = async (status: number, body: unknown) => {
  const vendor = await openVendor(answer(status, body))
  return opened(telegram, vendor.send()).deliver(letterOf(OUTAGE, { to: '-100123' }))
}

test.each([
  [400, { ok: false, description: 'Bad Request: chat not found' }, { kind: 'rejected', reason: 'gone' }],
  [403, { ok: false, description: 'Forbidden: bot was blocked by the user' }, { kind: 'rejected', reason: 'gone' }],
  [400, { ok: false, description: "Bad Request: can't parse entities" }, { kind: 'rejected', reason: 'refused' }],
  [429, { ok: false, parameters: { retry_after: 14 } }, { kind: 'retry', reason: 'busy', retryAfterMs: 14_000 }],
])('%i %j', async (status, body, expected) => expect(await deliver(status, body)).toMatchObject(expected))
