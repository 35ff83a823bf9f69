import { type PostModel, WEIGHT_STEP, weigh } from '../../src/core/posts/post-model.ts'
import { POST_LABELS, type PostLabel } from '../../src/core/report.ts'
import type { Feature } from '../../src/core/text/feature.ts'
import type { LabelledPost } from './labelled-posts.ts'
import { fitSoftmax } from './softmax.ts'

/** Chosen by cross-validation among 0.0003, 0.001, 0.003 and 0.01; the scores differ by less than a point. */
const RIDGE = 0.001
/** A feature seen in fewer posts than this says nothing that can be trusted. */
const LEAST_POSTS = 2
/** What ships: the features that can move an answer most, so that the file stays below 300 kB. */
const MOST_FEATURES = 8_000

export type WholeWeights = Record<string, [report: number, recovery: number]>

/** Trains on posts; the same posts in the same order give the same model. */
export function trainWeights(posts: readonly LabelledPost[], most = MOST_FEATURES): WholeWeights {
  const weighed = posts.filter(({ isRuled }) => !isRuled)
  const seen = new Map<string, { posts: number; value: number }>()
  for (const { features } of weighed)
    for (const { name, value } of features) {
      const before = seen.get(name) ?? { posts: 0, value: 0 }
      seen.set(name, { posts: before.posts + 1, value: before.value + value })
    }
  const names = [...seen].filter(([, { posts }]) => posts >= LEAST_POSTS).map(([name]) => name)
  const numbers = new Map(names.map((name, i) => [name, i]))
  const numbered = (features: readonly Feature[]) =>
    features.flatMap(({ name, value }) => (numbers.has(name) ? [[numbers.get(name)!, value] as const] : []))
  const classes = POST_LABELS.length
  const weights = fitSoftmax(
    weighed.map(({ features, label }) => ({
      features: numbered(features),
      label: POST_LABELS.indexOf(label),
      weight: 1,
    })),
    { features: names.length, classes },
    RIDGE,
  )
  const rows = names.map((name, i) => {
    const row = [...weights.subarray(i * classes, (i + 1) * classes)]
    const { posts, value } = seen.get(name)!
    return { name, row, sway: (Math.max(...row.map(Math.abs)) * value) / posts }
  })
  rows.sort((a, b) => b.sway - a.sway || (a.name < b.name ? -1 : 1))
  return Object.fromEntries(rows.slice(0, most).map(({ name, row }) => [name, wholeRow(row)]))
}

/** Only differences between labels count, so the three are centred and the last is left out. */
function wholeRow(row: readonly number[]): [number, number] {
  const mean = row.reduce((a, b) => a + b, 0) / row.length
  return [Math.round((row[0]! - mean) / WEIGHT_STEP), Math.round((row[1]! - mean) / WEIGHT_STEP)]
}

export const labelOf = ({ isRuled, features }: LabelledPost, model: PostModel): PostLabel =>
  isRuled ? 'other' : weigh(features, model).label
