import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { triage as kind } from '../../../src/cli/eval/triage.ts'
import { isTopic, TOPICS } from '../../../src/core/triage/topic.ts'

interface Case {
  readonly id: string
  readonly text: string
  readonly context: unknown
  readonly expected: readonly string[]
  readonly never: readonly string[]
}
const casesOf = (name: string) =>
  readFileSync(new URL(`../../eval/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Case)
const own = casesOf('triage-own.jsonl')
const given = casesOf('triage.jsonl')

async function scoresOf(cases: readonly unknown[]) {
  const answers: { id: string; answer: string[] }[] = []
  async function* each() {
    yield* cases
  }
  const { scores, misses } = await kind.run(each(), (line) => {
    answers.push(line as (typeof answers)[number])
  })
  return { scores, misses, answers }
}

test('the shipped model was trained on the cases and words that ship', async () => {
  // Seen cases: far below this, words or features were changed without training again.
  for (const cases of [given, own]) {
    const { scores } = await scoresOf(cases)
    expect(scores.top1).toBeGreaterThan(0.97)
    expect(scores.top3).toBeGreaterThan(0.98)
  }
})

test('answers do not depend on the order of the cases', async () => {
  const some = given.slice(0, 60)
  const byId = (answers: readonly { id: string }[]) => answers.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  expect(byId((await scoresOf(some.toReversed())).answers)).toEqual(byId((await scoresOf(some)).answers))
})

test('first place, the first three and forbidden ones are counted, each miss with what it should have been', async () => {
  const text = 'Caps Lockがオンで、パスワードが大文字で入ります'
  const context = { device: 'windows', client: 'browser', service: 'operational' }
  const { scores, misses } = await scoresOf([
    { id: 'a', text, context, expected: ['caps-lock'], never: ['licence'] },
    { id: 'b', text, context, expected: ['licence'], never: [] },
    { id: 'c', text, context, expected: ['caps-lock'], never: ['caps-lock'] },
    { id: 'd', text, context, expected: ['caps-lock', 'licence'] },
  ])
  expect(scores).toEqual({ n: 4, top1: 0.75, top3: 0.75, never: 1 })
  expect(misses).toMatchObject([
    { id: 'b', what: 'top1', expected: ['licence'] },
    { id: 'c', what: 'never' },
  ])
})

test('own cases: every topic often enough, each text once, only topics that there are', () => {
  expect(own.length).toBeGreaterThanOrEqual(900)
  for (const topic of TOPICS)
    expect([topic, own.filter(({ expected }) => expected.includes(topic)).length >= 20]).toEqual([topic, true])
  expect(new Set(own.map(({ id }) => id)).size).toBe(own.length)
  const givenTexts = new Set(given.map(({ text }) => text))
  expect(own.filter(({ text }) => givenTexts.has(text)).map(({ id }) => id)).toEqual([])
  for (const { id, expected, never } of own) {
    expect([id, [...expected, ...never].every(isTopic)]).toEqual([id, true])
    expect([id, expected.filter((topic) => never.includes(topic))]).toEqual([id, []])
  }
})
