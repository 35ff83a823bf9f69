import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Feature } from '../../src/core/text/feature.ts'
import type { Topic } from '../../src/core/triage/topic.ts'
import { triageFeaturesOf } from '../../src/core/triage/triage-features.ts'
import type { TriageInput } from '../../src/core/triage/triage-input.ts'
import type { TextKind } from '../../src/core/triage/triage-model.ts'
import { parseTriageWords, readText } from '../../src/core/triage/triage-words.ts'

const root = new URL('../../', import.meta.url)
export const pathOf = (name: string) => new URL(name, root)
export const wordsOfTriage = parseTriageWords(parse(readFileSync(pathOf('data/knowledge/triage-words.yaml'), 'utf8')))

/** A labelled question with what the model sees of it. */
export interface LabelledQuestion {
  readonly id: string
  readonly input: TriageInput
  readonly expected: readonly Topic[]
  readonly never: readonly Topic[]
  readonly kinds: readonly TextKind[]
  readonly features: readonly Feature[]
}

/** Questions of a JSON Lines file; throws where a line is broken. */
export function readQuestions(file: string | URL): LabelledQuestion[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const { id, text, context, expected, never } = JSON.parse(line)
      const input: TriageInput = { text, ...context }
      return {
        id,
        input,
        expected,
        never,
        kinds: kindsOf(expected),
        features: triageFeaturesOf(readText(text, wordsOfTriage), input),
      }
    })
}

/** The service's own topics are no kinds of text: they stand for a text without a cause, or beside an error message. */
function kindsOf(expected: readonly Topic[]): TextKind[] {
  const kinds = expected.flatMap((topic) =>
    topic === 'server-outage' || topic === 'server-maintenance' ? [] : [topic],
  )
  return kinds.length > 0 ? kinds : ['no-cause']
}
