import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { itemOf } from '../core/outbox/made-item.ts'
import { settlementOf } from '../store/contract/outbox.ts'
import { emptyFolder, openedStore } from '../support/databases.ts'
import { runHere } from '../support/run-cli.ts'

async function openRig() {
  const folder = emptyFolder()
  const url = `sqlite:${join(folder, 'dotchi.db')}`
  const config = join(folder, 'dotchi.config.yaml')
  writeFileSync(config, JSON.stringify({ database: { url } }))
  const store = await openedStore({ url })
  const at = Date.now()
  const ways = [{ channel: 'mail', to: 'help@example.com' }]
  await store.outbox.put(['told', 'dead', 'waits'].map((id) => itemOf({ createdAt: at, ways }, { id, thread: id })))
  const query = { holder: 'a', at, untilAt: at + 60_000, isAffected: () => false, busy: [], roomOf: () => 9, limit: 2 }
  const [told, dead] = await store.outbox.take(query)
  await store.outbox.settle([settlementOf(told!, 'sent', at), settlementOf(dead!, 'rejected', at)])
  const run = (...argv: readonly string[]) => runHere(['deliveries', '--lang', 'en', '--config', config, ...argv])
  return { store, run }
}

test('lists what was told, what waits and what could not be told, the newest first', async () => {
  const { run } = await openRig()
  const { code, stdout } = await run()
  expect(code).toBe(0)
  expect(stdout.split('\n').map((line) => line.replace(/\d+:\d+/, 'T').replaceAll(/ +/g, ' '))).toEqual([
    '3 T waits help-desk LINE WORKS login fails',
    '2 T not told help-desk LINE WORKS login fails (refused)',
    ' T mail: refused - busy',
    '1 T told help-desk LINE WORKS login fails (mail)',
    '',
  ])
  expect((await run('--pending')).stdout.split('\n')).toHaveLength(2)
  const { deliveries } = JSON.parse((await run('--dead', '--json')).stdout) as { deliveries: { message: string }[] }
  expect(deliveries.map(({ message }) => message)).toEqual(['dead'])
})

test('a dead letter is tried afresh, and nothing else is', async () => {
  const { store, run } = await openRig()
  expect(await run('--retry', '2')).toMatchObject({ code: 0, stdout: 'It will be tried afresh.\n' })
  expect(await store.outbox.counts()).toMatchObject({ pending: 2, dead: 0 })
  expect(await run('--retry', '2')).toMatchObject({ code: 66, stdout: '' })
  expect((await run('--retry', 'x')).code).toBe(64)
  expect((await run('--dead', '--pending')).code).toBe(64)
  expect(await run('--dead')).toMatchObject({ code: 0, stdout: 'There are none.\n' })
})
