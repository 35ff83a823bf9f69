import { expect, test } from 'vitest'
import { teams, teamsForm } from '../../src/notify/kinds/teams.ts'
import { hasGoldenForms } from './golden.ts'
import { letterOf, OUTAGE } from './messages.ts'
import { answer, opened, openVendor } from './rig.ts'

hasGoldenForms('teams', teamsForm)

test('it posts one Adaptive Card to the workflow, signature and all', async () => {
  const vendor = await openVendor(answer(202))
  expect(await opened(teams, vendor.send()).deliver(letterOf(OUTAGE))).toEqual({ kind: 'sent' })
  const [request] = vendor.received
  expect(request!.path).toContain('&sig=XXXXXXXXXXXXXXXX')
  expect(JSON.parse(request!.body).attachments[0].contentType).toBe('application/vnd.microsoft.card.adaptive')
  // Only by these somebody is mentioned.
  expect(request!.body).not.toContain('entities')
})
