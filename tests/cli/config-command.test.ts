import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runHere } from '../support/run-cli.ts'
import { openTemporaryDirectory } from '../support/temporary-directory.ts'

test('config init writes a file that is right, and never writes over one', async () => {
  await using directory = await openTemporaryDirectory()
  const file = join(directory.path, 'dotchi.config.yaml')
  expect(await runHere(['config', 'init', file, '--lang', 'en'])).toEqual({
    code: 0,
    stdout: `${file} is written. After editing it, try "dotchi config check".\n`,
    stderr: '',
  })
  expect(await runHere(['config', 'check', file, '--lang', 'ja'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/: 問題ありません（監視対象 \d+件）\n$/),
  })
  await writeFile(file, 'locale: en\n')
  expect(await runHere(['config', 'init', '--config', file, '--lang', 'ja'])).toEqual({
    code: 73,
    stdout: '',
    stderr: `dotchi: ${file}: もうあります。上書きしません\n`,
  })
  expect(await readFile(file, 'utf8')).toBe('locale: en\n')
})

test('config init says where it cannot write', async () => {
  const run = await runHere(['config', 'init', '/nowhere/at/all.yaml', '--lang', 'en'])
  expect(run).toEqual({ code: 73, stdout: '', stderr: 'dotchi: /nowhere/at/all.yaml: cannot be written (ENOENT)\n' })
})

test('config check, config show and check tell every problem and end with 64', async () => {
  await using directory = await openTemporaryDirectory()
  const file = join(directory.path, 'wrong.yaml')
  await writeFile(file, 'listen: { port: 99999 }\nlocal: ja\n')
  const problems = [
    `${file}:1:11 listen.port: must be at most 65535`,
    `${file}:2:1 local: unknown key (did you mean "locale"?)`,
    'There are 2 problems in the configuration.',
    '',
  ].join('\n')
  for (const argv of [
    ['config', 'check', file],
    ['config', 'show', file],
    ['check', '--config', file],
  ]) {
    expect(await runHere([...argv, '--lang', 'en'])).toEqual({ code: 64, stdout: '', stderr: problems })
  }
  const ja = await runHere(['config', 'check', file])
  expect(ja.stderr).toMatch(/設定に2件の問題があります。\n$/)
})

test('config check warns of what is allowed and hardly meant', async () => {
  await using directory = await openTemporaryDirectory()
  const file = join(directory.path, 'bare.yaml')
  await writeFile(
    file,
    'replaceTargets: true\ntargets: [{ id: a, kind: tcp, options: { host: 192.0.2.1, port: 1 } }]\n',
  )
  const run = await runHere(['config', 'check', file, '--lang', 'en'])
  expect(run).toMatchObject({ code: 0, stdout: `${file}: no problems (1 targets)\n` })
  expect(run.stderr).toContain(`warning: ${file}:2:1 targets: there is no control site`)
})

test('config show says where values come from, by the file that DOTCHI_CONFIG names', async () => {
  await using directory = await openTemporaryDirectory()
  const file = join(directory.path, 'office.yaml')
  await writeFile(file, 'vantage:\n  id: osaka\n')
  const environment = { DOTCHI_CONFIG: file, PORT: '1234', LANG: 'en_US' }
  const { code, stdout } = await runHere(['config', 'show'], { environment })
  expect(code).toBe(0)
  expect(stdout).toContain(`  id: osaka # ${file}:2\n`)
  expect(stdout).toContain('  port: 1234 # environment PORT\n')
})
