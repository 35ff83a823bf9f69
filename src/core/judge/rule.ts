import type { Culprit } from '../condition.ts'
import type { Text } from '../locale.ts'
import type { Look, Round } from './round.ts'

/**
 * One row of the signature table: what it looks for in a round, whom that speaks against, how strongly (nats), in words.
 * `find` returns the looks that show it; none means that the rule has nothing to say.
 */
export interface Rule {
  readonly code: string
  readonly culprit: Culprit
  readonly weight: number
  readonly find: (round: Round) => readonly Look[]
  readonly text: Text
}
