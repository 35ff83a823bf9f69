import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { TOPICS } from '../../src/core/triage/topic.ts'
import { parseTopicWords } from '../../src/core/triage/topic-words.ts'
import { parseTriageModel } from '../../src/core/triage/triage-model.ts'
import { readTopicWords, readTriageKnowledge } from '../../src/knowledge/triage-knowledge.ts'

const file = (name: string) => readFileSync(new URL(`../../data/knowledge/${name}`, import.meta.url), 'utf8')
const topics = () => parse(file('topics.yaml')) as Record<string, Record<string, Record<string, string>>>

test('every topic has its title and first step in both languages, each its own', () => {
  const words = readTopicWords()
  expect(Object.keys(words).sort()).toEqual([...TOPICS].sort())
  for (const locale of ['ja', 'en'] as const) {
    expect(new Set(TOPICS.map((topic) => words[topic].title[locale])).size).toBe(TOPICS.length)
    expect(new Set(TOPICS.map((topic) => words[topic].firstStep[locale])).size).toBe(TOPICS.length)
  }
})

test('Japanese is Japanese, and English has no Japanese in it', () => {
  const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/
  for (const { title, firstStep } of Object.values(readTopicWords())) {
    expect(firstStep.ja).toMatch(japanese)
    expect(firstStep.en).not.toMatch(japanese)
    expect(title.en).not.toMatch(japanese)
  }
})

test('a missing topic, language or text, and an unknown topic, are told', () => {
  const without = topics()
  delete without['caps-lock']
  expect(() => parseTopicWords(without)).toThrow('caps-lock')
  const oneLanguage = topics()
  delete oneLanguage.licence!.firstStep!.en
  expect(() => parseTopicWords(oneLanguage)).toThrow(/licence.*en/)
  expect(() => parseTopicWords({ ...topics(), 'lost-cat': {} })).toThrow('lost-cat')
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
