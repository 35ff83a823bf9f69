import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyFolder } from '../../support/databases.ts'
import { runKillTrial } from './kill-trial.ts'

test('a process that is killed again and again while it delivers loses no message and repeats only what it had in hand', async () => {
  const lives = [0.1, 0.9, 0.4, 0.02, 0.7, 0.3, 0.99, 0.55].values()
  const outcome = await runKillTrial({
    database: join(emptyFolder(), 'dotchi.db'),
    kills: 8,
    lifeMs: { from: 20, to: 1_200 },
    chance: () => lives.next().value ?? 0.5,
    refuseEach: 0,
  })
  expect(outcome.kept).toBeGreaterThan(20)
  expect(outcome).toMatchObject({ lost: [], unexplained: [], disordered: [], dead: 0 })
}, 120_000)
