import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type AllTopicWords, parseTopicWords } from '../core/triage/topic-words.ts'
import type { TriageKnowledge } from '../core/triage/triage.ts'
import { parseTriageModel } from '../core/triage/triage-model.ts'
import { parseTriageWords } from '../core/triage/triage-words.ts'

const shipped = (name: string) => readFileSync(new URL(`../../data/knowledge/${name}`, import.meta.url), 'utf8')

/** The words and weights that questions are read with. Throws where they are missing or broken. Takes a moment: read once. */
export const readTriageKnowledge = (): TriageKnowledge => ({
  words: parseTriageWords(parse(shipped('triage-words.yaml'))),
  model: parseTriageModel(JSON.parse(shipped('triage-model.json'))),
})

/** What each topic is called and where to begin, in every language. Throws where one is missing. */
export const readTopicWords = (): AllTopicWords => parseTopicWords(parse(shipped('topics.yaml')))
