import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Decision } from '../../src/core/alert/decision.ts'
import { openStore } from '../../src/store/open.ts'
import { runHere } from '../support/run-cli.ts'
import { openTemporaryDirectory } from '../support/temporary-directory.ts'

const AT = Date.parse('2026-04-06T09:00:00+09:00')
const decision = (changes: Partial<Decision>): Decision => ({
  at: AT,
  event: 'event-1',
  kind: 'outage',
  thread: 'incident:service-1',
  severity: 'critical',
  recipient: 'help-desk',
  outcome: 'told',
  reason: 'rule',
  rule: 'line-works',
  message: 'message-1',
  untilAt: null,
  ...changes,
})

async function openDecisions() {
  const directory = await openTemporaryDirectory()
  const url = `sqlite:${join(directory.path, 'dotchi.db')}`
  const file = join(directory.path, 'dotchi.config.yaml')
  await writeFile(file, `database: { url: "${url}" }\n`)
  const store = await openStore({ url })
  await store.decisions.append([
    decision({}),
    decision({ recipient: 'boss', outcome: 'held', reason: 'hours', message: null, untilAt: AT + 3_600_000 }),
    decision({ event: 'event-2', kind: 'recovered', at: AT + 60_000, reason: 'end-of-told', message: 'message-2' }),
    decision({
      event: 'event-3',
      kind: 'source-unreadable',
      thread: 'source:news',
      at: AT + 90_000,
      outcome: 'not',
      reason: 'no-rule',
      rule: null,
      message: null,
    }),
  ])
  await store.close()
  const why = (...words: string[]) => runHere(['why', ...words, '-c', file])
  return { why, [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose]() }
}
const SINCE = ['--since', '2026-04-06 08:00']

test('every event tells who heard of it and why, oldest first, in both languages', async () => {
  await using history = await openDecisions()
  const en = await history.why(...SINCE, '--lang', 'en')
  expect(en).toMatchObject({ code: 0, stderr: '' })
  expect(en.stdout.split('\n')).toEqual([
    '6 Apr 9:00  LINE WORKS outage (critical)  incident:service-1',
    '  ✓ help-desk: sent out – a rule asks for it [line-works]',
    '  … boss: held – not at this hour, until 6 Apr 10:00 [line-works]',
    '',
    '6 Apr 9:01  LINE WORKS recovered (critical)  incident:service-1',
    '  ✓ help-desk: sent out – they were told the beginning, so also the end [line-works]',
    '',
    '6 Apr 9:01  Source unreadable (critical)  source:news',
    '  – help-desk: not told – no rule speaks of this to them',
    '',
  ])
  const ja = await history.why(...SINCE, '--lang', 'ja')
  expect(ja.stdout).toContain('help-desk: 知らせない – この相手に知らせるルールがないため')
})

test('a message, an incident and an event are found by their ids alone', async () => {
  await using history = await openDecisions()
  const idsOf = async (...words: string[]) => {
    const { stdout } = await history.why(...words, '--json')
    return (JSON.parse(stdout) as { event: string }[]).map(({ event }) => event)
  }
  expect(await idsOf('message-2')).toEqual(['event-2'])
  expect(await idsOf('event-3')).toEqual(['event-3'])
  expect(await idsOf('service-1', '--to', 'help-desk')).toEqual(['event-2', 'event-1'])
  expect(await history.why('nothing', '--lang', 'en')).toMatchObject({ code: 66, stdout: '' })
})

test('nothing happened, and a moment that is to come', async () => {
  await using history = await openDecisions()
  expect(await history.why('--lang', 'en')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: expect.stringContaining('nothing happened'),
  })
  expect(await history.why('--since', '2999-01-01 09:00', '--lang', 'en')).toMatchObject({ code: 64 })
})
