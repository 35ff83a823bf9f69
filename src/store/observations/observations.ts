import type { Session } from '../database/session.ts'
import type { Observations } from '../store.ts'
import { appendRound } from './append-round.ts'
import { latestOf, rangeOf } from './observation-range.ts'
import { pruneObservations } from './prune.ts'
import { rollupsOf } from './rollups.ts'
import { transitionsOf } from './transitions.ts'

export function createObservations(session: Session): Observations {
  return {
    appendRound: (observations, options = {}) => appendRound(session, observations, options),
    range: (query) => rangeOf(session, query),
    latest: (query = {}) => latestOf(session, query),
    rollups: (query) => rollupsOf(session, query),
    transitions: (query) => transitionsOf(session, query),
    pruneBefore: (limits) => pruneObservations(session, limits),
  }
}
