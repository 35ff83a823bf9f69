import { expect, test } from 'vitest'
import { alertmanager, alertmanagerForm } from '../../src/notify/kinds/alertmanager.ts'
import { wordingOf } from '../../src/notify/wording.ts'
import { hasGoldenForms } from './golden.ts'
import { AT, letterOf, OUTAGE, RECOVERED } from './messages.ts'
import { answer, opened, openVendor } from './rig.ts'

hasGoldenForms('alertmanager', (wording) => alertmanagerForm(wording, { team: 'network' }))

const firing = (message: typeof OUTAGE, now: number) =>
  alertmanagerForm(wordingOf(letterOf(message)), {})
    .filter(({ endsAt }) => Date.parse(endsAt) > now)
    .map(({ labels }) => labels.severity)

test('what begins goes on until it is over: days later it still fires', () => {
  expect(firing(OUTAGE, AT + 3 * 86_400_000)).toEqual(['critical'])
  expect(firing(RECOVERED, RECOVERED.at)).toEqual([])
})

test('where it becomes less severe, the more severe alert ends', () => {
  expect(firing({ ...OUTAGE, phase: 'change', severity: 'warning' }, AT)).toEqual(['warning'])
})

test('an end is one also for a clock that is a little behind', () => {
  expect(firing(RECOVERED, RECOVERED.at - 30_000)).toEqual([])
})

test('what stands for itself ends by itself', () => {
  const once = { ...OUTAGE, phase: 'once' } as const
  expect(firing(once, AT)).toEqual(['critical'])
  expect(firing(once, AT + 2 * 3_600_000)).toEqual([])
})

test('it posts below the server’s own path', async () => {
  const vendor = await openVendor(answer(200))
  const server = 'http://10.0.0.5:9093/alertmanager/'
  await opened(alertmanager, vendor.send(), { server }).deliver(letterOf(OUTAGE))
  expect(vendor.received[0]).toMatchObject({ host: '10.0.0.5:9093', path: '/alertmanager/api/v2/alerts' })
})
