import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type Reading, startReading } from '../../src/jobs/read-sources.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { createSnapshots } from '../../src/platform/snapshots.ts'
import type { SourceHealth } from '../../src/sources/health.ts'
import { createNoticeBoard } from '../../src/sources/notice-board.ts'
import { loadNoticeWords } from '../../src/sources/notice-words.ts'
import { createPostSieve } from '../../src/sources/post-sieve.ts'
import type { Source } from '../../src/sources/source.ts'
import { openStore } from '../../src/store/open.ts'
import { loopbackFetcher, NOW } from '../sources/rig.ts'
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts'

const words = loadNoticeWords()
const MINUTE = 60_000

/** The reading of sources on real sockets, with a clock that moves when told to. */
export interface ReadingRig extends AsyncDisposable {
  readonly reading: Reading
  readonly clock: FakeClock
  readonly told: SourceHealth[]
  readonly store: Awaited<ReturnType<typeof openStore>>
  readonly snapshots: string
  /** Lets time pass until the source was attended to once more. */
  attended(id: string): Promise<SourceHealth>
}

export async function openReadingRig(
  sources: readonly Source[],
  changes: { isMine?: boolean } = {},
): Promise<ReadingRig> {
  const clock = createFakeClock(NOW)
  const store = await openStore({
    url: 'sqlite::memory:',
    clock,
    logger: createLogger({ level: 'silent', format: 'json' }),
  })
  const told: SourceHealth[] = []
  const snapshots = mkdtempSync(join(tmpdir(), 'dotchi-snapshots-'))
  const errors: unknown[] = []
  const reading = await startReading({
    sources,
    fetcher: loopbackFetcher(),
    store,
    board: createNoticeBoard({ words, known: [], turn: async () => {} }),
    sieve: createPostSieve(({ text }) => (text.includes('入れない') ? 'report' : 'other')),
    clock,
    isMine: async () => changes.isMine ?? true,
    snapshots: createSnapshots(snapshots, (error) => errors.push(error)),
    onHealth: (health) => told.push(health),
    onError: (error) => errors.push(error),
  })
  const healthOf = (id: string) => reading.health().find(({ source }) => source === id)!
  return {
    ...{ reading, clock, told, store, snapshots },
    async attended(id) {
      const before = healthOf(id).lastAttemptAt
      await clock.advance(before === null ? 3_000 : 2.3 * MINUTE)
      // The sockets are real: they take their time, whatever the clock says.
      for (let i = 0; i < 2_000 && healthOf(id).lastAttemptAt === before; i++)
        await new Promise((go) => setTimeout(go, 5))
      return healthOf(id)
    },
    async [Symbol.asyncDispose]() {
      await reading.stop()
      await store.close()
      rmSync(snapshots, { recursive: true })
      expect(errors).toEqual([])
    },
  }
}
