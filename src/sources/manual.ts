import { createHash } from 'node:crypto'
import type { Component } from '../core/condition.ts'
import type { Notice } from '../core/notice.ts'

/** What an administrator announces: planned work that is known from elsewhere, such as a letter to customers. */
export interface ManualMaintenance {
  readonly title: string
  readonly startAt: number
  /** Null: not known yet. */
  readonly endAt: number | null
  readonly components: readonly Component[]
  readonly url: string | null
  readonly isCancelled: boolean
}

export const MANUAL_SOURCE = 'manual'

/** The notice of a maintenance; the same title and start are the same notice, whatever else changes. */
export function manualNoticeOf(maintenance: ManualMaintenance, now: number): Notice {
  const { title, startAt, endAt, components, url, isCancelled } = maintenance
  const id = createHash('sha256').update(`${MANUAL_SOURCE}\n${title}\n${startAt}`).digest('base64url').slice(0, 16)
  const status = isCancelled
    ? 'cancelled'
    : now < startAt
      ? 'scheduled'
      : endAt !== null && now >= endAt
        ? 'completed'
        : 'in_progress'
  return {
    id,
    source: MANUAL_SOURCE,
    title,
    url,
    kind: 'maintenance',
    status,
    components,
    affectsLogin: components.includes('login') || components.includes('all'),
    windows: [{ startAt, endAt, approximate: false }],
    publishedAt: now,
    seenAt: now,
    updatedAt: now,
  }
}
