import { parseEpisode } from './episode.ts'
import { replay } from './episode-replay.ts'
import { createEpisodeTally } from './episode-scores.ts'
import type { EvalKind } from './eval-kind.ts'

/** How the judge does over hours, with a site's every minute answered. Holds one episode at a time. */
export const episodes: EvalKind = {
  kind: 'episodes',
  defaultFile: null,
  async run(cases, write) {
    const tally = createEpisodeTally()
    for await (const value of cases) {
      const episode = parseEpisode(value)
      const answers = [...replay(episode)]
      for (const { site, at, condition, pDown } of answers)
        await write({ id: episode.id, site, at: new Date(at).toISOString(), condition, pDown })
      tally.add(episode, answers)
    }
    return { scores: tally.scores(), misses: [] }
  },
}
