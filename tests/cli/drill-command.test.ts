import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { drillOf } from '../../src/core/alert/drill.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { openStore } from '../../src/store/open.ts'
import { openMailServer } from '../support/mail-server.ts'
import { runHere } from '../support/run-cli.ts'
import { openTemporaryDirectory } from '../support/temporary-directory.ts'

async function openOffice(port: number) {
  const directory = await openTemporaryDirectory()
  const file = join(directory.path, 'dotchi.config.yaml')
  const url = `sqlite:${join(directory.path, 'dotchi.db')}`
  await writeFile(
    file,
    `database: { url: "${url}" }
alerts:
  channels:
    mail: { kind: email, options: { host: 127.0.0.1, port: ${port}, secure: none, from: dotchi@example.co.jp } }
  recipients:
    help-desk: { ways: [{ channel: mail, to: help@example.co.jp }] }
    boss: { locale: en, ways: [{ channel: mail, to: nobody@example.co.jp }, { channel: mail, to: boss@example.co.jp }] }
`,
  )
  const drill = (...words: string[]) => runHere(['drill', ...words, '-c', file])
  return { url, drill, [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose]() }
}

test('everybody is told by every way that it is a drill, and what did not arrive is named', async () => {
  await using server = await openMailServer({ secure: 'none', unknown: ['nobody@example.co.jp'] })
  await using office = await openOffice(server.port)
  const { code, stdout, stderr } = await office.drill('--lang', 'en')
  expect({ code, stderr }).toEqual({ code: 2, stderr: '' })
  const lines = stdout.split('\n').map((line) => line.replaceAll(/ {2,}\d+ ms$/g, '').split(/ {2,}/))
  expect(lines).toEqual([
    ['✓ help-desk', 'mail → help@example.co.jp', 'arrived'],
    ['✗ boss', 'mail → nobody@example.co.jp', 'refused'],
    ['', expect.stringContaining('550')],
    ['✓ boss', 'mail → boss@example.co.jp', 'arrived'],
    [''],
  ])
  expect(server.mails.map(({ to }) => to[0]).toSorted()).toEqual(['boss@example.co.jp', 'help@example.co.jp'])
  const english = server.mails.find(({ to }) => to.includes('boss@example.co.jp'))
  expect(english?.source).toMatch(/^Subject: \[DRILL\]/m)
})

test('one recipient alone, as data', async () => {
  await using server = await openMailServer({ secure: 'none' })
  await using office = await openOffice(server.port)
  const { code, stdout } = await office.drill('--to', 'help-desk', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ ways: [{ recipient: 'help-desk', outcome: 'arrived', reason: null }] })
})

test('what else waits is not touched', async () => {
  await using server = await openMailServer({ secure: 'none' })
  await using office = await openOffice(server.port)
  const store = await openStore({ url: office.url })
  const [other] = drillOf(
    [
      {
        id: 'boss',
        locale: 'ja',
        ways: [{ channel: 'mail', to: 'boss@example.co.jp' }],
        mutedUntil: null,
        isSubscriber: false,
      },
    ],
    systemClock.now(),
  )
  await store.outbox.put([{ ...other!, createdAt: systemClock.now() }])
  expect(await office.drill('--to', 'help-desk')).toMatchObject({ code: 0 })
  expect(server.mails.map(({ to }) => to)).toEqual([['help@example.co.jp']])
  expect(await store.outbox.list({ state: 'pending' })).toMatchObject([{ item: { recipient: 'boss' }, attempts: [] }])
  await store.close()
})

test('a recipient that nobody named', async () => {
  await using office = await openOffice(1)
  expect(await office.drill('--to', 'nobody', '--lang', 'en')).toMatchObject({ code: 64, stdout: '' })
  expect(await office.drill('--wait', 'long', '--lang', 'en')).toMatchObject({ code: 64, stdout: '' })
})
