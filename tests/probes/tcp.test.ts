import { expect, test } from 'vitest'
import { closedPort, rawServer, see } from './rig.ts'

test('an open port passes, with its address and time', async () => {
  const { port } = await rawServer(null)
  const seen = await see('tcp', { host: '127.0.0.1', port })
  expect(seen).toMatchObject({ outcome: 'passed', address: '127.0.0.1', family: 4 })
  expect(seen.timings.connect).not.toBeNull()
})

test('a closed port fails', async () => {
  expect(await see('tcp', { host: '127.0.0.1', port: await closedPort() })).toMatchObject({
    phase: 'connect',
    error: 'ECONNREFUSED',
  })
})
