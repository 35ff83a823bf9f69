import { emptyMemory, type JudgeMemory, judge, type Tick } from '../../../src/core/judge.ts'
import type { Verdict } from '../../../src/core/verdict.ts'
import { type Failing, fine, roundAt, T0 } from './looks.ts'

/** Plays hours in minutes: rounds every 30 s at each site, and the judge asked at every whole minute. */
export interface Timeline {
  readonly now: number
  readonly memory: JudgeMemory
  readonly verdict: Verdict
  /** Lets minutes pass; `failing` says how each site's looks fail meanwhile, null that it is silent. */
  pass(minutes: number, failing?: Readonly<Record<string, Failing | null>>, words?: Partial<Tick>): Verdict
}

export function timelineOf(sites: readonly string[], intervalMs = 30_000): Timeline {
  let memory = emptyMemory({ vantages: sites, intervalMs })
  let now = T0
  let verdict: Verdict | null = null
  const tick = (observations: Tick['observations'], words: Partial<Tick> = {}) => {
    const answer = judge(memory, { at: now, observations, notices: [], posts: [], reports: [], ...words })
    memory = answer.memory
    verdict = answer.verdict
    return answer.verdict
  }
  tick([])
  return {
    get now() {
      return now
    },
    get memory() {
      return memory
    },
    get verdict() {
      return verdict!
    },
    pass(minutes, failing = {}, words = {}) {
      for (let minute = 0; minute < minutes; minute++) {
        const from = now
        now += 60_000
        const looks = []
        for (let at = from; at < now; at += intervalMs)
          for (const site of sites) {
            const how = failing[site] === undefined ? fine : failing[site]
            if (how) looks.push(...roundAt(at + 1000, how, site))
          }
        tick(looks, minute === 0 ? words : {})
      }
      return verdict!
    },
  }
}

export const conditionAt = (verdict: Verdict, site: string): string =>
  verdict.viewers.find(({ vantage }) => vantage === site)!.condition
