import type { Attempt, SourceHealth } from './health.ts'
import type { SourceReading } from './read-source.ts'
import type { SourceKind } from './source.ts'

/**
 * What a reading counts as. Nothing where something was, or where there always is something, is unreadable: an empty list
 * must never look like "no trouble".
 */
export function attemptOf(
  reading: SourceReading,
  kind: Pick<SourceKind, 'mayBeEmpty'>,
  before: Pick<SourceHealth, 'items'>,
  hasChanged: boolean,
): Attempt {
  if (reading.kind === 'unreadable') return { kind: 'unreadable', reason: reading.reason }
  const items = reading.items.length
  if (items === 0 && !kind.mayBeEmpty) return { kind: 'unreadable', reason: before.items > 0 ? 'emptied' : 'no-items' }
  return { kind: 'readable', items, byFallback: reading.byFallback, hasChanged }
}
