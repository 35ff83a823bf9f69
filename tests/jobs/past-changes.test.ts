import { expect, test } from 'vitest'
import { createPastChanges } from '../../src/jobs/past-changes.ts'
import { verdictOf } from '../http/verdicts.ts'
import { createFakeClock } from '../support/fake-clock.ts'

test('the past is read again when a condition changes, and only then; a failure is tried again', async () => {
  let reads = 0
  let isBusy = false
  const errors: unknown[] = []
  const transitions = async () => {
    reads++
    if (isBusy) throw new Error('busy')
    return [{ at: reads, since: null, subject: { kind: 'service' } as const, from: null, to: 'outage' as const }]
  }
  const clock = createFakeClock()
  const store = { verdicts: { transitions } }
  const past = createPastChanges({ store, clock, onStoreError: (error) => errors.push(error) })
  expect(past.changes()).toEqual([])
  await past.follow(verdictOf({ tokyo: 'operational' }))
  await past.follow(verdictOf({ tokyo: 'operational' }))
  expect([reads, past.changes()[0]?.at]).toEqual([1, 1])
  isBusy = true
  await past.follow(verdictOf({ tokyo: 'outage' }))
  expect([reads, past.changes()[0]?.at, errors.length]).toEqual([2, 1, 1])
  isBusy = false
  await past.follow(verdictOf({ tokyo: 'outage' }))
  expect([reads, past.changes()[0]?.at]).toEqual([3, 3])
})
