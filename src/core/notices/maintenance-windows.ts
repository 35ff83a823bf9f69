import type { Component } from '../condition.ts'
import type { Notice } from '../notice.ts'
import { DAY_MS, HOUR_MS } from './time-values.ts'

/** Announced work as it stands at an instant. */
export interface MaintenanceWindow {
  /** Id of the notice that announces it. */
  readonly notice: string
  readonly title: string
  readonly url: string | null
  readonly startAt: number | null
  readonly endAt: number | null
  readonly components: readonly Component[]
  readonly affectsLogin: boolean
  /** `everything`: all services; `unnamed`: the notice does not say which. */
  readonly scope: 'everything' | 'some' | 'unnamed'
  readonly state: 'scheduled' | 'in_progress' | 'overrun' | 'completed'
  /** Whether the operator says so itself; otherwise it follows from the clock. */
  readonly confirmed: boolean
}

/** Work without a stated end is not believed to go on for longer than this. */
const OPEN_END_MS = 12 * HOUR_MS
/** Work whose stated end passed that long ago is over, told or not. */
const FORGOTTEN_MS = DAY_MS

/**
 * The announced work, by start. Work that was called off makes no window. Work that its operator calls running after its stated end is
 * `overrun` until it is called completed or a day has passed. Work nobody spoke of again is `completed` by the clock, and `confirmed` is false.
 */
export function maintenanceWindowsOf(notices: readonly Notice[], now: number): MaintenanceWindow[] {
  const windows = notices.flatMap((notice) => {
    if (notice.kind !== 'maintenance' || notice.status === 'cancelled') return []
    const stated =
      notice.windows.length > 0
        ? notice.windows
        : notice.status === 'in_progress'
          ? [{ startAt: null, endAt: null }]
          : []
    return stated.map(
      ({ startAt, endAt }): MaintenanceWindow => ({
        notice: notice.id,
        title: notice.title,
        url: notice.url,
        startAt,
        endAt,
        components: notice.components,
        affectsLogin: notice.affectsLogin,
        scope: notice.components.includes('all') ? 'everything' : notice.components.length > 0 ? 'some' : 'unnamed',
        ...stateOf(notice, startAt, endAt, now),
      }),
    )
  })
  return windows.sort((a, b) => (a.startAt ?? a.endAt ?? 0) - (b.startAt ?? b.endAt ?? 0))
}

function stateOf(
  notice: Notice,
  startAt: number | null,
  endAt: number | null,
  now: number,
): Pick<MaintenanceWindow, 'state' | 'confirmed'> {
  if (notice.status === 'completed' && (startAt === null || startAt <= now))
    return { state: 'completed', confirmed: true }
  const running = notice.status === 'in_progress'
  if (startAt !== null && now < startAt) return { state: 'scheduled', confirmed: !running }
  if (endAt !== null && now >= endAt) {
    if (running && now - endAt < FORGOTTEN_MS) return { state: 'overrun', confirmed: notice.updatedAt >= endAt }
    return { state: 'completed', confirmed: false }
  }
  if (running) return { state: 'in_progress', confirmed: true }
  if (startAt === null) return { state: 'scheduled', confirmed: true }
  if (endAt === null && now - startAt >= OPEN_END_MS) return { state: 'completed', confirmed: false }
  return { state: 'in_progress', confirmed: false }
}
