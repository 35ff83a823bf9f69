import type { Feature } from '../text/feature.ts'
import type { Topic } from './topic.ts'
import { triageFeaturesOf } from './triage-features.ts'
import type { TriageInput } from './triage-input.ts'
import { featuresFor, type TextKind, type TriageModel, type WeighedKind, weighKinds } from './triage-model.ts'
import { readText, type TriageWords } from './triage-words.ts'

/** What ships in `data/knowledge` to read questions with. */
export interface TriageKnowledge {
  readonly words: TriageWords
  readonly model: TriageModel
}

export interface RankedTopic {
  readonly topic: Topic
  /** Probability, by the text and the state of the service, that this is where to begin. */
  readonly score: number
  /** The words that decided, the weightiest first, as they were written; empty where the state of the service decided. */
  readonly because: readonly string[]
}

export interface Triage {
  /** The likeliest first; only what is plausible, and never none. */
  readonly topics: readonly RankedTopic[]
}

/** How many of the words that decided are shown. */
const SHOWN = 4
/** A topic this unlikely, or this much less likely than the first, is left out. */
const LEAST = 0.02
const LEAST_OF_FIRST = 0.08
/** While the service fails, little else may be suggested: a reset or a lock would do harm. */
const LEAST_BESIDE_SERVICE = 0.15
const MOST_TOPICS = 5

const isOfService = (topic: Topic) => topic === 'server-outage' || topic === 'server-maintenance'

/** What to look at first. Deterministic; the state of the service decides where the text names no cause. */
export function triage(input: TriageInput, { words, model }: TriageKnowledge): Triage {
  const features = triageFeaturesOf(readText(input.text, words), input)
  const weighed = withState(weighKinds(features, model), input.service)
  const ranked = onceEach(weighed.flatMap((kind) => topicsOf(kind, input, features, model)))
  const first = ranked[0]!
  const least = Math.max(LEAST, LEAST_OF_FIRST * first.score, isOfService(first.topic) ? LEAST_BESIDE_SERVICE : 0)
  const plausible = ranked.filter(({ score }, i) => i === 0 || score >= least)
  return { topics: plausible.slice(0, MOST_TOPICS) }
}

/** How much likelier the state of the service makes it that a text names no cause. While all works, there must be one. */
const ODDS_OF_NO_CAUSE = { operational: 0, outage: 1.5, degraded: 1.2, maintenance: 4, unknown: 0.7 } as const

function withState(weighed: readonly WeighedKind[], service: TriageInput['service']): WeighedKind[] {
  const changed = weighed.map(({ kind, probability }) => ({
    kind,
    probability: probability * (kind === 'no-cause' ? ODDS_OF_NO_CAUSE[service] : 1),
  }))
  const total = changed.reduce((sum, { probability }) => sum + probability, 0)
  return changed.map(({ kind, probability }) => ({ kind, probability: probability / total }))
}

/** Where a share of a server error goes to the service itself: its state says how likely that is. */
const SHARE_OF_SERVICE = { operational: 0, outage: 0.6, degraded: 0.6, maintenance: 0.6, unknown: 0.4 } as const

function topicsOf(
  { kind, probability }: WeighedKind,
  input: TriageInput,
  features: readonly Feature[],
  model: TriageModel,
) {
  const because = becauseOf(kind, features, model)
  const byService = serviceTopicOf(input, features)
  if (kind === 'no-cause') return byService ? [{ topic: byService, score: probability, because: [] }] : []
  const isOpen = kind === 'error-server' || (kind === 'error-network' && input.service !== 'unknown')
  const share = isOpen && byService ? SHARE_OF_SERVICE[input.service] : 0
  const own = { topic: kind, score: probability * (1 - share), because }
  return byService && share > 0 ? [own, { topic: byService, score: probability * share, because }] : [own]
}

/** What the state of the service is called as a topic; null while it works. */
function serviceTopicOf({ service }: TriageInput, features: readonly Feature[]): Topic | null {
  switch (service) {
    case 'operational':
      return null
    case 'maintenance':
      return 'server-maintenance'
    case 'unknown':
      return features.some(({ name }) => name === 'm:maintenance') ? 'server-maintenance' : 'server-outage'
    default:
      return 'server-outage'
  }
}

function onceEach(ranked: readonly RankedTopic[]): RankedTopic[] {
  const byTopic = new Map<Topic, RankedTopic>()
  for (const next of ranked) {
    const before = byTopic.get(next.topic)
    byTopic.set(next.topic, before ? { ...before, score: before.score + next.score } : next)
  }
  return [...byTopic.values()].sort((a, b) => b.score - a.score)
}

/** Words and marks tell a reader more than runs of letters, which are shown only where nothing else decided. */
function becauseOf(kind: TextKind, features: readonly Feature[], model: TriageModel): string[] {
  const deciding = featuresFor(kind, features, model)
  const words = deciding.filter(({ feature: { name } }) => /^[mspw]:/.test(name))
  const shown = (words.length > 0 ? words : deciding).flatMap(({ feature }) => feature.words?.split(' … ') ?? [])
  return [...new Set(shown)].slice(0, SHOWN)
}
