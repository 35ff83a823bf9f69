import { CULPRITS, type Culprit } from './condition.ts'
import type { Evidence } from './evidence.ts'
import { NETWORK_RULES } from './judge/network-rules.ts'
import { PROXY_RULES } from './judge/proxy-rules.ts'
import type { Look, Round } from './judge/round.ts'
import { roundsOf } from './judge/round.ts'
import { isApart } from './judge/round-facts.ts'
import type { Rule } from './judge/rule.ts'
import { SERVICE_RULES } from './judge/service-rules.ts'
import type { Text } from './locale.ts'
import type { Observation } from './observation.ts'

/** Whose fault one round of looks shows, how sure that is (0 to 1), and why: the heaviest reason first. */
export interface Finding {
  readonly culprit: Culprit
  readonly confidence: number
  readonly evidence: readonly Evidence[]
}

/** Every row of the signature table. */
export const RULES: readonly Rule[] = [...PROXY_RULES, ...NETWORK_RULES, ...SERVICE_RULES]

/** What one vantage alone cannot settle: the far side and the way to it look the same from there. */
const UNSETTLED: ReadonlySet<string> = new Set([
  'connect-silent',
  'tls-silent',
  'answer-silent',
  'refused-far',
  'proxy-upstream',
])
/** Less than this (nats) tells nothing; a lead smaller than `CLEAR` over the next culprit decides nothing. */
const ENOUGH = 2
const CLEAR = 0.9

/** Reads one round of looks, taken at about the same time, from one vantage or from several. */
export function locate(observations: readonly Observation[]): Finding {
  const rounds = roundsOf(observations)
  const own = rounds.map((round) => ({ round, evidence: evidenceOf(round) }))
  const evidence = [...own.flatMap((r) => r.evidence), ...comparison(own)].sort(byWeight)
  const scores = scoresOf(own, evidence)
  const [best, next] = [...scores].sort((a, b) => b[1] - a[1])
  const culprit = best && best[1] >= ENOUGH && best[1] - (next?.[1] ?? 0) >= CLEAR ? best[0] : 'unknown'
  return { culprit, confidence: confidenceOf(culprit, scores), evidence }
}

interface Reading {
  readonly round: Round
  readonly evidence: readonly Evidence[]
}

const byWeight = (a: Evidence, b: Evidence) =>
  b.contribution - a.contribution ||
  (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) ||
  (a.vantage! < b.vantage! ? -1 : 1)

/** Every rule that has something to say about a round, as a statement and with the looks behind it. */
export const evidenceOfRound = (
  round: Round,
): readonly { readonly evidence: Evidence; readonly looks: readonly Look[] }[] =>
  RULES.flatMap((rule) => {
    const looks = rule.find(round)
    return looks.length === 0 ? [] : [{ evidence: statement(rule, rule.weight, round.vantage, looks), looks }]
  })
const evidenceOf = (round: Round) => evidenceOfRound(round).map(({ evidence }) => evidence)

function statement(
  rule: { readonly code: string; readonly culprit: Culprit; readonly text: Text },
  weight: number,
  vantage: string,
  looks: readonly Look[],
): Evidence {
  const components = new Set(looks.map(({ look }) => look.component))
  return {
    code: rule.code,
    family: 'probe',
    culprit: rule.culprit,
    contribution: weight,
    at: Math.max(...looks.map(({ look }) => look.at)),
    vantage,
    targets: [...new Set(looks.map(({ look }) => look.target))].sort(),
    component: components.size === 1 ? [...components][0]! : null,
    text: rule.text,
  }
}

const SEEN_FROM_SEVERAL = {
  code: 'seen-from-several',
  culprit: 'service',
  text: {
    ja: '別の拠点からも同じように LINE WORKS だけに届かない → LINE WORKS側',
    en: 'other sites of the company see the same: only LINE WORKS fails',
  },
} as const
const FINE_ELSEWHERE = {
  code: 'fine-elsewhere',
  culprit: 'company-network',
  text: {
    ja: '別の拠点からは LINE WORKS に届いている → この拠点のネットワークか回線',
    en: 'another site of the company reaches LINE WORKS: it is the network or line of this one',
  },
} as const

/** What the vantages say about each other, where a vantage cannot settle it alone. */
function comparison(readings: readonly Reading[]): readonly Evidence[] {
  const unsettled = readings.filter(({ evidence }) => evidence.some(({ code }) => UNSETTLED.has(code)))
  const isFine = ({ round }: Reading) =>
    round.failing.length === 0 && round.service.some((l) => isApart(l) && l.sign === 'passed')
  if (readings.some(isFine))
    return unsettled
      .filter(({ evidence }) => evidence.every(({ code, culprit }) => culprit !== 'service' || UNSETTLED.has(code)))
      .map(({ round }) => statement(FINE_ELSEWHERE, 4.5, round.vantage, round.failing))
  return unsettled.length < 2
    ? []
    : unsettled.map(({ round }) => statement(SEEN_FROM_SEVERAL, 2, round.vantage, round.failing))
}

/**
 * Nats for each culprit. Nothing is wrong only where nothing is wrong anywhere; what several vantages tell alike counts
 * once, because they share lines, resolvers and proxies.
 */
function scoresOf(readings: readonly Reading[], evidence: readonly Evidence[]): ReadonlyMap<Culprit, number> {
  const sum = (culprit: Culprit, list: readonly Evidence[]) => {
    const heaviest = new Map<string, number>()
    for (const { code, contribution } of list.filter((e) => e.culprit === culprit))
      heaviest.set(code, Math.max(heaviest.get(code) ?? Number.NEGATIVE_INFINITY, contribution))
    return [...heaviest.values()].reduce((total, weight) => total + weight, 0)
  }
  const scores = new Map<Culprit, number>(CULPRITS.map((culprit) => [culprit, sum(culprit, evidence)]))
  const looked = readings.filter(({ round }) => round.service.length > 0)
  scores.set('none', looked.length === 0 ? 0 : Math.min(...looked.map((r) => sum('none', r.evidence))))
  // 5xx under the genuine certificate passed through everything of the company: it cannot be the cause.
  if (evidence.some(({ code }) => code === 'server-error')) {
    scores.set('company-network', 0)
    scores.set('proxy', 0)
  }
  scores.set('unknown', 1 + scores.get('unknown')!)
  return scores
}

/** Only culprits that something speaks for compete; nobody known competes always. */
function confidenceOf(culprit: Culprit, scores: ReadonlyMap<Culprit, number>): number {
  const weights = [...scores].map(([who, score]) => (score > 0 || who === culprit ? Math.exp(score) : 0))
  return Math.exp(scores.get(culprit)!) / weights.reduce((sum, weight) => sum + weight, 0)
}
