import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'
import { runHere } from '../support/run-cli.ts'

const names = [...COMMANDS.keys()]
const english = { environment: { LANG: 'en_US.UTF-8' } }

test('the help names every command, in the language of the terminal', async () => {
  const ja = await runHere(['--help'], { environment: { LC_ALL: 'ja_JP.UTF-8' } })
  const en = await runHere(['-h'], english)
  for (const name of names) {
    expect(ja.stdout).toMatch(new RegExp(`^ {2}${name} .*[ぁ-ん]`, 'm'))
    expect(en.stdout).toMatch(new RegExp(`^ {2}${name} +[ -~]+$`, 'm'))
  }
  expect([ja.code, en.code]).toEqual([0, 0])
  expect(ja.stdout).toContain('使い方: dotchi コマンド')
  expect(en.stdout).toContain('Usage: dotchi COMMAND')
})

test.each(names)('%s explains itself in both languages', async (name) => {
  const ja = await runHere([name, '--help', '--lang', 'ja'])
  const en = await runHere(['help', name, '--lang=en'])
  expect([ja.code, en.code]).toEqual([0, 0])
  expect(ja.stdout).toContain(`使い方: dotchi ${name}`)
  expect(en.stdout).toContain(`Usage: dotchi ${name}`)
  expect(en.stdout).not.toMatch(/[ぁ-んァ-ン一-龥]/)
  expect(ja.stdout.split('\n')).toHaveLength(en.stdout.split('\n').length)
  expect((await COMMANDS.get(name)!()).name).toBe(name)
})

test('without a command the help goes to standard error', async () => {
  const run = await runHere([], english)
  expect(run).toMatchObject({ code: 64, stdout: '' })
  expect(run.stderr).toContain('Usage:')
})

test('the version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
    version: string
  }
  expect(await runHere(['--version'])).toEqual({ code: 0, stdout: `dotchi ${version}\n`, stderr: '' })
  expect(await runHere(['-v'])).toMatchObject({ code: 0 })
})

const WRONG: readonly (readonly [string, string, string])[] = [
  [
    'chek',
    'there is no command "chek". Did you mean "dotchi check"?',
    '「chek」というコマンドはありません。「dotchi check」のことですか？',
  ],
  ['frobnicate', 'there is no command "frobnicate".', '「frobnicate」というコマンドはありません。'],
  ['--frob', 'unknown option --frob', '知らないオプションです: --frob'],
  [
    'check --jsn',
    'unknown option --jsn (did you mean "--json"?)',
    '知らないオプションです: --jsn（「--json」のことですか？）',
  ],
  ['check --json=yes', '--json takes no value', '--json に値は付けられません'],
  ['check --config', '--config needs a value', '--config には値が必要です'],
  ['eval signatures --out --failures', '--out needs a value', '--out には値が必要です'],
  ['check now', 'unexpected argument: now', '余分な引数です: now'],
  ['eval', 'something is missing: dotchi eval KIND [FILE]', '引数が足りません: dotchi eval KIND [FILE]'],
  ['eval weather', 'there is no kind "weather" (', '「weather」という種類はありません（'],
  ['config', 'something is missing: dotchi config', '引数が足りません: dotchi config'],
  [
    'config chek',
    'after config comes one of check, init, show, not "chek"',
    'config の後は check, init, show のどれかです',
  ],
  ['config check a.yaml --config b.yaml', 'name one file only', 'ファイルは1つだけ指定してください'],
]

test.each(WRONG)('a wrong call is told and ends with 64: dotchi %s', async (line, en, ja) => {
  const argv = line.split(' ')
  const told = await runHere([...argv, '--lang', 'en'])
  expect(told).toMatchObject({ code: 64, stdout: '' })
  expect(told.stderr.startsWith(`dotchi: ${en}`)).toBe(true)
  expect(told.stderr).toContain('See dotchi --help.')
  expect((await runHere([...argv, '--lang', 'ja'])).stderr.startsWith(`dotchi: ${ja}`)).toBe(true)
})

test('a language that Dotchi does not speak is refused', async () => {
  expect(await runHere(['config', 'check', '--lang', 'ko'], english)).toEqual({
    code: 64,
    stdout: '',
    stderr: 'dotchi: --lang must be ja or en\nSee dotchi --help.\n',
  })
})

test.each([
  [{ LC_ALL: 'en_GB.UTF-8', LANG: 'ja_JP.UTF-8' }, 'en'],
  [{ LC_MESSAGES: 'ja_JP.UTF-8', LANG: 'en_US.UTF-8' }, 'ja'],
  [{ LANG: 'de_DE.UTF-8' }, 'en'],
  [{ LANG: 'C' }, 'en'],
  [{ LANG: 'C.UTF-8' }, 'ja'],
  [{}, 'ja'],
])('the terminal says %o: %s', async (environment, language) => {
  const { stdout } = await runHere(['--help'], { environment })
  expect(stdout.includes('Usage:')).toBe(language === 'en')
})
