import type { Likelihood } from './likelihood.ts'
import { COMMON_MODES, COMPANY_MODES, OWN_INDEX } from './modes.ts'

/**
 * What the judge believes: a probability for each mode that all sites share (LINE WORKS, or the company as a whole),
 * and for each site and each such mode a probability for each mode of its own. A forward filter over both, the sites being apart from each other.
 */
export interface Belief {
  at: number
  common: number[]
  /** vantage → common mode → company mode. */
  sites: Record<string, number[][]>
}

const MONTH_S = 30 * 86_400
/** No mode is ever ruled out: the world may hold what the table does not. */
const FLOOR = 1e-40
/** Smaller than this would vanish before it is put right again. */
const LEAST = 1e-300

/** How often each mode begins and ends, a second. Mode 0 is fine. */
interface Chain {
  readonly begins: readonly number[]
  readonly ends: readonly number[]
}
const chainOf = (modes: readonly { readonly perMonth: number; readonly minutes: number }[]): Chain => ({
  begins: modes.map(({ perMonth }) => perMonth / MONTH_S),
  ends: modes.map(({ minutes }) => (minutes > 0 ? 1 / (minutes * 60) : 0)),
})
const COMMON = chainOf(COMMON_MODES)
const COMPANY = chainOf(COMPANY_MODES)
/** One kind of trouble turns into another, a second. */
const TURNS = 1 / 7_200

/** Chances in a world of which nothing is known yet: each mode as often as it is on. */
const priorOf = ({ begins, ends }: Chain) =>
  normalise(begins.map((rate, mode) => (mode === 0 ? 1 : rate / ends[mode]!)))

/** In place: no mode below the floor, all together one. */
function normalise(list: number[]): number[] {
  let sum = 0
  for (let i = 0; i < list.length; i++) {
    const p = Math.max(list[i]!, FLOOR)
    list[i] = p
    sum += p
  }
  for (let i = 0; i < list.length; i++) list[i]! /= sum
  return list
}

const COMMON_PRIOR = priorOf(COMMON)
const COMPANY_PRIOR = priorOf(COMPANY)

export const emptyBelief = (at: number): Belief => ({ at, common: [...COMMON_PRIOR], sites: {} })
export const newSite = (): number[][] => COMMON_MODES.map(() => [...COMPANY_PRIOR])

/** The chances of a chain's changes within some seconds. */
interface Change {
  readonly begin: readonly number[]
  readonly end: readonly number[]
  readonly turn: number
}
const within = (seconds: number, rate: number) => 1 - Math.exp(-seconds * rate)
const changeOf = ({ begins, ends }: Chain, seconds: number, lively = 1): Change => ({
  begin: begins.map((rate) => within(seconds, rate * lively)),
  end: ends.map((rate) => within(seconds, rate)),
  turn: within(seconds, TURNS),
})

/** Trouble begins, ends and turns into other trouble. */
function moved(list: readonly number[], { begin, end, turn }: Change): number[] {
  const fine = list[0]!
  const next = list.slice()
  let gained = 0
  let turned = 0
  for (let mode = 1; mode < list.length; mode++) {
    const begun = fine * begin[mode]!
    const ended = list[mode]! * end[mode]!
    const away = (list[mode]! - ended) * turn
    next[mode] = list[mode]! - ended - away + begun
    gained += ended - begun
    turned += away
  }
  next[0] = fine + gained
  const share = turned / (list.length - 1)
  for (let mode = 1; mode < list.length; mode++) next[mode]! += share
  return next
}

/** Lets time pass until `at`. `lively` multiplies how readily trouble begins that all sites share. */
export function pass(belief: Belief, at: number, lively = 1): void {
  const seconds = (at - belief.at) / 1000
  if (seconds <= 0) return
  belief.at = at
  const before = belief.common
  const common = normalise(moved(before, changeOf(COMMON, seconds, lively)))
  const change = changeOf(COMPANY, seconds)
  for (const [vantage, rows] of Object.entries(belief.sites)) {
    const mean = COMPANY_MODES.map((_, c) => rows.reduce((sum, row, s) => sum + before[s]! * row[c]!, 0))
    belief.sites[vantage] = rows.map((row, s) => {
      // What newly came into a common mode brings its idea of the site along.
      const stayed = Math.min(1, before[s]! / common[s]!)
      const here = stayed === 1 ? row : row.map((p, c) => stayed * p + (1 - stayed) * mean[c]!)
      return normalise(moved(here, change))
    })
  }
  belief.common = common
}

/** Takes one look from one site in. */
export function learn(belief: Belief, vantage: string, likelihood: Likelihood): void {
  belief.sites[vantage] ??= newSite()
  const rows = belief.sites[vantage]
  let total = 0
  for (let s = 0; s < rows.length; s++) {
    const row = rows[s]!
    const chances = likelihood[s]!
    let sum = 0
    for (let c = 0; c < row.length; c++) {
      const p = Math.max(row[c]! * chances[c]!, LEAST)
      row[c] = p
      sum += p
    }
    for (let c = 0; c < row.length; c++) row[c] = Math.max(row[c]! / sum, FLOOR)
    belief.common[s]! *= sum
    total += belief.common[s]!
  }
  for (let s = 0; s < rows.length; s++) belief.common[s] = Math.max(belief.common[s]! / total, FLOOR)
}

/** Chance of each mode of one site; what the whole company has, every site has. */
export function siteModes(belief: Belief, vantage: string): number[] {
  const rows = belief.sites[vantage] ?? newSite()
  const modes = COMPANY_MODES.map(() => 0)
  rows.forEach((row, s) => {
    const wide = OWN_INDEX[s]!
    row.forEach((p, c) => {
      modes[c === 0 && wide > 0 ? wide : c]! += belief.common[s]! * p
    })
  })
  return modes
}
