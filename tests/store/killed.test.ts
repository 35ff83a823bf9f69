import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { emptyFolder, openedStore } from '../support/databases.ts'

/** Lets a process write until it has acknowledged so many rounds, then kills it. Gives the rounds acknowledged. */
async function writeAndKill(path: string, fromAt: number, rounds: number): Promise<number[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'keep-writing.ts'), path, String(fromAt)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const acknowledged: number[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(Number(line))
    if (acknowledged.length === rounds) child.kill('SIGKILL')
  }
  expect((await exited)[1]).toBe('SIGKILL')
  return acknowledged
}

test('a process that is killed while it writes loses no round that it acknowledged and leaves none half', async () => {
  const path = join(emptyFolder(), 'dotchi.db')
  const acknowledged: number[] = []
  for (const rounds of [1, 7, 20]) {
    const fromAt = (acknowledged.at(-1) ?? 0) + 1000
    acknowledged.push(...(await writeAndKill(path, fromAt, rounds)))
  }
  const file = new Sqlite(path)
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok')
  file.close()

  const store = await openedStore({ url: path })
  const all = { fromAt: 0, toAt: 9e12 }
  const { observations, next } = await store.observations.range({ ...all, limit: 10_000 })
  expect(next).toBeNull()
  const perRound = Map.groupBy(observations, ({ at }) => at)
  expect([...perRound.values()].every((looks) => looks.length === 3)).toBe(true)
  expect(acknowledged.filter((at) => !perRound.has(at))).toEqual([])
  const days = await store.observations.rollups({ fromAt: -9e7, toAt: 9e12, step: 'day' })
  expect(days.reduce((sum, { passed }) => sum + passed, 0)).toBe(observations.length)
  // What was acknowledged is known by its key, too.
  const key = { vantage: 'office', sequence: acknowledged.at(-1)! }
  expect(await store.observations.appendRound(observations.slice(0, 3), { key })).toEqual({
    appended: 0,
    duplicate: true,
  })
})
