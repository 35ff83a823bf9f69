import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createHttpApp } from '../../src/http/app.ts'
import { listen } from '../../src/http/server.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { openStore } from '../../src/store/open.ts'
import { createWorld } from '../http/deps.ts'
import { NOW, verdictOf } from '../http/verdicts.ts'
import { runHere } from '../support/run-cli.ts'
import { openTemporaryDirectory } from '../support/temporary-directory.ts'

/** A database in which an outage stands, seen from two offices, and the configuration that names it. */
async function openHistory() {
  const directory = await openTemporaryDirectory()
  const url = `sqlite:${join(directory.path, 'dotchi.db')}`
  const file = join(directory.path, 'dotchi.config.yaml')
  await writeFile(file, `database: { url: "${url}" }\n`)
  const store = await openStore({ url })
  await store.verdicts.append(verdictOf({ tokyo: 'outage', osaka: 'company_network' }), null)
  await store.close()
  const explain = (...words: string[]) => runHere(['explain', ...words, '-c', file])
  return { url, explain, [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose]() }
}
const AT = ['--at', '2026-04-06T09:00:00+09:00']

test('the waterfall at a terminal, in both languages, within eighty columns', async () => {
  await using history = await openHistory()
  const en = await history.explain(...AT, '--lang', 'en')
  expect(en).toMatchObject({ code: 0, stderr: '' })
  expect(en.stdout).toMatch(/^Outage – LINE WORKS as a whole\n {3}LINE WORKS is down\.\n/)
  expect(en.stdout).toMatch(/^ Since +6 Apr 8:33 \(26 min\)$/m)
  expect(en.stdout).toMatch(/^ ▓+ +\+4\.6 {2}The login page answers with error 503/m)
  expect(en.stdout).toMatch(/^ +░+ +−1\.1 {2}The API gateway answers normally/m)
  expect(en.stdout).toMatch(/^ █+ +\+7\.3 {2}Sum$/m)
  expect(en.stdout).toContain('nothing like it is on record')
  const ja = await history.explain(...AT, '--lang', 'ja')
  expect(ja.stdout).toMatch(/^【障害】LINE WORKS 全体\n/)
  expect(ja.stdout).toMatch(/合計$/m)
  const osaka = await history.explain(...AT, '--site', 'osaka', '--lang', 'en')
  expect(osaka.stdout).toMatch(/^Company network – osaka\n/)
})

test('a server and the database explain in the same words', async () => {
  await using history = await openHistory()
  const store = await openStore({ url: history.url })
  const { deps } = createWorld({}, { store })
  const server = await listen(createHttpApp(deps), { host: '127.0.0.1', port: 0, clock: systemClock })
  if (server.kind === 'failed') throw server.cause
  try {
    const own = await history.explain(...AT, '--json')
    const asked = await history.explain(...AT, '--json', '--server', server.url)
    expect(asked).toEqual(own)
    expect(JSON.parse(own.stdout)).toMatchObject({ condition: 'outage', at: '2026-04-06T08:59:48+09:00' })
    expect(await history.explain(...AT, '--lang', 'en', '--server', server.url)).toEqual(
      await history.explain(...AT, '--lang', 'en'),
    )
    const none = await history.explain('--at', '2020-01-01 09:00', '--lang', 'en', '--server', server.url)
    expect(none).toMatchObject({ code: 66, stdout: '' })
  } finally {
    await server.close(0)
    await store.close()
  }
  const away = await history.explain(...AT, '--lang', 'en', '--server', server.url)
  expect(away).toMatchObject({ code: 69, stderr: 'dotchi: the server cannot be reached (ECONNREFUSED)\n' })
})

test.each([
  [['--at', 'soon'], 64, '--at must be a moment that is over'],
  [['--at', '2099-01-01 09:00'], 64, '--at must be a moment that is over'],
  [['--server', 'dotchi'], 64, '--server must be an http:// or https:// URL'],
  [['--at', new Date(NOW - 86_400_000).toISOString()], 66, 'there is no verdict of this moment'],
  [[...AT, '--site', 'kyoto'], 66, 'office kyoto'],
])('explain %j ends with %i and a reason', async (words, code, reason) => {
  await using history = await openHistory()
  const run = await history.explain(...words, '--lang', 'en')
  expect(run).toMatchObject({ code, stdout: '' })
  expect(run.stderr).toContain(reason)
})
