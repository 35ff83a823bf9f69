import { POST_LABELS, type PostLabel } from '../report.ts'
import type { Feature } from './features.ts'

/** How much each feature speaks for `report` and for `recovery`, in nats; for `other` it is minus their sum. */
export interface PostModel {
  readonly weights: ReadonlyMap<string, readonly [report: number, recovery: number]>
}

/** What a feature adds for a label. */
export interface Share {
  readonly feature: Feature
  readonly nats: number
}

/** Weights ship as whole numbers of this many nats. */
export const WEIGHT_STEP = 0.01

/** Reads a shipped model: `{ weights: { feature: [report, recovery] } }`. Throws where it is not of that form. */
export function parsePostModel(value: unknown): PostModel {
  const weights = typeof value === 'object' && value !== null && 'weights' in value ? value.weights : null
  if (typeof weights !== 'object' || weights === null) throw new Error('a model without weights')
  return {
    weights: new Map(
      Object.entries(weights).map(([name, pair]) => {
        const [report, recovery] = Array.isArray(pair) ? pair.map(Number) : []
        if (!Number.isFinite(report) || !Number.isFinite(recovery)) throw new Error(`no weights for ${name}`)
        return [name, [report! * WEIGHT_STEP, recovery! * WEIGHT_STEP]]
      }),
    ),
  }
}

/** Each label with its probability, and what every known feature adds for it. */
export function weigh(features: readonly Feature[], model: PostModel) {
  const sums: Record<PostLabel, number> = { report: 0, recovery: 0, other: 0 }
  for (const feature of features) {
    const weights = model.weights.get(feature.name)
    if (!weights) continue
    for (const label of POST_LABELS) sums[label] += natsFor(label, weights) * feature.value
  }
  const most = Math.max(...Object.values(sums))
  const total = POST_LABELS.reduce((sum, label) => sum + Math.exp(sums[label] - most), 0)
  const label = POST_LABELS.find((l) => sums[l] === most)!
  return { label, probability: 1 / total }
}

/** The features that speak for a label, the strongest first. */
export function sharesFor(label: PostLabel, features: readonly Feature[], model: PostModel): Share[] {
  return features
    .flatMap((feature) => {
      const weights = model.weights.get(feature.name)
      const nats = weights ? natsFor(label, weights) * feature.value : 0
      return nats > 0 ? [{ feature, nats }] : []
    })
    .sort((a, b) => b.nats - a.nats || (a.feature.name < b.feature.name ? -1 : 1))
}

function natsFor(label: PostLabel, [report, recovery]: readonly [number, number]): number {
  if (label === 'report') return report
  return label === 'recovery' ? recovery : -report - recovery
}
