import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { labelledObservation } from '../../src/cli/eval/labelled.ts'
import { locate, RULES } from '../../src/core/locate.ts'

/** Labelled rounds: the shared ones, and our own for each of the 28 rows of the signature table. */

interface Case {
  readonly id: string
  readonly row?: number
  readonly note?: string
  readonly observations: readonly unknown[]
  readonly expected: string
}

const casesOf = (file: string): readonly Case[] =>
  readFileSync(join(import.meta.dirname, '../eval', file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Case)
const looksOf = ({ observations }: Case) => observations.map((look) => labelledObservation(look, 0))
const missesOf = (cases: readonly Case[]) =>
  cases.flatMap((one) => {
    const { culprit } = locate(looksOf(one))
    return culprit === one.expected ? [] : [`${one.id} ${one.note ?? ''}: ${one.expected}, said ${culprit}`]
  })

const SHARED = casesOf('signatures.jsonl')
const OWN = casesOf('signatures-own.jsonl')

test('the shared rounds are read right', () => {
  expect(missesOf(SHARED)).toEqual([])
})

describe('our own rounds are read right', () => {
  test.each(Array.from({ length: 29 }, (_, row) => row))('row %i', (row) => {
    const cases = OWN.filter((one) => one.row === row)
    expect(missesOf(cases)).toEqual([])
  })
  test('every row of the table has cases, and there are many', () => {
    // Row 28 is a round in which all is well.
    const rows = new Set(OWN.map(({ row }) => row))
    expect([...rows].sort((a, b) => a! - b!)).toEqual(Array.from({ length: 29 }, (_, row) => row))
    expect(OWN.length).toBeGreaterThanOrEqual(150)
  })
})

test('every rule is shown by some round, and speaks both languages', () => {
  const rounds = [...SHARED, ...OWN].map(looksOf)
  const shown = new Set(rounds.flatMap((looks) => locate(looks).evidence.map(({ code }) => code)))
  const silent = RULES.map(({ code }) => code).filter((code) => !shown.has(code))
  expect(silent).toEqual([])
  for (const { text } of RULES) {
    expect(text.ja).toMatch(/[぀-ヿ一-鿿]/)
    expect(text.en).not.toMatch(/[぀-ヿ一-鿿]/)
  }
})

test('the order of looks does not matter', () => {
  for (const one of OWN.slice(0, 60)) {
    const looks = looksOf(one)
    expect(locate([...looks].reverse())).toMatchObject({
      culprit: locate(looks).culprit,
      confidence: locate(looks).confidence,
    })
  }
})

test('confidence is a probability, and higher with a second witness', () => {
  const find = (note: string) => locate(looksOf(OWN.find((one) => one.note === note)!))
  const one = find('TCP connects, TLS falls silent, at LINE WORKS alone')
  const two = find('the same from two sites')
  for (const { confidence } of [one, two]) expect(confidence).toBeLessThanOrEqual(1)
  expect(two.confidence).toBeGreaterThan(one.confidence)
})
