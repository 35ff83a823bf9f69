import { expect, test } from 'vitest'
import { twilioVoice, voiceForm } from '../../src/notify/kinds/twilio-voice.ts'
import { wordingOf } from '../../src/notify/wording.ts'
import { hasGoldenForms } from './golden.ts'
import { letterOf, OUTAGE } from './messages.ts'
import { answer, opened, openVendor } from './rig.ts'

hasGoldenForms('twilio-voice', voiceForm)

test('it is said twice, in the language of who is called, within what Twilio takes', () => {
  const long = '障害 <b>&'.repeat(500)
  const form = voiceForm(wordingOf(letterOf({ ...OUTAGE, lead: { ja: long, en: long } }, { locale: 'ja' })))
  expect(form.match(/<Say language="ja-JP">/g)).toHaveLength(2)
  expect(form.length).toBeLessThan(4_000)
  expect(form.replace(/<\/?(?:Response|Say|Pause)[^<>]*>/g, '')).not.toMatch(/[<>]/)
})

test('it calls', async () => {
  const vendor = await openVendor(answer(201, { sid: 'CA1' }))
  const to = '+819012345678'
  expect(await opened(twilioVoice, vendor.send()).deliver(letterOf(OUTAGE, { to }))).toEqual({ kind: 'sent' })
  expect(Object.fromEntries(new URLSearchParams(vendor.received[0]!.body))).toMatchObject({
    To: to,
    From: '+815000000000',
    Twiml: expect.stringContaining(
      '<Say language="en-US">This is Dotchi, your system monitor. LINE WORKS login is down',
    ),
  })
})
