import { expect, test } from 'vitest'
import { smsForm, twilioSms } from '../../src/notify/kinds/twilio-sms.ts'
import { wordingOf } from '../../src/notify/wording.ts'
import { hasGoldenForms } from './golden.ts'
import { letterOf, OUTAGE } from './messages.ts'
import { answer, opened, openVendor } from './rig.ts'

hasGoldenForms('twilio-sms', smsForm)

test('never more than three parts, and the link is whole', () => {
  const lead = { ja: 'とても長い。'.repeat(100), en: 'Very long. '.repeat(100) }
  for (const locale of ['ja', 'en'] as const) {
    const text = smsForm(wordingOf(letterOf({ ...OUTAGE, lead }, { locale })))
    expect(text.length).toBeLessThanOrEqual(locale === 'ja' ? 201 : 459)
    expect(text.endsWith('https://dotchi.example.co.jp/incidents/8f3a?lang=ja')).toBe(true)
  }
})

test('it asks the account, with the key and from whom the configuration says', async () => {
  const vendor = await openVendor(answer(201, { sid: 'SM1' }))
  const to = '+819012345678'
  const service = `MG${'0'.repeat(32)}`
  await opened(twilioSms, vendor.send()).deliver(letterOf(OUTAGE, { to }))
  await opened(twilioSms, vendor.send(), { from: service, keySid: `SK${'1'.repeat(32)}` }).deliver(
    letterOf(OUTAGE, { to }),
  )
  const [plain, keyed] = vendor.received.map(({ body, headers }) => ({
    form: Object.fromEntries(new URLSearchParams(body)),
    login: atob(headers.authorization!.slice(6)).split(':')[0],
  }))
  expect(plain).toMatchObject({ form: { To: to, From: '+815000000000' }, login: `AC${'0'.repeat(32)}` })
  expect(keyed).toMatchObject({ form: { To: to, MessagingServiceSid: service }, login: `SK${'1'.repeat(32)}` })
  expect(vendor.received[0]!.path).toBe(`/2010-04-01/Accounts/AC${'0'.repeat(32)}/Messages.json`)
})

test.each([
  [21_211, 'gone'],
  [21_610, 'gone'],
  [21_606, 'refused'],
])('the vendor’s own code %i: %s', async (code, reason) => {
  const vendor = await openVendor(answer(400, { code, message: 'no', status: 400 }))
  const channel = opened(twilioSms, vendor.send())
  expect(await channel.deliver(letterOf(OUTAGE, { to: '+819012345678' }))).toMatchObject({ kind: 'rejected', reason })
})
