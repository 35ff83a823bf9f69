import { tellsNothing } from './likelihood.ts'
import type { Track } from './track.ts'

/** What else is seen from the same vantage at the moment, apart from the look in question. */
export interface Surroundings {
  /** Some other look at LINE WORKS fails. */
  readonly serviceFails: boolean
  /** Some other look at LINE WORKS passes, but is slow. */
  readonly serviceSlow: boolean
  /** Some other control does not answer. */
  readonly someControlFails: boolean
  /** Other controls are looked at, and none of them answers. */
  readonly controlsFail: boolean
}

export const QUIET: Surroundings = {
  serviceFails: false,
  serviceSlow: false,
  someControlFails: false,
  controlsFail: false,
}

interface Counts {
  service: number
  slow: number
  controls: number
  failingControls: number
}

/** Keeps count by vantage, so that a look need not be compared with all the others. */
export interface Census {
  around(track: Track, before: Track | undefined): Surroundings
  replace(before: Track | undefined, after: Track): void
  remove(track: Track): void
}

const isControl = ({ look }: Track) => look.role === 'control' && look.kind !== 'dns'

export function createCensus(tracks: Iterable<Track>): Census {
  const byVantage = new Map<string, Counts>()
  const countsOf = (vantage: string): Counts => {
    const known = byVantage.get(vantage)
    if (known) return known
    const fresh = { service: 0, slow: 0, controls: 0, failingControls: 0 }
    byVantage.set(vantage, fresh)
    return fresh
  }
  const add = (track: Track, by: 1 | -1) => {
    const counts = countsOf(track.look.vantage)
    const failing = track.run > 0 ? by : 0
    if (track.look.role === 'service' && !tellsNothing(track)) {
      counts.service += failing
      counts.slow += track.slow ? by : 0
    }
    if (!isControl(track)) return
    counts.controls += by
    counts.failingControls += failing
  }
  for (const track of tracks) add(track, 1)
  return {
    around(track, before) {
      const counts = countsOf(track.look.vantage)
      const wasFailing = before !== undefined && before.run > 0
      const self = track.look.role === 'service' && wasFailing && !tellsNothing(before) ? 1 : 0
      const slow = track.look.role === 'service' && before?.slow ? 1 : 0
      const control = before !== undefined && isControl(track)
      const others = counts.controls - (control ? 1 : 0)
      const othersFailing = counts.failingControls - (control && wasFailing ? 1 : 0)
      return {
        serviceFails: counts.service - self > 0,
        serviceSlow: counts.slow - slow > 0,
        someControlFails: othersFailing > 0,
        controlsFail: others > 0 && othersFailing === others,
      }
    },
    replace(before, after) {
      if (before) add(before, -1)
      add(after, 1)
    },
    remove: (track) => add(track, -1),
  }
}
