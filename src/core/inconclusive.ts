import type { Observation } from './observation.ts'

/**
 * Whether a round can blame nobody outside: more than half of the control looks that were taken failed as well.
 * A round without controls is conclusive, as far as it goes. One vantage at a time.
 */
export function isInconclusive(round: readonly Observation[]): boolean {
  const controls = round.filter((look) => look.role === 'control' && look.outcome !== 'skipped')
  const failed = controls.filter((look) => look.outcome === 'failed')
  return failed.length * 2 > controls.length
}
