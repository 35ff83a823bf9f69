import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '../../src/platform/clock.ts'
import { openStore } from '../../src/store/open.ts'
import { verdictOf } from '../http/verdicts.ts'
import { runHere } from '../support/run-cli.ts'
import { openTemporaryDirectory } from '../support/temporary-directory.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Two days ago LINE WORKS was down for half an hour. */
async function openPast() {
  const directory = await openTemporaryDirectory()
  const url = `sqlite:${join(directory.path, 'dotchi.db')}`
  const file = join(directory.path, 'dotchi.config.yaml')
  await writeFile(
    file,
    `database: { url: "${url}" }
alerts:
  channels:
    mail: { kind: email, options: { host: 127.0.0.1, from: dotchi@example.co.jp } }
  recipients: { help-desk: { ways: [{ channel: mail, to: help@example.co.jp }] } }
`,
  )
  const store = await openStore({ url })
  const downAt = systemClock.now() - 48 * HOUR
  for (const [condition, at] of [
    ['operational', downAt - HOUR],
    ['outage', downAt],
    ['operational', downAt + 30 * MINUTE],
  ] as const) {
    const { service, ...verdict } = verdictOf({ here: condition }, { id: `v-${at}`, at, freshUntil: at + MINUTE })
    const viewers = verdict.viewers.map((viewer) => ({ ...viewer, since: at }))
    await store.verdicts.append({ ...verdict, viewers, service: { ...service, since: at } }, {})
  }
  await store.close()
  const rules = (text: string) => writeFile(join(directory.path, 'rules.yaml'), text)
  const backtest = (...words: string[]) =>
    runHere(['backtest', ...words.map((word) => word.replace('RULES', join(directory.path, 'rules.yaml'))), '-c', file])
  return { rules, backtest, [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose]() }
}

test('the rules of the configuration would have told the outage and its end', async () => {
  await using past = await openPast()
  const { code, stdout, stderr } = await past.backtest('--days', '7', '--lang', 'en')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^In the last 7 days these rules would have sent 2 messages\./)
  expect(stdout.match(/→ help-desk/g)).toHaveLength(2)
  const { stdout: json } = await past.backtest('--days', '7', '--json')
  const { messages } = JSON.parse(json) as { messages: { kind: string; recipient: string }[] }
  expect(messages.map(({ kind }) => kind)).toEqual(['outage', 'recovered'])
})

test('what happened before the days that are asked for is not told', async () => {
  await using past = await openPast()
  const { stdout } = await past.backtest('--days', '1', '--lang', 'ja')
  expect(stdout).toBe('過去1日間に、このルールなら0件を知らせていました。\n')
})

test('other rules are tried out without a word to anybody', async () => {
  await using past = await openPast()
  await past.rules('rules:\n  - { name: boss, events: [outage], to: [boss, help-desk] }\nrecipients: { boss: {} }\n')
  const { stdout } = await past.backtest('--rules', 'RULES', '--days', '7', '--lang', 'en')
  expect(stdout).toMatch(/→ help-desk, boss/)
  expect(stdout).toMatch(/^ {2}boss: 2$/m)
})

test('mistakes in the rules are named at their place', async () => {
  await using past = await openPast()
  await past.rules('rules:\n  - { name: all, events: [outrage], to: [nobody] }\n')
  const { code, stderr } = await past.backtest('--rules', 'RULES', '--lang', 'en')
  expect(code).toBe(64)
  expect(stderr).toMatch(/rules\.yaml:2.*rules\[0\]\.events\[0\].*did you mean "outage"/)
  expect(await past.backtest('--days', '0', '--lang', 'en')).toMatchObject({ code: 64, stdout: '' })
})
