import type { Feature } from '../../src/core/text/feature.ts'
import { TOPICS } from '../../src/core/triage/topic.ts'
import { type TextKind, WEIGHT_STEP } from '../../src/core/triage/triage-model.ts'
import { fitSoftmax } from '../posts/softmax.ts'
import type { LabelledQuestion } from './labelled-questions.ts'

/** Chosen by cross-validation; 0.0001 and 0.001 differ by less than a point, and so do more rounds. */
const RIDGE = 0.0003
const ROUNDS = 60
/** A feature seen in fewer questions than this says nothing that can be trusted. */
const LEAST_QUESTIONS = 2
/** What ships: the weights that can move an answer most, so that the file stays below 300 kB. */
const MOST_WEIGHTS = 24_500

export const KINDS: readonly TextKind[] = [
  ...TOPICS.filter(
    (topic): topic is Exclude<TextKind, 'no-cause'> => topic !== 'server-outage' && topic !== 'server-maintenance',
  ),
  'no-cause',
]

export type WholeRows = Record<string, number[]>

/** Trains on questions; the same questions in the same order give the same model. */
export function trainTriageWeights(questions: readonly LabelledQuestion[], most = MOST_WEIGHTS): WholeRows {
  const seen = new Map<string, { count: number; value: number }>()
  for (const { features } of questions)
    for (const { name, value } of features) {
      const before = seen.get(name) ?? { count: 0, value: 0 }
      seen.set(name, { count: before.count + 1, value: before.value + value })
    }
  const names = [...seen].filter(([, { count }]) => count >= LEAST_QUESTIONS).map(([name]) => name)
  const numbers = new Map(names.map((name, i) => [name, i]))
  const numbered = (features: readonly Feature[]) =>
    features.flatMap(({ name, value }) => (numbers.has(name) ? [[numbers.get(name)!, value] as const] : []))
  const examples = questions.flatMap(({ features, kinds }) => {
    const row = numbered(features)
    return kinds.map((kind) => ({ features: row, label: KINDS.indexOf(kind), weight: 1 / kinds.length }))
  })
  const weights = fitSoftmax(examples, { features: names.length, classes: KINDS.length }, RIDGE, ROUNDS)
  return strongest(names, weights, seen, most)
}

function strongest(
  names: readonly string[],
  weights: Float64Array,
  seen: ReadonlyMap<string, { count: number; value: number }>,
  most: number,
): WholeRows {
  const cells = names.flatMap((name, i) => {
    const { count, value } = seen.get(name)!
    return KINDS.flatMap((_, kind) => {
      const whole = Math.round(weights[i * KINDS.length + kind]! / WEIGHT_STEP)
      return whole === 0
        ? []
        : [{ name, kind, whole, sway: (Math.abs(weights[i * KINDS.length + kind]!) * value) / count }]
    })
  })
  cells.sort((a, b) => b.sway - a.sway || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.kind - b.kind))
  const rows: WholeRows = {}
  for (const { name, kind, whole } of cells.slice(0, most)) {
    rows[name] ??= []
    rows[name].push(kind, whole)
  }
  return rows
}
