import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { openSpool, type Spool } from '../../src/agent/spool.ts'
import { observationOf } from '../../src/core/observation.ts'

const NOW = Date.UTC(2026, 10, 23)
const EVERYTHING = { rounds: 10_000, bytes: Number.POSITIVE_INFINITY }

function emptyDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'dotchi-spool-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

const round = (at: number, detail = 'x') => ({
  at,
  clockOffsetMs: null,
  observations: [
    observationOf({ target: 't', role: 'service', kind: 'tcp', vantage: 'osaka', at }, { phase: 'connect', detail }),
  ],
})
const ats = (spool: Spool) => spool.next(EVERYTHING).map(({ at }) => at)

test('the newest round comes first, then the oldest, as they were put in', () => {
  const spool = openSpool({ directory: emptyDirectory() })
  for (const at of [NOW + 2, NOW, NOW + 1]) spool.append(round(at), NOW)
  expect(ats(spool)).toEqual([NOW + 2, NOW, NOW + 1])
  expect(spool.next({ rounds: 2, bytes: Number.POSITIVE_INFINITY })).toHaveLength(2)
  expect(spool.next({ rounds: 50, bytes: 1 })).toHaveLength(1)
  const [first] = spool.next(EVERYTHING)
  expect(first).toEqual({ ...round(NOW + 2), sequence: expect.stringMatching(/^[\w.-]{1,80}$/) })
})

test('what is older than a day is given up, and so is what is too much', () => {
  const directory = emptyDirectory()
  const spool = openSpool({ directory, maxBytes: 1_000 })
  spool.append(round(NOW - 86_400_001), NOW - 86_400_001)
  spool.append(round(NOW), NOW)
  expect(ats(spool)).toEqual([NOW])
  expect(spool.lost).toBe(1)
  for (let i = 1; i < 20; i++) spool.append(round(NOW + i), NOW + i)
  expect(spool.rounds).toBeGreaterThan(1)
  expect(spool.rounds).toBeLessThan(10)
  expect(ats(spool)[0], 'the newest one stays').toBe(NOW + 19)
  expect(spool.rounds + spool.lost).toBe(21)
  expect(readdirSync(directory)).toHaveLength(spool.rounds)
})

test('a file that was cut off is given up, and holds up no other', () => {
  const directory = emptyDirectory()
  const spool = openSpool({ directory })
  for (let i = 0; i < 3; i++) spool.append(round(NOW + i), NOW)
  truncateSync(join(directory, readdirSync(directory).sort()[1]!), 20)
  const again = openSpool({ directory })
  expect(ats(again).sort()).toEqual([NOW, NOW + 2])
  expect(again.lost).toBe(1)
  expect(readdirSync(directory)).toHaveLength(2)
})

test('a disk that takes nothing is a word, not an exception', () => {
  const directory = emptyDirectory()
  const spool = openSpool({ directory })
  rmSync(directory, { recursive: true })
  expect(spool.append(round(NOW), NOW).problem).toBe('ENOENT')
  expect(spool.rounds).toBe(0)
})

/** One thing that happens to an agent. */
type Step =
  | { readonly kind: 'look' }
  | { readonly kind: 'deliver'; readonly rounds: number; readonly answerIsLost: boolean }
  | { readonly kind: 'killed'; readonly whileWriting: boolean }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ kind: 'look' }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('deliver' as const),
      rounds: fc.integer({ min: 1, max: 5 }),
      answerIsLost: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('killed' as const), whileWriting: fc.boolean() }) },
)

test('whatever happens, every round arrives, and under one name only', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const directory = mkdtempSync(join(tmpdir(), 'dotchi-spool-'))
      try {
        let spool = openSpool({ directory })
        const taken: number[] = []
        /** What a server keeps that knows a round by its sequence. */
        const server = new Map<string, number>()
        const deliver = (rounds: number, answerIsLost: boolean) => {
          const batch = spool.next({ rounds, bytes: Number.POSITIVE_INFINITY })
          for (const { sequence, at } of batch) {
            if (server.has(sequence)) expect(server.get(sequence)).toBe(at)
            server.set(sequence, at)
          }
          if (!answerIsLost) spool.forget(batch.map(({ sequence }) => sequence))
        }
        for (const one of steps) {
          if (one.kind === 'look') {
            taken.push(NOW + taken.length)
            expect(spool.append(round(taken.at(-1)!), NOW)).toEqual({ problem: null })
          } else if (one.kind === 'deliver') deliver(one.rounds, one.answerIsLost)
          else {
            // The process is gone; the next one finds the directory as it was left, perhaps with half a file.
            if (one.whileWriting) writeFileSync(join(directory, '000001795392000000-abc-1.json.gz.tmp'), 'half')
            spool = openSpool({ directory })
            expect(readdirSync(directory).filter((name) => name.endsWith('.tmp'))).toEqual([])
          }
        }
        while (spool.rounds > 0) deliver(3, false)
        expect([...server.values()].sort()).toEqual(taken)
        expect(readdirSync(directory)).toEqual([])
        expect(spool.lost).toBe(0)
      } finally {
        rmSync(directory, { recursive: true, force: true })
      }
    }),
    { numRuns: 60 },
  )
})

test('files of others in the directory are left alone', () => {
  const directory = emptyDirectory()
  appendFileSync(join(directory, 'README'), 'mine')
  const spool = openSpool({ directory })
  expect(spool.rounds).toBe(0)
  expect(existsSync(join(directory, 'README'))).toBe(true)
})
