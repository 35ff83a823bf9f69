import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { runAside } from '../../src/platform/run-aside.ts'
import { openTemporaryDirectory } from '../support/temporary-directory.ts'

const LONG = { timeoutMs: 30_000 }

/** A module that does so with what it is handed, and where it lies. */
function moduleThat(directory: string, body: string): string {
  writeFileSync(join(directory, 'aside.mjs'), `import { parentPort, workerData } from 'node:worker_threads'\n${body}\n`)
  return pathToFileURL(join(directory, 'here.mjs')).href
}

test('what is done aside comes back, and what is thrown there is told', async () => {
  await using directory = await openTemporaryDirectory()
  const adds = moduleThat(directory.path, 'parentPort.postMessage(workerData.map((n) => n + 1))')
  expect(await runAside('./aside', adds, [1, 2], LONG)).toEqual({ kind: 'done', answer: [2, 3] })
  const throws = moduleThat(directory.path, 'throw new Error("no such thing")')
  expect(await runAside('./aside', throws, null, LONG)).toEqual({ kind: 'failed', detail: 'no such thing' })
  const ends = moduleThat(directory.path, 'process.exit(3)')
  expect(await runAside('./aside', ends, null, LONG)).toMatchObject({ kind: 'failed' })
})

test('what does not end is ended', async () => {
  await using directory = await openTemporaryDirectory()
  const hangs = moduleThat(directory.path, 'for (;;);')
  expect(await runAside('./aside', hangs, null, { timeoutMs: 300 })).toMatchObject({ kind: 'failed' })
  const giveUp = new AbortController()
  const given = runAside('./aside', hangs, null, { ...LONG, signal: giveUp.signal })
  giveUp.abort()
  expect(await given).toEqual({ kind: 'failed', detail: 'given up' })
  expect(await runAside('./aside', hangs, null, { ...LONG, signal: giveUp.signal })).toMatchObject({ kind: 'failed' })
})
