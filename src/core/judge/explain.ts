import type { Culprit } from '../condition.ts'
import type { Evidence } from '../evidence.ts'
import { evidenceOfRound } from '../locate.ts'
import type { Observation } from '../observation.ts'
import { type Belief, newSite } from './belief.ts'
import { chanceOf, likelihoodOf } from './likelihood.ts'
import { COMMON_MODES, COMPANY_MODES } from './modes.ts'
import { roundOf } from './round.ts'
import { QUIET } from './surroundings.ts'
import { type Track, trackKeyOf } from './track.ts'

/** No single statement weighs more than this (nats): looks at the same trouble repeat each other. */
const CAP = 6

type Weighing = (culprit: Culprit, look: Observation) => number | null

/** The statements of one site's newest looks, each with what it weighs in the belief. */
export function explainSite(belief: Belief, vantage: string, own: readonly Track[]): readonly Evidence[] {
  const byKey = new Map(own.map((track) => [trackKeyOf(track.look), track]))
  const weighing = weighingOf(belief, vantage, byKey)
  return evidenceOfRound(
    roundOf(
      vantage,
      own.map(({ look }) => look),
    ),
  ).map(({ evidence, looks }) => {
    const weights = looks.map(({ look }) => weighing(evidence.culprit, look))
    if (weights.every((weight) => weight === null)) return evidence
    const sum = weights.reduce<number>((total, weight) => total + (weight ?? 0), 0)
    return { ...evidence, contribution: Math.max(-CAP, Math.min(CAP, sum)) }
  })
}

/** ln of how much likelier a look is if the culprit did it than if not; null where the belief does not know the culprit. */
function weighingOf(belief: Belief, vantage: string, tracks: ReadonlyMap<string, Track>): Weighing {
  const rows = belief.sites[vantage] ?? newSite()
  return (culprit, look) => {
    const track = tracks.get(trackKeyOf(look))
    const likelihood = track && likelihoodOf(track, track.run > 1 ? { ...track, run: track.run - 1 } : undefined, QUIET)
    if (!likelihood || culprit === 'account-or-device' || culprit === 'unknown') return null
    const inside = { weight: 0, chance: 0 }
    const outside = { weight: 0, chance: 0 }
    rows.forEach((row, s) => {
      row.forEach((p, c) => {
        const side = isDoneBy(culprit, s, c) ? inside : outside
        const weight = belief.common[s]! * p
        side.weight += weight
        side.chance += weight * chanceOf(likelihood, s, c)
      })
    })
    return Math.log(inside.chance / inside.weight) - Math.log(outside.chance / outside.weight)
  }
}

function isDoneBy(culprit: Culprit, s: number, c: number): boolean {
  const { service, company } = COMMON_MODES[s]!
  const condition = service?.condition ?? 'operational'
  if (culprit === 'none') return condition === 'operational' && !company && c === 0
  if (culprit === 'maintenance') return condition === 'maintenance'
  if (culprit === 'service') return condition === 'outage' || condition === 'degraded'
  return COMPANY_MODES[c]!.culprit === culprit || company?.culprit === culprit
}
