import { type Component, VIEWER_CONDITIONS, type ViewerCondition } from '../../core/condition.ts'
import { MAINTENANCE_STATUSES, type Notice, type NoticeStatus, OUTAGE_STATUSES } from '../../core/notice.ts'
import type { Observation } from '../../core/observation.ts'
import { POST_LABELS, type PostSignal, type Report } from '../../core/report.ts'
import { componentOf, fieldsOf, instantOf, labelledObservation, listOf, textOf, textOrNull } from './labelled.ts'

/** Hours in the life of a company, and what was true then. */
export interface Episode {
  readonly id: string
  readonly kind: string
  readonly sites: readonly string[]
  readonly intervalMs: number
  readonly startsAt: number
  readonly endsAt: number
  /** In order of time. */
  readonly events: readonly EpisodeEvent[]
  readonly truth: readonly Truth[]
}

export type EpisodeEvent =
  | { readonly at: number; readonly type: 'observation'; readonly observation: Observation }
  | { readonly at: number; readonly type: 'notice'; readonly notice: Notice }
  | { readonly at: number; readonly type: 'post'; readonly post: PostSignal }
  | { readonly at: number; readonly type: 'report'; readonly report: Report }

export interface Truth {
  readonly site: string
  readonly fromAt: number
  readonly toAt: number
  readonly accept: readonly ViewerCondition[]
}

export function parseEpisode(value: unknown): Episode {
  const f = fieldsOf(value, 'episode')
  const seconds = f.intervalSeconds
  if (typeof seconds !== 'number' || !(seconds > 0)) throw new Error('intervalSeconds is not a positive number')
  return {
    id: textOf(f.id, 'id'),
    kind: textOf(f.kind, 'kind'),
    sites: listOf(f.sites, 'sites').map((site) => textOf(site, 'site')),
    intervalMs: seconds * 1000,
    startsAt: instantOf(f.startsAt, 'startsAt'),
    endsAt: instantOf(f.endsAt, 'endsAt'),
    events: listOf(f.events, 'events').flatMap((event) => parseEvent(fieldsOf(event, 'event')) ?? []),
    truth: listOf(f.truth, 'truth').map((truth) => parseTruth(fieldsOf(truth, 'truth'))),
  }
}

function parseTruth(f: Readonly<Record<string, unknown>>): Truth {
  const accept = listOf(f.accept, 'accept').filter((c): c is ViewerCondition =>
    VIEWER_CONDITIONS.includes(c as ViewerCondition),
  )
  return { site: textOf(f.site, 'site'), fromAt: instantOf(f.from, 'from'), toAt: instantOf(f.to, 'to'), accept }
}

/** Null for a type of event that this version does not know. */
function parseEvent(f: Readonly<Record<string, unknown>>): EpisodeEvent | null {
  const at = instantOf(f.at, 'at')
  switch (f.type) {
    case 'observation':
      return { at, type: 'observation', observation: labelledObservation(f, at) }
    case 'notice':
      return { at, type: 'notice', notice: parseNotice(f, at) }
    case 'post': {
      const label = POST_LABELS.find((word) => word === f.label)
      return label ? { at, type: 'post', post: { at, label } } : null
    }
    case 'report': {
      const symptom = (['login', 'slow', 'error', 'works'] as const).find((word) => word === f.symptom) ?? 'other'
      return {
        at,
        type: 'report',
        report: { at, site: textOf(f.site, 'site'), symptom, component: componentOf(f.component) },
      }
    }
    default:
      return null
  }
}

const instantOrNull = (value: unknown) => (typeof value === 'string' ? instantOf(value, 'window') : null)

function parseNotice(f: Readonly<Record<string, unknown>>, at: number): Notice {
  const said = fieldsOf(f.notice, 'notice')
  const statuses: readonly NoticeStatus[] = [...OUTAGE_STATUSES, ...MAINTENANCE_STATUSES]
  return {
    id: textOf(f.id, 'id'),
    source: 'official',
    title: textOrNull(f.title) ?? '',
    url: null,
    publishedAt: at,
    seenAt: at,
    updatedAt: at,
    kind: said.kind === 'outage' || said.kind === 'maintenance' ? said.kind : 'other',
    status: statuses.find((word) => word === said.status) ?? null,
    components: listOf(said.components ?? [], 'components')
      .map(componentOf)
      .filter((c): c is Component => c !== null),
    affectsLogin: said.affectsLogin === true,
    windows: listOf(said.windows ?? [], 'windows').map((window) => {
      const w = fieldsOf(window, 'window')
      return { startAt: instantOrNull(w.start), endAt: instantOrNull(w.end), approximate: w.approximate === true }
    }),
  }
}
