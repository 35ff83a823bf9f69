import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runKillTrial } from '../tests/jobs/deliver/kill-trial.ts'

/**
 * Kills (SIGKILL) a process that writes verdicts with their messages and delivers them, at random moments, and counts what
 * a real mail server and a webhook's far side in another process received. Each 40th letter is put off by them.
 * `node_modules/.bin/node bench/outbox-killed.ts [kills] [seed]`; 500 kills where not said.
 */

const KILLS = Number(process.argv[2] ?? 500)
const SEED = Number(process.argv[3] ?? 1)

/** The same moments for the same seed (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const folder = mkdtempSync(join(tmpdir(), 'dotchi-killed-'))
const startedAt = performance.now()
try {
  const outcome = await runKillTrial({
    database: join(folder, 'dotchi.db'),
    kills: KILLS,
    lifeMs: { from: 5, to: 1_200 },
    chance: chanceFrom(SEED),
    refuseEach: 40,
    onKill: (kill) => process.stderr.write(kill % 50 === 0 ? `${kill} kills\n` : ''),
  })
  process.stdout.write(`${JSON.stringify({ kills: KILLS, seed: SEED, ...outcome }, null, 2)}\n`)
  process.stdout.write(`${Math.round((performance.now() - startedAt) / 1000)} s\n`)
  if (outcome.lost.length + outcome.unexplained.length + outcome.disordered.length > 0) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
