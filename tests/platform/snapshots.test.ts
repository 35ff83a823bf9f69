import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createSnapshots } from '../../src/platform/snapshots.ts'

const AT = Date.UTC(2026, 3, 6)

test('keeps the three newest of each, for nobody else to read, and no more than it may', async () => {
  const root = mkdtempSync(join(tmpdir(), 'dotchi-snapshots-'))
  const directory = join(root, 'deep', 'down')
  const snapshots = createSnapshots(directory, (error) => {
    throw error
  })
  for (let i = 0; i < 5; i++) await snapshots.keep('a', AT + i * 1000, `a${i}`)
  await snapshots.keep('a-b', AT, 'x'.repeat(600_000))
  await snapshots.keep('a', AT + 9000, '')
  const files = readdirSync(directory).sort()
  expect(files.map((file) => file.replace(/^.*_/, ''))).toEqual(['a-b.txt', 'a.txt', 'a.txt', 'a.txt'])
  expect(readFileSync(join(directory, files.at(-1)!), 'utf8')).toBe('a4')
  expect(statSync(join(directory, files[0]!)).size).toBe(500_000)
  expect(statSync(join(directory, files[0]!)).mode & 0o077).toBe(0)

  writeFileSync(join(directory, 'mine.txt'), 'not ours')
  for (let i = 0; i < 80; i++) await snapshots.keep(`s${i}`, AT + 10_000 + i, 'x')
  expect(readdirSync(directory)).toHaveLength(61)
  expect(readdirSync(directory)).toContain('mine.txt')
  rmSync(root, { recursive: true })
})

test('what cannot be written is told, and breaks nothing', async () => {
  const root = mkdtempSync(join(tmpdir(), 'dotchi-snapshots-'))
  writeFileSync(join(root, 'file'), '')
  const told: unknown[] = []
  await createSnapshots(join(root, 'file', 'below'), (error) => told.push(error)).keep('a', AT, 'x')
  expect(told).toHaveLength(1)
  rmSync(root, { recursive: true })
})
