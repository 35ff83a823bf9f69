import type { Culprit } from '../condition.ts'
import type { Evidence } from '../evidence.ts'
import { evidenceOfRound } from '../locate.ts'
import { type Belief, newSite } from './belief.ts'
import { type Likelihood, likelihoodOf } from './likelihood.ts'
import { COMMON_MODES, COMPANY_MODES } from './modes.ts'
import { roundOf } from './round.ts'
import { QUIET } from './surroundings.ts'
import { type Track, trackKeyOf } from './track.ts'

/** No single statement weighs more than this (nats): looks at the same trouble repeat each other. */
const CAP = 6

/** The statements of one site's newest looks, each with what it weighs in the belief. */
export function explainSite(belief: Belief, vantage: string, own: readonly Track[]): readonly Evidence[] {
  const byKey = new Map(own.map((track) => [trackKeyOf(track.look), track]))
  const rows = belief.sites[vantage] ?? newSite()
  const weights = new Map<Culprit, Map<Likelihood, number>>()
  const weightOf = (culprit: Culprit, likelihood: Likelihood): number => {
    const ofCulprit = weights.get(culprit) ?? new Map<Likelihood, number>()
    weights.set(culprit, ofCulprit)
    const weight = ofCulprit.get(likelihood) ?? weigh(belief, rows, culprit, likelihood)
    ofCulprit.set(likelihood, weight)
    return weight
  }
  const round = roundOf(
    vantage,
    own.map(({ look }) => look),
  )
  return evidenceOfRound(round).map(({ evidence, looks }) => {
    const { culprit } = evidence
    if (culprit === 'account-or-device' || culprit === 'unknown') return evidence
    const likelihoods = looks
      .map(({ look }) => likelihoodAlone(byKey.get(trackKeyOf(look))))
      .filter((likelihood) => likelihood != null)
    if (likelihoods.length === 0) return evidence
    const sum = likelihoods.reduce((total, likelihood) => total + weightOf(culprit, likelihood), 0)
    return { ...evidence, contribution: Math.max(-CAP, Math.min(CAP, sum)) }
  })
}

/** What the newest look of a track says by itself. */
const likelihoodAlone = (track: Track | undefined) =>
  track &&
  likelihoodOf(track, track.run > 1 ? { ...track, run: track.run - 1, look: earlier(track) } : undefined, QUIET)
const USUAL_GAP_MS = 30_000
const earlier = ({ look }: Track) => ({ ...look, at: look.at - USUAL_GAP_MS })

/** ln of how much likelier a look is if the culprit did it than if not. */
function weigh(belief: Belief, rows: readonly (readonly number[])[], culprit: Culprit, chances: Likelihood): number {
  const inside = { weight: 0, chance: 0 }
  const outside = { weight: 0, chance: 0 }
  rows.forEach((row, s) => {
    row.forEach((p, c) => {
      const side = isDoneBy(culprit, s, c) ? inside : outside
      const weight = belief.common[s]! * p
      side.weight += weight
      side.chance += weight * chances[s]![c]!
    })
  })
  return Math.log(inside.chance / inside.weight) - Math.log(outside.chance / outside.weight)
}

function isDoneBy(culprit: Culprit, s: number, c: number): boolean {
  const { service, company } = COMMON_MODES[s]!
  const condition = service?.condition ?? 'operational'
  if (culprit === 'none') return condition === 'operational' && !company && c === 0
  if (culprit === 'maintenance') return condition === 'maintenance'
  if (culprit === 'service') return condition === 'outage' || condition === 'degraded'
  return COMPANY_MODES[c]!.culprit === culprit || company?.culprit === culprit
}
