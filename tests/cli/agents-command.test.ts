import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runHere } from '../support/run-cli.ts'
import { openTemporaryDirectory } from '../support/temporary-directory.ts'

async function openOffice() {
  const directory = await openTemporaryDirectory()
  const file = join(directory.path, 'dotchi.config.yaml')
  await writeFile(file, `database: { url: "sqlite:${join(directory.path, 'dotchi.db')}" }\nvantage: { id: tokyo }\n`)
  const agents = (...words: string[]) => runHere(['agents', ...words, '-c', file, '--lang', 'en'])
  return { agents, [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose]() }
}
const CODE = /^ {2}([A-Z2-9]{4}(-[A-Z2-9]{4}){3})$/m

test('an agent is added with a code, listed and revoked', async () => {
  await using office = await openOffice()
  expect(await office.agents('list')).toMatchObject({
    code: 0,
    stdout: 'No agents yet. Add one: dotchi agents add ID\n',
  })
  const added = await office.agents('add', 'osaka', '--title', '大阪支社', '--title-en', 'Osaka office')
  expect(added).toMatchObject({ code: 0, stderr: '' })
  const code = CODE.exec(added.stdout)?.[1]
  expect(added.stdout).toContain(`dotchi agent --server http://127.0.0.1:8787 --code ${code}`)
  expect(await office.agents('add', 'osaka')).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('osaka is in use'),
  })
  expect((await office.agents('list')).stdout).toMatch(/^osaka +Osaka office +not enrolled yet +- +- +-$/m)
  const { agents } = JSON.parse((await office.agents('list', '--json')).stdout)
  expect(agents).toEqual([expect.objectContaining({ id: 'osaka', title: { ja: '大阪支社', en: 'Osaka office' } })])
  expect(JSON.stringify(agents)).not.toContain('hash')
  expect(await office.agents('revoke', 'osaka')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Revoked osaka'),
  })
  expect((await office.agents('list')).stdout).toContain('revoked')
  expect(await office.agents('revoke', 'osaka')).toMatchObject({
    code: 64,
    stderr: 'dotchi: There is no agent osaka.\n',
  })
  expect(await office.agents('add', 'osaka')).toMatchObject({ code: 0 })
})

test.each([
  [['add'], 'say dotchi agents add ID'],
  [['remove', 'osaka'], 'say dotchi agents add ID'],
  [['list', 'osaka'], 'say dotchi agents add ID'],
  [['add', 'Osaka!'], 'lower-case letters'],
  [['add', 'tokyo'], 'this server itself'],
  [['add', 'osaka', '--title', 'x'.repeat(121)], '120 characters'],
])('agents %j is refused with a reason', async (words, reason) => {
  await using office = await openOffice()
  const run = await office.agents(...words)
  expect(run).toMatchObject({ code: 64, stdout: '' })
  expect(run.stderr).toContain(reason)
})

test.each([
  [['--code', 'AAAA-AAAA-AAAA-AAAA'], 'name the server with --server'],
  [['--server', 'dotchi.example'], 'must be an http:// or https:// URL'],
  [['--server', 'https://user:pass@dotchi.example'], 'must be an http:// or https:// URL'],
  [['--server', 'https://dotchi.example', '--code', 'OOOO'], 'looks like XXXX'],
  [['--server', 'https://dotchi.example'], 'not enrolled yet'],
])('agent %j is refused with a reason', async (words, reason) => {
  await using directory = await openTemporaryDirectory()
  const run = await runHere(['agent', ...words, '--data', join(directory.path, 'agent'), '--lang', 'en'])
  expect(run).toMatchObject({ code: 64, stdout: '' })
  expect(run.stderr).toContain(reason)
})
