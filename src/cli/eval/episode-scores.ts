import type { ViewerCondition } from '../../core/condition.ts'
import type { Episode, Truth } from './episode.ts'
import type { Answer } from './episode-replay.ts'
import { rounded } from './signatures.ts'

/** Counts over episodes, kept small so that any number of them can be scored. */
export interface EpisodeTally {
  add(episode: Episode, answers: readonly Answer[]): void
  scores(): Readonly<Record<string, unknown>>
}

const MINUTE = 60_000
/** An answer may lag a change of the truth by this much before it counts as wrong; longer at the very start. */
const LEEWAY = 3 * MINUTE
const FIRST_LEEWAY = 5 * MINUTE
/** A fault shorter than this need not be found. */
const FAULT_MINUTES = 5 * MINUTE
/** After a fault, blame may linger this long before it is a false alarm. */
const SETTLED = 10 * MINUTE

const blames = (condition: ViewerCondition) => condition === 'outage' || condition === 'degraded'
const isDown = (truth: Truth) => truth.accept.some(blames)
const isRight = (truth: Truth, answer: Answer) => truth.accept.includes(answer.condition)

const percentile = (list: readonly number[], share: number): number | null =>
  list.length === 0
    ? null
    : [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(share * list.length))]!

export function createEpisodeTally(): EpisodeTally {
  const sum = { minutes: 0, counted: 0, right: 0, brier: 0, brierN: 0, alarms: 0, spells: 0, flaps: 0 }
  const faults = { all: 0, right: 0, company: 0, blamed: 0, service: 0, missed: 0 }
  const detect: number[] = []
  const recover: number[] = []
  const byKind: Record<string, { n: number; counted: number; right: number }> = {}

  function countMinutes(
    truths: readonly Truth[],
    answers: readonly Answer[],
    kind: { counted: number; right: number },
  ) {
    let alarm = false
    for (const answer of answers) {
      const index = truths.findIndex((t) => answer.at >= t.fromAt && answer.at < t.toAt)
      const truth = truths[index]
      if (!truth) continue
      const age = answer.at - truth.fromAt
      sum.minutes++
      if (age >= (index === 0 ? FIRST_LEEWAY : LEEWAY)) {
        const right = isRight(truth, answer) ? 1 : 0
        sum.counted++
        kind.counted++
        sum.right += right
        kind.right += right
      }
      if (!truth.accept.includes('maintenance')) {
        sum.brier += (answer.pDown - (isDown(truth) ? 1 : 0)) ** 2
        sum.brierN++
      }
      const isFalse = blames(answer.condition) && !isDown(truth) && (index === 0 || age >= SETTLED)
      if (isFalse && !alarm) sum.alarms++
      alarm = isFalse
    }
  }

  function countFault(truth: Truth, answers: readonly Answer[]) {
    const inside = answers.filter(({ at }) => at >= truth.fromAt && at < truth.toAt)
    const atFive = inside.find(({ at }) => at >= truth.fromAt + FAULT_MINUTES)
    const isLong = truth.toAt - truth.fromAt >= FAULT_MINUTES
    const isCompany = truth.accept.includes('company_network')
    if (isLong && atFive) {
      faults.all++
      if (isRight(truth, atFive)) faults.right++
      if (isCompany && !isDown(truth)) {
        faults.company++
        if (blames(atFive.condition)) faults.blamed++
      }
    }
    if (isDown(truth) && !isCompany) {
      faults.service++
      const seen = inside.find(({ condition }) => blames(condition))
      if (seen) detect.push((seen.at - truth.fromAt) / 1000)
      else if (isLong) faults.missed++
    }
    const clear = answers.find(({ at, condition }) => at >= truth.toAt && condition === 'operational')
    if (clear) recover.push((clear.at - truth.toAt) / 1000)
    const changes = inside.filter(({ condition }, i) => i > 0 && condition !== inside[i - 1]!.condition).length
    sum.flaps += Math.max(0, changes - 1)
    sum.spells++
  }

  return {
    add(episode, answers) {
      byKind[episode.kind] ??= { n: 0, counted: 0, right: 0 }
      const kind = byKind[episode.kind]!
      kind.n++
      for (const site of episode.sites) {
        const truths = episode.truth.filter((t) => t.site === site)
        const own = answers.filter((a) => a.site === site)
        countMinutes(truths, own, kind)
        for (const truth of truths) if (!truth.accept.includes('operational')) countFault(truth, own)
      }
    },
    scores: () => ({
      siteMinutes: sum.minutes,
      accuracy: rounded(sum.right / sum.counted),
      culpritAt5: rounded(faults.right / faults.all),
      detectP50: percentile(detect, 0.5),
      detectP95: percentile(detect, 0.95),
      missed: faults.missed,
      ofFaults: faults.service,
      falseAlarms: sum.alarms,
      falseAlarmsPerMonth: rounded(sum.alarms / (sum.minutes / (30 * 24 * 60))),
      wrongBlame: rounded(faults.blamed / faults.company),
      recoverP50: percentile(recover, 0.5),
      recoverP95: percentile(recover, 0.95),
      flapsPerFault: rounded(sum.flaps / sum.spells),
      brier: rounded(sum.brier / sum.brierN),
      byKind: Object.fromEntries(
        Object.entries(byKind).map(([name, { n, counted, right }]) => [
          name,
          { n, accuracy: rounded(right / counted) },
        ]),
      ),
    }),
  }
}
