import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runHere } from '../support/run-cli.ts'
import { openTemporaryDirectory } from '../support/temporary-directory.ts'

async function openPlans(recurring: string) {
  const directory = await openTemporaryDirectory()
  const file = join(directory.path, 'dotchi.config.yaml')
  await writeFile(
    file,
    `database: { url: "sqlite:${join(directory.path, 'dotchi.db')}" }\nalerts: { maintenance: { recurring: [${recurring}] } }\n`,
  )
  const maintenances = (...words: string[]) => runHere(['maintenances', ...words, '-c', file])
  return { maintenances, [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose]() }
}

test('the next ten times of recurring work, and what collides', async () => {
  await using plans = await openPlans(
    '{ id: daily, title: 毎日の再起動, when: "daily 03:00", durationMinutes: 60 }, { id: weekly, title: 週次, when: "wed 03:30", durationMinutes: 90 }',
  )
  const { code, stdout } = await plans.maintenances('--json')
  expect(code).toBe(0)
  const { recurring } = JSON.parse(stdout) as {
    recurring: { id: string; next: { startAt: string; conflicts: string[] }[] }[]
  }
  expect(recurring.map(({ id, next }) => [id, next.length])).toEqual([
    ['daily', 10],
    ['weekly', 10],
  ])
  for (const { startAt } of recurring[0]!.next) expect(startAt).toContain('T03:00:00+09:00')
  for (const { conflicts } of recurring[1]!.next) expect(conflicts).toEqual(['daily'])
  const { stdout: text } = await plans.maintenances('--lang', 'ja')
  expect(text).toContain('予定されているメンテナンスはありません。')
  expect(text.match(/重なり: 毎日の再起動/g)).toHaveLength(10)
})

test('without any plan it says so', async () => {
  await using plans = await openPlans('')
  expect((await plans.maintenances('--lang', 'en')).stdout).toBe('Coming maintenance\n  No maintenance is announced.\n')
})
