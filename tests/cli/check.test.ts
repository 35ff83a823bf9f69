import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verdictSchema } from '../../src/http/api/verdict-schema.ts'
import type { WeatherName } from '../../src/simulator/weathers.ts'
import { openPretendOffice, type PretendOffice } from '../support/pretend-office.ts'
import { runChild, runHere } from '../support/run-cli.ts'
import { openTemporaryDirectory } from '../support/temporary-directory.ts'

let office: PretendOffice
beforeAll(async () => {
  office = await openPretendOffice()
})
afterAll(() => office[Symbol.asyncDispose]())

const check = (...argv: readonly string[]) => runChild(['check', '--config', office.configFile, ...argv])

/** What it answers to the shell, the picture's broken box, and a sentence that must be there. */
const WEATHERS: readonly (readonly [WeatherName, number, string | null, string])[] = [
  ['healthy', 0, null, '対応は不要です。'],
  ['login-500', 1, '║ログイン║', 'HTTP 500'],
  ['maintenance', 1, '║ログイン║', 'メンテナンスが終わるまでお待ちください。'],
  ['company-proxy-407', 2, '║プロキシ║', 'プロキシの認証'],
]

test.each(WEATHERS)('%s: exit code %i', async (weather, code, broken, sentence) => {
  await office.simulator.setWeather(weather)
  const run = await check('--lang', 'ja')
  expect(run.code).toBe(code)
  expect(run.stdout).toContain(sentence)
  expect(run.stdout.includes('╔')).toBe(broken !== null)
  if (broken) expect(run.stdout).toContain(broken)
  // In a pipe: no colours, no moving line, and the progress apart from the answer.
  expect(run.stdout + run.stderr).not.toContain('\u001b')
  expect(run.stderr).toBe('LINE WORKS への経路を確認しています（16件）\n')
})

test('--json prints the verdict of the API and nothing else', async () => {
  await office.simulator.setWeather('login-500')
  const run = await check('--json')
  expect(run).toMatchObject({ code: 1, stderr: '' })
  const verdict = verdictSchema.strict().parse(JSON.parse(run.stdout))
  expect(verdict).toMatchObject({ freshness: 'fresh', service: { condition: 'outage' } })
  expect(verdict.viewers).toMatchObject([{ vantage: 'demo', condition: 'outage', culprit: 'service' }])
  expect(verdict.evidence.length).toBeGreaterThan(0)
})

test('the terminal decides about the language, the configuration where it does not', async () => {
  await office.simulator.setWeather('healthy')
  const argv = ['check', '--config', office.configFile]
  expect((await runHere(argv, { environment: { LANG: 'en_US.UTF-8' } })).stdout).toContain('There is nothing to do.')
  expect((await runHere(argv)).stdout).toContain('対応は不要です。')
})

test('a person at a terminal sees colours and a line that moves, and --all shows every look', async () => {
  await office.simulator.setWeather('healthy')
  const run = await runHere(['check', '-c', office.configFile, '--all', '--lang', 'en'], {
    isTerminal: true,
    columns: 100,
  })
  expect(run.stderr).toBe('')
  expect(run.stdout).toContain('16/16')
  // The last thing the moving line does is to go, and to give the cursor back.
  const [moving, answer] = run.stdout.split('\u001b[?25h')
  expect(moving?.endsWith('\r\u001b[2K')).toBe(true)
  expect(answer).toContain('\u001b[32m')
  expect(answer?.match(/✓\S* (Login|Control|Talk|API|Redirect|Discovery)/g)?.length).toBeGreaterThanOrEqual(16)
})

test('controls alone tell nothing about LINE WORKS: unknown, 3', async () => {
  await office.simulator.setWeather('healthy')
  await using directory = await openTemporaryDirectory()
  const file = join(directory.path, 'controls.yaml')
  const url = `${office.simulator.sites['empty-check']}/generate_204`
  const options = `{ url: "${url}", status: 204 }`
  await writeFile(
    file,
    `replaceTargets: true\nproxy: { url: none }\ntargets: [{ id: c, kind: control, options: ${options} }]\n`,
  )
  const run = await runChild(['check', '--config', file, '--lang', 'en'])
  expect(run.code).toBe(3)
  expect(run.stdout).toContain('We cannot tell yet')
  expect(run.stdout).not.toMatch(/^ Cause /m)
})

test('Ctrl-C ends it at once and cleanly', async () => {
  await office.simulator.setWeather('login-silent')
  const run = await runChild(['check', '--config', office.configFile, '--lang', 'en'], {
    onStart(child) {
      // As soon as it says what it does, it listens.
      child.stderr.once('data', () => child.kill('SIGINT'))
    },
  })
  expect(run).toMatchObject({ code: 130, stdout: '' })
  expect(run.stderr).toBe('Checking the way to LINE WORKS (16 looks)\nStopped.\n')
})
