import { emptyMemory, type JudgeMemory, type JudgeOptions } from './memory.ts'
import { COMMON_MODES, COMPANY_MODES } from './modes.ts'

/**
 * What was remembered, made to fit how the judge is set up now. An office that comes or goes takes nothing away from the
 * others; what was learnt with another table of modes cannot be read any more, and only what was announced stays.
 */
export function memoryUnder(stored: unknown, options: JudgeOptions): JudgeMemory {
  if (!isMemory(stored)) return emptyMemory(options)
  if (!fitsModes(stored)) return { ...emptyMemory(options), announcements: stored.announcements }
  const isKnown = (vantage: string) => options.vantages.includes(vantage)
  const { belief, tracks, viewers, suspectedSince } = stored
  return {
    ...stored,
    options,
    belief: belief && { ...belief, sites: only(belief.sites, isKnown) },
    tracks: Object.fromEntries(Object.entries(tracks).filter(([, track]) => isKnown(track.look.vantage))),
    viewers: only(viewers, isKnown),
    suspectedSince: { ...suspectedSince, sites: only(suspectedSince.sites, isKnown) },
  }
}

const isMemory = (stored: unknown): stored is JudgeMemory =>
  typeof stored === 'object' && stored !== null && 'version' in stored && stored.version === 1 && 'belief' in stored

const fitsModes = ({ belief }: JudgeMemory): boolean =>
  belief === null ||
  (belief.common.length === COMMON_MODES.length &&
    Object.values(belief.sites).every(
      (rows) => rows.length === COMMON_MODES.length && rows.every((row) => row.length === COMPANY_MODES.length),
    ))

const only = <Value>(record: Readonly<Record<string, Value>>, isKept: (key: string) => boolean) =>
  Object.fromEntries(Object.entries(record).filter(([key]) => isKept(key)))
