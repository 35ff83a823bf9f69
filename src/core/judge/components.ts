import { COMPONENTS, type ServiceCondition } from '../condition.ts'
import type { ComponentVerdict } from '../verdict.ts'
import type { Track } from './track.ts'

/** From this share of failing looks on, a part counts as failing for all. */
const ALL = 0.8

/**
 * How each part of LINE WORKS is, from the newest looks of the sites that have no trouble of their own.
 * A part is called bad only while the service as a whole is: one failing look is nothing yet.
 */
export function componentsOf(
  tracks: readonly Track[],
  service: ServiceCondition,
  since: number | null,
): readonly ComponentVerdict[] {
  const isBad = service === 'outage' || service === 'degraded' || service === 'maintenance'
  return COMPONENTS.flatMap((component): ComponentVerdict[] => {
    const own = tracks.filter(
      (t) => t.look.role === 'service' && t.look.component === component && t.look.kind !== 'dns',
    )
    if (own.length === 0) return []
    const failing = own.filter((t) => t.run > 0)
    const slow = own.filter((t) => t.slow)
    const hurt = failing.length + slow.length
    if (service === 'unknown') return [{ component, condition: 'unknown', since: null }]
    if (!isBad || hurt === 0)
      return [{ component, condition: failing.length === own.length ? 'unknown' : 'operational', since: null }]
    const began = failing.reduce((first, t) => Math.min(first, t.failingSince ?? first), Number.POSITIVE_INFINITY)
    const condition =
      service === 'maintenance' ? 'maintenance' : failing.length >= ALL * own.length ? 'outage' : 'degraded'
    return [{ component, condition, since: Number.isFinite(began) ? began : since }]
  })
}
