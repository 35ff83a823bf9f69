import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runProcess } from '../support/run-cli.ts'

const LEAVE = join(import.meta.dirname, '../../src/platform/leave-process.ts')

/** A name that nobody has: whether its lookup ends at once or hangs is up to this machine's resolver. */
const LOOK_UP = `require('node:dns').lookup('nobody.invalid', () => {});`

test.each(['', LOOK_UP])('what was written arrives, and the exit code is the one asked for: %s', async (before) => {
  const text = 'x'.repeat(300_000)
  const script = `${before} process.stdout.write('x'.repeat(300_000)); import(${JSON.stringify(LEAVE)}).then((m) => m.leaveProcess(7))`
  const run = await runProcess(['--eval', script])
  expect(run.code).toBe(7)
  expect(run.stdout).toBe(text)
  expect(run.stderr).toBe('')
})
