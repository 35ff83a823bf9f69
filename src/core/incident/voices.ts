import type { Notice } from '../notice.ts'
import type { Verdict } from '../verdict.ts'
import { type Incident, isIncidentOver, type TimelineEntry } from './incident.ts'
import { entryOf, withEntries } from './timeline.ts'

/** What others say of it: the operator by notices, people by reports and posts. */

const MINUTE_MS = 60_000
/** A notice may name a beginning that lies a little before our first failed look. */
const SLACK_MS = 45 * MINUTE_MS
/** Notices come late, most of them when it is over. */
const LATE_MS = 12 * 60 * MINUTE_MS

/** Whether an announcement of trouble is about this one, by time. */
export function isAboutIncident(notice: Notice, incident: Incident): boolean {
  if (incident.scope.kind !== 'service' || incident.openedAt === null) return false
  if (notice.kind !== 'outage' || notice.correlated) return false
  const from = incident.startedAt - SLACK_MS
  const to = incident.endedAt ?? Number.POSITIVE_INFINITY
  const stated = notice.windows.filter(({ startAt, endAt }) => startAt !== null || endAt !== null)
  if (stated.length > 0)
    return stated.some(
      ({ startAt, endAt }) => (startAt ?? endAt!) <= to + SLACK_MS && (endAt ?? startAt! + LATE_MS) >= from,
    )
  const at = notice.publishedAt ?? notice.seenAt
  return at >= from && at <= to + LATE_MS
}

/** The incident with the notices that tell of it; `isNew`: one that it did not know. */
export function withNotices(
  incident: Incident,
  notices: readonly Notice[],
): { readonly incident: Incident; readonly isNew: boolean } {
  const entries: TimelineEntry[] = []
  const known = new Set(incident.notices)
  for (const notice of notices) {
    if (!isAboutIncident(notice, incident)) continue
    const last = incident.timeline.findLast(({ ref, lane }) => lane === 'notices' && ref === notice.id)
    const text = { ja: notice.title, en: notice.title }
    if (!known.has(notice.id))
      entries.push(entryOf('notice', notice.publishedAt ?? notice.seenAt, { text, ref: notice.id }))
    else if (last && notice.updatedAt > last.at && last.text?.ja !== notice.title)
      entries.push(entryOf('notice-changed', notice.updatedAt, { text, ref: notice.id }))
    known.add(notice.id)
  }
  if (entries.length === 0) return { incident, isNew: false }
  return {
    incident: { ...incident, notices: [...known], timeline: withEntries(incident.timeline, entries) },
    isNew: entries.some(({ kind }) => kind === 'notice'),
  }
}

/** The first word of people: their reports here, and what is posted in public. */
export function withPeople(incident: Incident, verdict: Verdict): Incident {
  if (incident.scope.kind !== 'service' || isIncidentOver(incident)) return incident
  const entries = (['report', 'post'] as const).flatMap((family) => {
    if (incident.timeline.some(({ kind }) => kind === family)) return []
    const heard = verdict.evidence.find(
      (one) => one.family === family && one.culprit === 'service' && one.contribution > 0,
    )
    return heard && heard.at >= incident.startedAt - SLACK_MS ? [entryOf(family, heard.at, { text: heard.text })] : []
  })
  return entries.length === 0 ? incident : { ...incident, timeline: withEntries(incident.timeline, entries) }
}
