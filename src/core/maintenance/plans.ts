import type { Calendar } from '../calendar.ts'
import type { Component } from '../condition.ts'
import type { Notice } from '../notice.ts'
import type { RecurringMaintenance } from './recurrence.ts'
import type { MaintenancePlan } from './window.ts'

const MINUTE_MS = 60_000
/** Two announcements of the same work may state its beginning that far apart. */
const SAME_START_MS = 45 * MINUTE_MS
/** Recurring work is looked at so far ahead: longer than any reminder. */
const HORIZON_MS = 21 * 24 * 60 * MINUTE_MS

/** All announced work, each once: what a notice says counts more than what only recurs. */
export function plansOf(
  notices: readonly Notice[],
  recurring: readonly RecurringMaintenance[],
  calendar: Pick<Calendar, 'nextOccurrences' | 'occurrenceAt'>,
  at: number,
): readonly MaintenancePlan[] {
  const announced = notices.flatMap(plansOfNotice)
  const expected = recurring.flatMap((one) => plansOfRecurring(one, calendar, at))
  return [...announced, ...expected.filter((plan) => !announced.some((one) => isSameWork(one, plan)))]
}

function plansOfNotice(notice: Notice): readonly MaintenancePlan[] {
  if (notice.kind !== 'maintenance' || notice.correlated) return []
  const said = notice.status === null || notice.status === 'investigating' ? 'scheduled' : notice.status
  if (said !== 'scheduled' && said !== 'in_progress' && said !== 'completed' && said !== 'cancelled') return []
  const toldAt = notice.publishedAt ?? notice.seenAt
  const stated =
    notice.windows.length === 0 && said === 'in_progress' ? [{ startAt: toldAt, endAt: null }] : notice.windows
  return stated.flatMap(({ startAt, endAt }, index): readonly MaintenancePlan[] => {
    const from = startAt ?? (said === 'scheduled' ? null : Math.min(toldAt, endAt ?? toldAt))
    if (from === null) return []
    return [
      {
        id: `${notice.id}.${index}`,
        origin: notice.source === 'manual' ? 'manual' : 'notice',
        notice: notice.id,
        title: { ja: notice.title, en: notice.title },
        url: notice.url,
        startAt: from,
        endAt: endAt !== null && endAt > from ? endAt : null,
        components: notice.components,
        affectsLogin: notice.affectsLogin,
        said,
      },
    ]
  })
}

function plansOfRecurring(
  { id, title, recurrence, components, url }: RecurringMaintenance,
  calendar: Pick<Calendar, 'nextOccurrences' | 'occurrenceAt'>,
  at: number,
): readonly MaintenancePlan[] {
  const now = calendar.occurrenceAt(recurrence, at)
  const next = calendar.nextOccurrences(recurrence, at, 1).filter(({ startAt }) => startAt <= at + HORIZON_MS)
  return [...(now ? [now] : []), ...next].map(({ date, startAt, endAt }) => ({
    id: `recurring.${id}.${date}`,
    origin: 'recurring',
    notice: null,
    title,
    url,
    startAt,
    endAt,
    components,
    affectsLogin: components.includes('login') || components.includes('all'),
    said: 'scheduled',
  }))
}

/** Whether two plans are of the same work: by time and parts, never by wording. */
export const isSameWork = (left: MaintenancePlan, right: MaintenancePlan): boolean =>
  Math.abs(left.startAt - right.startAt) <= SAME_START_MS && areTouching(left.components, right.components)

const areTouching = (left: readonly Component[], right: readonly Component[]): boolean =>
  left.length === 0 ||
  right.length === 0 ||
  left.includes('all') ||
  right.includes('all') ||
  left.some((one) => right.includes(one))
