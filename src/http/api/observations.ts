import type { Text } from '../../core/locale.ts'
import { isoOf } from '../../core/time-text.ts'
import { isObservationCursor } from '../../store/observations/observation-range.ts'
import type { RangeQuery, StoredObservation, VerdictTransition } from '../../store/store.ts'
import type { Mistake } from '../problem.ts'
import { historyQuerySchema, type ObservationView, observationQuerySchema } from './observation-schema.ts'

const DAY_MS = 86_400_000

export type ParsedQuery<T> =
  | { readonly query: T; readonly mistakes: null }
  | { readonly query: null; readonly mistakes: readonly Mistake[] }

const INSTANT: Text = {
  ja: 'ISO 8601 の時刻をオフセット付きで指定してください（例: 2026-04-06T09:00:00+09:00）',
  en: 'must be an ISO 8601 instant with offset, for example 2026-04-06T09:00:00+09:00 (write + as %2B)',
}
const MUST_BE: Readonly<Record<string, Text>> = {
  from: INSTANT,
  to: INSTANT,
  limit: { ja: '1から1000までの整数を指定してください', en: 'must be a whole number from 1 to 1000' },
  cursor: { ja: '前のページの next をそのまま指定してください', en: 'must be the `next` of the page before' },
  target: { ja: '100文字以内の対象IDを指定してください', en: 'must be the id of a target, at most 100 characters' },
  vantage: { ja: '100文字以内の拠点IDを指定してください', en: 'must be the id of a vantage, at most 100 characters' },
}
const UNKNOWN_NAME: Text = { ja: 'このパラメーターはありません', en: 'there is no such parameter' }
const TWICE: Text = { ja: '1回だけ指定してください', en: 'must be given once only' }
const ORDER: Text = { ja: 'to より前の時刻を指定してください', en: 'must be before `to`' }

/** A mistake names its parameter; a name that is not ours is cut, so that no answer grows with its question. */
const mistakeOf = (parameter: string): Mistake => ({
  parameter: parameter.slice(0, 40),
  message: MUST_BE[parameter] ?? UNKNOWN_NAME,
})

/** `+` in an address means a space; in an instant nothing else than the sign can be meant. */
const plusKept = (name: string, value: string) => (name === 'from' || name === 'to' ? value.replace(' ', '+') : value)

function recordOf(search: string): { record: Record<string, string>; twice: readonly Mistake[] } {
  const parameters = [...new URLSearchParams(search)]
  const names = parameters.map(([name]) => name)
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
  return {
    record: Object.fromEntries(parameters.map(([name, value]) => [name, plusKept(name, value)])),
    twice: twice.slice(0, 10).map((parameter) => ({ parameter: parameter.slice(0, 40), message: TWICE })),
  }
}

function intervalOf(query: { from?: string | undefined; to?: string | undefined }, now: number) {
  const toAt = query.to === undefined ? now : Date.parse(query.to)
  const fromAt = query.from === undefined ? toAt - DAY_MS : Date.parse(query.from)
  return { fromAt, toAt }
}

type Schema = typeof observationQuerySchema | typeof historyQuerySchema

function checked<S extends Schema>(schema: S, search: string) {
  const { record, twice } = recordOf(search)
  const parsed = schema.safeParse(record)
  const wrong = parsed.success
    ? []
    : parsed.error.issues
        .flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0])]))
        .slice(0, 10)
        .map(mistakeOf)
  return { parsed, mistakes: [...twice, ...wrong] }
}

/** Reads the query of `/api/v1/observations`; every mistake in it is named. */
export function parseObservationQuery(search: string, now: number): ParsedQuery<RangeQuery> {
  const { parsed, mistakes } = checked(observationQuerySchema, search)
  if (!parsed.success || mistakes.length > 0) return { query: null, mistakes }
  const { target, vantage, limit, cursor } = parsed.data as ReturnType<typeof observationQuerySchema.parse>
  const interval = intervalOf(parsed.data, now)
  if (interval.fromAt >= interval.toAt) return { query: null, mistakes: [{ parameter: 'from', message: ORDER }] }
  if (cursor !== undefined && !isObservationCursor(cursor)) return { query: null, mistakes: [mistakeOf('cursor')] }
  return {
    query: {
      ...interval,
      limit,
      newestFirst: true,
      ...(target === undefined ? {} : { target }),
      ...(vantage === undefined ? {} : { vantage }),
      ...(cursor === undefined ? {} : { cursor }),
    },
    mistakes: null,
  }
}

/** Reads the query of `/api/v1/history`. */
export function parseHistoryQuery(search: string, now: number): ParsedQuery<{ fromAt: number; toAt: number }> {
  const { parsed, mistakes } = checked(historyQuerySchema, search)
  if (!parsed.success || mistakes.length > 0) return { query: null, mistakes }
  const interval = intervalOf(parsed.data, now)
  if (interval.fromAt >= interval.toAt) return { query: null, mistakes: [{ parameter: 'from', message: ORDER }] }
  return { query: interval, mistakes: null }
}

/** An observation with its instants as text. */
export function observationViewOf(observation: StoredObservation, zone: string): ObservationView {
  const isoOrNull = (at: number | null) => (at === null ? null : isoOf(at, zone))
  const { tls } = observation
  return {
    ...observation,
    at: isoOf(observation.at, zone),
    headers: { ...observation.headers },
    drift: [...observation.drift],
    tls: tls && {
      ...tls,
      altNames: [...tls.altNames],
      chain: [...tls.chain],
      validFromAt: isoOrNull(tls.validFromAt),
      validToAt: isoOrNull(tls.validToAt),
    },
  }
}

/** A change of condition with its instants as text. */
export const transitionViewOf = (transition: VerdictTransition, zone: string) => ({
  ...transition,
  at: isoOf(transition.at, zone),
  since: transition.since === null ? null : isoOf(transition.since, zone),
})
