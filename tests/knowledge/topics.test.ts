import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { TOPICS } from '../../src/core/triage/topic.ts'
import { parseTriageModel } from '../../src/core/triage/triage-model.ts'
import { readTopicWords, readTriageKnowledge } from '../../src/knowledge/triage-knowledge.ts'

const file = (name: string) => readFileSync(new URL(`../../data/knowledge/${name}`, import.meta.url), 'utf8')

test('every topic has its title and first step in both languages, each its own', () => {
  const words = readTopicWords()
  expect(Object.keys(words).sort()).toEqual([...TOPICS].sort())
  for (const locale of ['ja', 'en'] as const) {
    expect(new Set(TOPICS.map((topic) => words[topic].title[locale])).size).toBe(TOPICS.length)
    expect(new Set(TOPICS.map((topic) => words[topic].firstStep[locale])).size).toBe(TOPICS.length)
  }
})

test('the model ships with every topic, small enough to read at once', () => {
  const { words, model } = readTriageKnowledge()
  expect(words.phrases.size).toBeGreaterThan(500)
  expect(new Set(model.kinds)).toEqual(
    new Set([...TOPICS.filter((topic) => !['server-outage', 'server-maintenance'].includes(topic)), 'no-cause']),
  )
  expect(Buffer.byteLength(file('triage-model.json'))).toBeLessThan(300_000)
})

test('a broken model is refused', () => {
  for (const broken of [
    null,
    {},
    { kinds: ['lost-cat'], weights: {} },
    { kinds: ['licence'], weights: { a: [1, 2] } },
    { kinds: ['licence'], weights: { a: [0] } },
  ])
    expect(() => parseTriageModel(broken)).toThrow()
})
