import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { stringify } from 'yaml'
import { ACTIVE, openFakeDirectory } from '../accounts/fake-directory.ts'
import { runHere } from '../support/run-cli.ts'
import { openTemporaryDirectory } from '../support/temporary-directory.ts'

async function open() {
  const directory = await openTemporaryDirectory()
  onTestFinished(() => directory[Symbol.asyncDispose]())
  const { fake, options } = await openFakeDirectory()
  const file = join(directory.path, 'dotchi.config.yaml')
  const { privateKey, ...rest } = options
  const keyFile = join(directory.path, 'key.pem')
  await writeFile(keyFile, privateKey)
  await writeFile(
    file,
    stringify({
      database: { url: `sqlite:${join(directory.path, 'dotchi.db')}` },
      reading: { allowPrivate: ['127.0.0.1'] },
      directory: { ...rest, privateKey_FILE: keyFile },
    }),
  )
  const run = (...words: string[]) => runHere(['account', ...words, '-c', file, '--lang', 'en'])
  return { run, fake, file }
}

test('what is wrong with an account and what to do, and the record of who looked', async () => {
  const { run, fake } = await open()
  fake.users.set('yamada@example', { body: { ...ACTIVE, isSuspended: true, suspendedReason: 'LOGIN_FAIL' } })
  fake.users.set('sato@example', { body: ACTIVE })
  const locked = await run('yamada@example')
  expect(locked).toMatchObject({ code: 2, stderr: '' })
  expect(locked.stdout).toMatch(/^Suspended after failed logins\n {2}.*\n {2}.*suspect somebody else\.\n$/)
  expect(await run('sato@example')).toMatchObject({ code: 0 })
  expect(await run('nobody@example')).toMatchObject({
    code: 66,
    stderr: 'dotchi: there is no account with this login id\n',
  })
  const log = await run('--log')
  expect(log.stdout.trim().split('\n')).toHaveLength(3)
  expect(log.stdout).toMatch(/cli:\S+ {2}[0-9a-f]{12} {2}locked-by-failures/)
  expect(log.stdout).not.toContain('yamada')
  expect((await run('--log', 'yamada@example')).stdout.trim().split('\n')).toHaveLength(1)
  expect((await run('--log', 'suzuki@example')).stdout).toBe('There is no record.\n')
})

test('trouble is told as such, and is no finding', async () => {
  const { run, fake } = await open()
  fake.next.push({ status: 403 })
  expect(await run('yamada@example')).toMatchObject({ code: 3, stdout: '' })
  expect(await run('yamada')).toMatchObject({ code: 64, stdout: '' })
  const bare = await runHere(['account', 'yamada@example', '--lang', 'en'], {
    environment: { DATABASE_URL: 'sqlite::memory:' },
  })
  expect(bare).toMatchObject({ code: 64 })
  expect(bare.stderr).toContain('directory')
})

test('no secret of it is ever shown', async () => {
  const { file } = await open()
  const shown = await runHere(['config', 'show', '-c', file])
  expect(shown.stdout).toContain('directory')
  expect(shown.stdout).not.toContain('client-secret')
  expect(shown.stdout).not.toContain('PRIVATE')
})
