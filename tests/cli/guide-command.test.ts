import { expect, test } from 'vitest'
import { cellsOf } from '../../src/cli/cells.ts'
import { TOPICS } from '../../src/core/triage/topic.ts'
import { runHere } from '../support/run-cli.ts'

const guide = (...argv: string[]) => runHere(['guide', ...argv])

test('without a name all articles are listed, in both languages', async () => {
  const { code, stdout } = await guide('--lang', 'ja')
  expect(code).toBe(0)
  for (const topic of TOPICS) expect(stdout).toContain(`  ${topic} `)
  expect(stdout).toContain('パスワードの再設定')
  expect((await guide('--lang', 'en')).stdout).toContain('Resetting the password')
})

test('an article says all that a person has to know, in lines that fit', async () => {
  for (const locale of ['ja', 'en'])
    for (const topic of TOPICS) {
      const { code, stdout } = await runHere(['guide', topic, '--lang', locale], { columns: 60 })
      expect(code).toBe(0)
      const tooLong = stdout.split('\n').filter((line) => cellsOf(line) > 60 && !line.includes('https://'))
      expect(tooLong).toEqual([])
    }
  const { stdout } = await guide('account-locked', '--lang', 'ja')
  for (const heading of [
    '手順',
    'かかる時間',
    '止めるとき',
    '聞く人',
    'しないでください',
    '見分け方',
    '出典',
    '（未確認）',
  ])
    expect(stdout).toContain(heading)
})

test('steps are those of the device and client', async () => {
  const { stdout } = await guide('app-restart', '--device', 'mac', '--client', 'app', '--lang', 'en')
  expect(stdout).toContain('Command and Q')
  expect(stdout).not.toContain('flick')
})

test('what there is not is told, with what may have been meant', async () => {
  const near = await guide('caps-lok', '--lang', 'en')
  expect(near).toMatchObject({ code: 64, stdout: '' })
  expect(near.stderr).toContain('Did you mean "caps-lock"?')
  expect((await guide('caps-lock', '--device', 'watch', '--lang', 'ja')).stderr).toContain('--device は windows')
})

test('colours are for terminals only', async () => {
  const colour = String.fromCharCode(27)
  expect((await guide('licence')).stdout).not.toContain(colour)
  expect((await runHere(['guide', 'licence'], { isTerminal: true })).stdout).toContain(colour)
})
