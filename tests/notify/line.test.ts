import { expect, test } from 'vitest'
import { line, lineForm } from '../../src/notify/kinds/line.ts'
import { hasGoldenForms } from './golden.ts'
import { letterOf, OUTAGE } from './messages.ts'
import { answer, opened, openVendor } from './rig.ts'

hasGoldenForms('line', lineForm)

const TO = 'C0123456789abcdef0123456789abcdef'

test('two recipients of one message have two retry keys: the second is no repetition of the first', async () => {
  const vendor = await openVendor(answer(200, {}))
  const channel = opened(line, vendor.send())
  for (const to of [TO, TO.replace('C', 'U')]) await channel.deliver(letterOf(OUTAGE, { to }))
  const keys = vendor.received.map(({ headers }) => headers['x-line-retry-key'])
  expect(keys[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(keys[0]).not.toBe(keys[1])
  expect(JSON.parse(vendor.received[0]!.body).to).toBe(TO)
})

test('when the messages of the month are used up, no later attempt will do', async () => {
  const vendor = await openVendor(answer(429, { message: 'You have reached your monthly limit.' }))
  const channel = opened(line, vendor.send())
  expect(await channel.deliver(letterOf(OUTAGE, { to: TO }))).toMatchObject({ kind: 'rejected', reason: 'refused' })
})
