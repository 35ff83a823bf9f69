import type { ViewerCondition } from '../../core/condition.ts'
import { emptyMemory, judge, type Tick } from '../../core/judge.ts'
import type { Episode, EpisodeEvent } from './episode.ts'

/** What the judge said about one site at one whole minute. */
export interface Answer {
  readonly site: string
  readonly at: number
  readonly condition: ViewerCondition
  readonly pDown: number
  readonly confidence: number
  /** The newest looks alone would say something else. */
  readonly isHeld: boolean
}

const MINUTE = 60_000

/** Replays an episode on its own clock and asks the judge at every whole minute. */
export function* replay(episode: Episode): Generator<Answer> {
  let memory = emptyMemory({ vantages: episode.sites, intervalMs: episode.intervalMs })
  let next = 0
  for (let at = Math.ceil(episode.startsAt / MINUTE) * MINUTE; at < episode.endsAt; at += MINUTE) {
    const from = next
    while (next < episode.events.length && episode.events[next]!.at <= at) next++
    const answer = judge(memory, tickOf(episode.events.slice(from, next), at))
    memory = answer.memory
    for (const { vantage, condition, raw, pDown, confidence } of answer.verdict.viewers)
      if (episode.sites.includes(vantage))
        yield { site: vantage, at, condition, pDown, confidence, isHeld: raw !== condition }
  }
}

function tickOf(events: readonly EpisodeEvent[], at: number): Tick {
  return {
    at,
    observations: events.flatMap((e) => (e.type === 'observation' ? [e.observation] : [])),
    notices: events.flatMap((e) => (e.type === 'notice' ? [e.notice] : [])),
    posts: events.flatMap((e) => (e.type === 'post' ? [e.post] : [])),
    reports: events.flatMap((e) => (e.type === 'report' ? [e.report] : [])),
  }
}
