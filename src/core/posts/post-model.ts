import { POST_LABELS, type PostLabel } from '../report.ts'
import type { Feature } from '../text/feature.ts'

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

/**
 * A post is called a report only above this probability: a false report delays the alarm for everybody by raising what is
 * usual, a missed one costs one voice of many.
 */
const LEAST_FOR_REPORT = 0.55

/** The label, its probability, and the features that speak for it, the strongest first. */
export function weigh(features: readonly Feature[], model: PostModel) {
  const known = features.flatMap((feature) => {
    const weights = model.weights.get(feature.name)
    return weights ? [{ feature, weights }] : []
  })
  const chances = chancesOf(
    POST_LABELS.map((label) =>
      known.reduce((sum, { feature, weights }) => sum + natsFor(label, weights) * feature.value, 0),
    ),
  )
  const eligible = chances.filter(({ label, chance }) => label !== 'report' || chance >= LEAST_FOR_REPORT)
  const { label, chance } = eligible.reduce((a, b) => (b.chance > a.chance ? b : a))
  const shares = (): Share[] =>
    known
      .map(({ feature, weights }) => ({ feature, nats: natsFor(label, weights) * feature.value }))
      .filter(({ nats }) => nats > 0)
      .sort((a, b) => b.nats - a.nats || (a.feature.name < b.feature.name ? -1 : 1))
  return { label, chance, shares }
}

/** Sums of nats, in the order of the labels, as probabilities. */
function chancesOf(sums: readonly number[]) {
  const most = Math.max(...sums)
  const total = sums.reduce((all, sum) => all + Math.exp(sum - most), 0)
  return POST_LABELS.map((label, i) => ({ label, chance: Math.exp(sums[i]! - most) / total }))
}

function natsFor(label: PostLabel, [report, recovery]: readonly [number, number]): number {
  if (label === 'report') return report
  return label === 'recovery' ? recovery : -report - recovery
}
