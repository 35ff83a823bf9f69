import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { AllTopicWords } from '../core/triage/topic-words.ts'
import type { TriageKnowledge } from '../core/triage/triage.ts'
import { parseTriageModel } from '../core/triage/triage-model.ts'
import { parseTriageWords } from '../core/triage/triage-words.ts'
import { shippedGuide } from './guide.ts'

const shipped = (name: string) => readFileSync(new URL(`../../data/knowledge/${name}`, import.meta.url), 'utf8')

/** The words and weights that questions are read with. Throws where they are missing or broken. Takes a moment: read once. */
export const readTriageKnowledge = (): TriageKnowledge => ({
  words: parseTriageWords(parse(shipped('triage-words.yaml'))),
  model: parseTriageModel(JSON.parse(shipped('triage-model.json'))),
})

let known: TriageKnowledge | null = null

/** The same, read at the first call. What ships does not change while the program runs. */
export function shippedTriage(): TriageKnowledge {
  known ??= readTriageKnowledge()
  return known
}

/** What each topic is called and where to begin, in every language: the head of its article. */
export const readTopicWords = (): AllTopicWords => shippedGuide().articles
