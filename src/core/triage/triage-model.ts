import type { Feature } from '../text/feature.ts'
import { isTopic, type Topic } from './topic.ts'

/**
 * What a text can be about by its own words: a topic, or nothing in particular (`no-cause`), when the monitor decides.
 * The two topics of the service's own state are therefore no kinds of text.
 */
export type TextKind = Exclude<Topic, 'server-outage' | 'server-maintenance'> | 'no-cause'

const isTextKind = (value: unknown): value is TextKind =>
  value === 'no-cause' || (isTopic(value) && value !== 'server-outage' && value !== 'server-maintenance')

/** How much each feature speaks for each kind of text, in nats. */
export interface TriageModel {
  readonly kinds: readonly TextKind[]
  readonly weights: ReadonlyMap<string, readonly KindWeight[]>
}
export type KindWeight = readonly [kind: number, nats: number]

/** Weights ship as whole numbers of this many nats. */
export const WEIGHT_STEP = 0.05

/**
 * Reads a shipped model: `{ kinds: [..], weights: { feature: [kind, weight, kind, weight, ..] } }`, kinds by their place in the
 * list. Throws where it is not of that form.
 */
export function parseTriageModel(value: unknown): TriageModel {
  const { kinds, weights } = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  if (!Array.isArray(kinds) || !kinds.every(isTextKind)) throw new Error('a triage model without kinds')
  if (typeof weights !== 'object' || weights === null) throw new Error('a triage model without weights')
  const rows = Object.entries(weights).map(([name, row]) => [name, rowOf(name, row, kinds.length)] as const)
  return { kinds, weights: new Map(rows) }
}

function rowOf(name: string, row: unknown, kinds: number): KindWeight[] {
  if (!Array.isArray(row) || row.length % 2 !== 0 || !row.every(Number.isFinite))
    throw new Error(`no weights for ${name}`)
  return Array.from({ length: row.length / 2 }, (_, i) => {
    const kind: unknown = row[2 * i]
    if (!Number.isInteger(kind) || Number(kind) < 0 || Number(kind) >= kinds)
      throw new Error(`no such kind for ${name}`)
    return [Number(kind), Number(row[2 * i + 1]) * WEIGHT_STEP]
  })
}

export interface WeighedKind {
  readonly kind: TextKind
  readonly probability: number
}

/** The probability of each kind, the likeliest first; equal ones in the order of the model. */
export function weighKinds(features: readonly Feature[], model: TriageModel): WeighedKind[] {
  const sums = new Array<number>(model.kinds.length).fill(0)
  for (const { name, value } of features)
    for (const [kind, nats] of model.weights.get(name) ?? []) sums[kind]! += nats * value
  const most = Math.max(...sums)
  const powers = sums.map((sum) => Math.exp(sum - most))
  const total = powers.reduce((a, b) => a + b, 0)
  return model.kinds
    .map((kind, i) => ({ kind, probability: powers[i]! / total }))
    .sort((a, b) => b.probability - a.probability)
}

/** Features that speak for a kind, the strongest first. */
export function featuresFor(kind: TextKind, features: readonly Feature[], model: TriageModel) {
  const place = model.kinds.indexOf(kind)
  return features
    .flatMap((feature) => {
      const nats = model.weights.get(feature.name)?.find(([k]) => k === place)?.[1] ?? 0
      return nats > 0 ? [{ feature, nats: nats * feature.value }] : []
    })
    .sort((a, b) => b.nats - a.nats || (a.feature.name < b.feature.name ? -1 : 1))
}
