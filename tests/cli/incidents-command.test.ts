import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { madeIncident } from '../support/made-incident.ts'
import { runHere } from '../support/run-cli.ts'
import { openTemporaryDirectory } from '../support/temporary-directory.ts'

const AT = Date.parse('2026-04-06T09:00:00+09:00')

async function openIncidents() {
  const directory = await openTemporaryDirectory()
  const url = `sqlite:${join(directory.path, 'dotchi.db')}`
  const file = join(directory.path, 'dotchi.config.yaml')
  await writeFile(file, `database: { url: "${url}" }\n`)
  const incidents = (...words: string[]) => runHere(['incidents', ...words, '-c', file])
  return { url, incidents, [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose]() }
}

test('the list says what, where, since when and who looks after it', async () => {
  await using history = await openIncidents()
  expect((await history.incidents('--lang', 'en')).stdout).toBe('No incidents are on record.\n')
  const store = await openStore({ url: history.url })
  await store.incidents.put([madeIncident('service-1', AT), madeIncident('service-2', AT + 3_600_000)])
  await store.close()
  const { stdout, code } = await history.incidents('--lang', 'en')
  expect(code).toBe(0)
  expect(stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
    ['ID', 'Where', 'What', 'State', 'Began', 'Lasted', 'Owner'],
    ['service-2', 'LINE WORKS', 'Outage', 'Resolved', '6 Apr 10:00', '1 h', '-'],
    ['service-1', 'LINE WORKS', 'Outage', 'Resolved', '6 Apr 9:00', '1 h', '-'],
    [''],
  ])
})

test('what an administrator does is kept for the next look, whoever runs the service', async () => {
  await using history = await openIncidents()
  const store = await openStore({ url: history.url })
  await store.incidents.put([madeIncident('service-1', AT), madeIncident('service-2', AT)])
  expect(await history.incidents('acknowledge', 'service-1', '--by', '田中', '--note', '確認中')).toMatchObject({
    code: 0,
  })
  expect(await history.incidents('say', 'service-1', 'お待ちください', '--lang', 'ja')).toMatchObject({ code: 0 })
  expect(await history.incidents('merge', 'service-2', 'service-1')).toMatchObject({ code: 0 })
  expect(await store.alerts.takeActs()).toMatchObject([
    { kind: 'acknowledge', by: '田中', owner: '田中', note: '確認中', incident: 'service-1' },
    { kind: 'update', text: { ja: 'お待ちください' }, incident: 'service-1' },
    { kind: 'merge', incident: 'service-2', into: 'service-1' },
  ])
  await store.close()
})

test.each([
  [['acknowledge', 'nothing'], 66],
  [['merge', 'nothing', 'nothing'], 66],
  [['say', 'nothing'], 64],
  [['forget', 'it'], 64],
])('%j is refused', async (words, code) => {
  await using history = await openIncidents()
  expect(await history.incidents(...words, '--lang', 'en')).toMatchObject({ code, stdout: '' })
})
