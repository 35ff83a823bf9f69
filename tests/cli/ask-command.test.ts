import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createHttpApp } from '../../src/http/app.ts'
import { listen } from '../../src/http/server.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { openStore } from '../../src/store/open.ts'
import { createWorld } from '../http/deps.ts'
import { verdictOf } from '../http/verdicts.ts'
import { runHere } from '../support/run-cli.ts'
import { openTemporaryDirectory } from '../support/temporary-directory.ts'

/** A database in which an outage stands that is current, and the configuration that names it. */
async function openHistory(freshForMs = 600_000) {
  const directory = await openTemporaryDirectory()
  onTestFinished(() => directory[Symbol.asyncDispose]())
  const url = `sqlite:${join(directory.path, 'dotchi.db')}`
  const file = join(directory.path, 'dotchi.config.yaml')
  // Nothing answers there: a look from here finds out nothing.
  const target = '{ id: nothing, kind: tcp, options: { host: 127.0.0.1, port: 9 } }'
  await writeFile(
    file,
    `database: { url: "${url}" }\nproxy: { url: none }\nreplaceTargets: true\ntargets: [${target}]\n`,
  )
  const store = await openStore({ url })
  const now = systemClock.now()
  const verdict = verdictOf({ tokyo: 'outage' }, { at: now, freshUntil: now + freshForMs })
  await store.verdicts.append(verdict, null)
  await store.close()
  return { ask: (...words: string[]) => runHere(['ask', ...words, '-c', file]), file, url }
}

async function openServer() {
  const world = createWorld({ verdict: verdictOf({ tokyo: 'outage', osaka: 'company_network' }) })
  const server = await listen(createHttpApp(world.deps), { host: '127.0.0.1', port: 0, clock: systemClock })
  if (server.kind === 'failed') throw server.cause
  onTestFinished(() => server.close(0))
  return server
}

test('without a server the newest verdict of the database answers, in the language of the question', async () => {
  const { ask } = await openHistory()
  const ja = await ask('LINE WORKS 落ちてる？')
  expect(ja).toMatchObject({ code: 1, stderr: '' })
  expect(ja.stdout).toMatch(/^【障害】LINE WORKS 側の障害です。/)
  const en = await ask('is it down?')
  expect(en.stdout).toMatch(/^Outage: LINE WORKS is down\./)
  const asked = await ask('落ちてる？', '--lang', 'en', '--json')
  expect(JSON.parse(asked.stdout)).toMatchObject({ intent: 'status', lang: 'en', condition: 'outage' })
})

test('an old verdict is not told: it looks for itself, and with nothing to look at it does not know', async () => {
  const { ask } = await openHistory(-1)
  const run = await ask('落ちてる？')
  expect(run.stdout).not.toContain('障害です')
  expect(run.stdout).not.toContain('正常')
})

test('a server answers in the words of its own, and scripts get its exit code', async () => {
  const server = await openServer()
  const run = await runHere(['ask', '大阪は使える？', '--server', server.url])
  expect(run).toMatchObject({ code: 2, stderr: '' })
  expect(run.stdout).toMatch(/^【社内ネットワークの問題】/)
  await server.close(0)
  const away = await runHere(['ask', '落ちてる？', '--server', server.url, '--lang', 'en'])
  expect(away).toMatchObject({ code: 69, stderr: 'dotchi: the server cannot be reached (ECONNREFUSED)\n' })
})

test.each([
  [['ask', ' ', '--lang', 'en'], 'the question is empty'],
  [['ask', 'x', '--server', 'ftp://x', '--lang', 'en'], '--server must be'],
  [['ask', '--lang', 'en'], 'something is missing'],
])('%j is a wrong call', async (words, reason) => {
  const run = await runHere(words)
  expect(run).toMatchObject({ code: 64, stdout: '' })
  expect(run.stderr).toContain(reason)
})
