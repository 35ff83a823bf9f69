import { chanceOf, type Likelihood } from './likelihood.ts'
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

const COMMON_BEGINS = COMMON_MODES.map((m) => m.perMonth / MONTH_S)
const COMMON_ENDS = COMMON_MODES.map((m) => (m.minutes > 0 ? 1 / (m.minutes * 60) : 0))
const COMPANY_BEGINS = COMPANY_MODES.map((m) => m.perMonth / MONTH_S)
const COMPANY_ENDS = COMPANY_MODES.map((m) => (m.minutes > 0 ? 1 / (m.minutes * 60) : 0))
/** One kind of trouble turns into another, a second. */
const TURNS = 1 / 7_200

/** Chances in a world of which nothing is known yet: each mode as often as it is on. */
const prior = (begins: readonly number[], ends: readonly number[]) =>
  normalised(begins.map((rate, mode) => (mode === 0 ? 1 : rate / ends[mode]!)))

function normalised(list: readonly number[]): number[] {
  const floored = list.map((p) => Math.max(p, FLOOR))
  const sum = floored.reduce((total, p) => total + p, 0)
  return floored.map((p) => p / sum)
}

const COMMON_PRIOR = prior(COMMON_BEGINS, COMMON_ENDS)
const COMPANY_PRIOR = prior(COMPANY_BEGINS, COMPANY_ENDS)

export const emptyBelief = (at: number): Belief => ({ at, common: [...COMMON_PRIOR], sites: {} })
export const newSite = (): number[][] => COMMON_MODES.map(() => [...COMPANY_PRIOR])

/** A chain after `seconds`: mode 0 is fine; trouble begins, ends and turns into other trouble. */
function moved(list: readonly number[], begins: readonly number[], ends: readonly number[], seconds: number): number[] {
  const fine = list[0]!
  const next = list.slice()
  let begun = 0
  let ended = 0
  let turned = 0
  const turn = 1 - Math.exp(-seconds * TURNS)
  for (let mode = 1; mode < list.length; mode++) {
    const begin = fine * (1 - Math.exp(-seconds * begins[mode]!))
    const end = list[mode]! * (1 - Math.exp(-seconds * ends[mode]!))
    const away = (list[mode]! - end) * turn
    next[mode] = list[mode]! - end - away + begin
    begun += begin
    ended += end
    turned += away
  }
  next[0] = fine - begun + ended
  const share = turned / (list.length - 1)
  for (let mode = 1; mode < list.length; mode++) next[mode]! += share
  return next
}

/** Lets time pass until `at`. `lively` multiplies how readily trouble begins. */
export function pass(belief: Belief, at: number, lively = 1): void {
  const seconds = (at - belief.at) / 1000
  if (seconds <= 0) return
  belief.at = at
  const begins = lively === 1 ? COMMON_BEGINS : COMMON_BEGINS.map((rate) => rate * lively)
  const before = belief.common
  const common = moved(before, begins, COMMON_ENDS, seconds)
  for (const [vantage, rows] of Object.entries(belief.sites)) {
    const mixed = rows.map((row, mode) => mixture(rows, row, mode, before, common))
    belief.sites[vantage] = mixed.map((row) => normalised(moved(row, COMPANY_BEGINS, COMPANY_ENDS, seconds)))
  }
  belief.common = normalised(common)
}

/** What newly came into a common mode brings its own idea of the site along. */
function mixture(
  rows: readonly (readonly number[])[],
  row: readonly number[],
  mode: number,
  before: readonly number[],
  after: readonly number[],
): number[] {
  const stayed = Math.min(before[mode]!, after[mode]!)
  const come = after[mode]! - stayed
  if (come <= 0) return row.slice()
  const others = before.map((p, other) => (other === mode ? 0 : p))
  const sum = others.reduce((total, p) => total + p, 0) || 1
  return row.map((p, company) => {
    let other = 0
    for (let from = 0; from < others.length; from++) other += (others[from]! / sum) * rows[from]![company]!
    return (stayed * p + come * other) / (stayed + come)
  })
}

/** Takes one look from one site in. */
export function learn(belief: Belief, vantage: string, likelihood: Likelihood): void {
  belief.sites[vantage] ??= newSite()
  const rows = belief.sites[vantage]
  const { counts } = likelihood
  let total = 0
  for (let s = 0; s < rows.length; s++) {
    const row = rows[s]!
    let sum = 0
    for (let c = 0; c < row.length; c++) {
      const chance = chanceOf(likelihood, s, c)
      const p = Math.max(row[c]! * (counts === 1 ? chance : chance ** counts), 1e-300)
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
