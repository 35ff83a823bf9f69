import type { Topic } from '../../src/core/triage/topic.ts'
import { triage } from '../../src/core/triage/triage.ts'
import { parseTriageModel } from '../../src/core/triage/triage-model.ts'
import { type LabelledQuestion, wordsOfTriage } from './labelled-questions.ts'
import { KINDS, trainTriageWeights } from './train-triage-model.ts'

export interface AnsweredQuestion {
  readonly question: LabelledQuestion
  readonly got: readonly Topic[]
}

export function answersOf(train: readonly LabelledQuestion[], test: readonly LabelledQuestion[]): AnsweredQuestion[] {
  const model = parseTriageModel({ kinds: KINDS, weights: trainTriageWeights(train) })
  const knowledge = { words: wordsOfTriage, model }
  return test.map((question) => ({ question, got: triage(question.input, knowledge).topics.map(({ topic }) => topic) }))
}

/** Each question answered by a model that has seen the other folds, never its own. */
export function crossValidated(questions: readonly LabelledQuestion[], folds: number): AnsweredQuestion[] {
  const dealt = shuffled(questions, 1)
  return Array.from({ length: folds }, (_, fold) => {
    const test = dealt.filter((_, i) => i % folds === fold)
    return answersOf(
      dealt.filter((_, i) => i % folds !== fold),
      test,
    )
  }).flat()
}

export function scoreLine(answers: readonly AnsweredQuestion[]): string {
  const share = (test: (a: AnsweredQuestion) => boolean) => (answers.filter(test).length / answers.length).toFixed(3)
  const never = answers.filter(({ question, got }) => got.slice(0, 3).some((topic) => question.never.includes(topic)))
  const top1 = share(({ question, got }) => question.expected.includes(got[0]!))
  const top3 = share(({ question, got }) => got.slice(0, 3).some((topic) => question.expected.includes(topic)))
  return `n ${answers.length}  top1 ${top1}  top3 ${top3}  never ${never.length}`
}

/** A seeded shuffle (a linear congruential generator is chance enough to deal folds). */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  const dealt = [...list]
  let state = seed
  for (let i = dealt.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const j = Math.floor((state / 2 ** 32) * (i + 1))
    ;[dealt[i], dealt[j]] = [dealt[j]!, dealt[i]!]
  }
  return dealt
}
