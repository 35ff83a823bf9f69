import { expect, test } from 'vitest'
import { runHere } from '../support/run-cli.ts'

const ask = (...argv: string[]) => runHere(['triage', ...argv])

test('the first topics with their first step and the reason, in both languages', async () => {
  const text = 'Caps Lockがオンでした。パスワードが違うと出ます'
  const japanese = await ask(text, '--service', 'operational', '--lang', 'ja')
  expect(japanese.code).toBe(0)
  expect(japanese.stdout).toContain('1. Caps Lock がオンになっている')
  expect(japanese.stdout).toContain('理由: 「')
  const english = await ask(text, '--service', 'operational', '--lang', 'en')
  expect(english.stdout).toContain('1. Caps Lock is on')
  expect(english.stdout).toContain('why: "')
})

test('the state of the service is the reason where the text names none', async () => {
  const { stdout } = await ask('ログインできません', '--service', 'outage', '--lang', 'en')
  expect(stdout).toContain('1. LINE WORKS itself is failing')
  expect(stdout).toContain('why: by how LINE WORKS is')
})

test('JSON has the ranked topics', async () => {
  const { code, stdout } = await ask(
    'account locked after too many attempts',
    '--device',
    'ios',
    '--client',
    'app',
    '--json',
  )
  expect(code).toBe(0)
  const { topics } = JSON.parse(stdout)
  expect(topics[0]).toMatchObject({ topic: 'account-locked' })
  expect(topics[0].because.length).toBeGreaterThan(0)
})

test('what is wrong with the call is told with 64', async () => {
  const calls = [
    ['x', '--device', 'fridge'],
    ['x', '--client', 'fax'],
    ['x', '--service', 'fine'],
    ['x', '--nothing'],
    [],
    ['  '],
    ['x', 'y'],
  ]
  for (const argv of calls) expect([argv, (await ask(...argv)).code]).toEqual([argv, 64])
})
