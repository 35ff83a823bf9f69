import type { Observation } from '../../core/observation.ts'
import { jsonOf } from '../database/storable.ts'
import type { ObservationTable } from '../schema.ts'
import type { Series, StoredObservation } from '../store.ts'
import { errorCode, outcomeCode, phaseCode, skipCode } from './codes.ts'

/** What observations of the same target mostly have in common, and each writes once. */
export type Facts = Partial<
  Pick<Observation, 'headers' | 'finalUrl' | 'address' | 'proxy' | 'tls' | 'tlsIssuer' | 'drift'>
>

/** What is only this observation's own. `location` is here when it has a query: that is mostly new each time. */
interface Extra {
  readonly detail?: string
  readonly bodyHead?: string
  readonly location?: string
}

const tenths = (ms: number): number => Math.round(ms * 10)
const tenthsOrNull = (ms: number | null): number | null => (ms === null ? null : tenths(ms))
const msOf = (stored: number): number => stored / 10
const msOrNull = (stored: number | null): number | null => (stored === null ? null : msOf(stored))

/** The row's numbers, the facts that belong into the dictionary (JSON, null where there are none) and the rest. */
export function rowOf(observation: Observation, inconclusive: boolean) {
  const { timings, outcome, error, skipped } = observation
  const { facts, extra } = split(observation)
  return {
    facts,
    columns: {
      at: Math.round(observation.at),
      outcome: outcomeCode.codeOf(inconclusive && outcome === 'failed' ? 'inconclusive' : outcome),
      phase: phaseCode.codeOf(observation.phase),
      error: error === null ? null : errorCode.codeOf(error),
      skipped: skipped === null ? null : skipCode.codeOf(skipped),
      status: observation.httpStatus,
      attempts: observation.attempts,
      took: tenths(observation.tookMs),
      resolve: tenthsOrNull(timings.resolve),
      connect: tenthsOrNull(timings.connect),
      proxy: tenthsOrNull(timings.proxy),
      tls: tenthsOrNull(timings.tls),
      request: tenthsOrNull(timings.request),
      body: tenthsOrNull(timings.body),
      skew: observation.clockSkewMs === null ? null : Math.round(observation.clockSkewMs),
      extra,
    } satisfies Omit<ObservationTable, 'sighting_id' | 'nth' | 'fact_id'>,
  }
}

function split(observation: Observation): { facts: string | null; extra: string | null } {
  const { detail, bodyHead, finalUrl, address, proxy, tls, tlsIssuer, drift } = observation
  const { location, ...headers } = observation.headers
  const isOwn = location?.includes('?') ?? false
  const shared = location === undefined || isOwn ? headers : observation.headers
  const facts = {
    ...(Object.keys(shared).length > 0 && { headers: shared }),
    ...(finalUrl !== null && { finalUrl }),
    ...(address !== null && { address }),
    ...(proxy !== null && { proxy }),
    ...(tls !== null && { tls }),
    ...(tlsIssuer !== (tls?.issuer ?? null) && { tlsIssuer }),
    ...(drift.length > 0 && { drift }),
  } satisfies Facts
  const extra = {
    ...(detail !== null && { detail }),
    ...(bodyHead !== null && { bodyHead }),
    ...(location !== undefined && isOwn && { location }),
  } satisfies Extra
  return { facts: jsonOrNull(facts), extra: jsonOrNull(extra) }
}

const jsonOrNull = (value: object): string | null => (Object.keys(value).length === 0 ? null : jsonOf(value))

export const factsFrom = (json: string): Facts => JSON.parse(json) as Facts

/** The observation behind a row; `shared` is its entry in the dictionary. */
export function observationFrom(row: ObservationTable, series: Series, shared: Facts = {}): StoredObservation {
  const own = (row.extra === null ? {} : JSON.parse(row.extra)) as Extra
  const tls = shared.tls ?? null
  const outcome = outcomeCode.wordOf(row.outcome)
  return {
    ...series,
    at: row.at,
    outcome: outcome === 'inconclusive' ? 'failed' : outcome,
    inconclusive: outcome === 'inconclusive',
    skipped: row.skipped === null ? null : skipCode.wordOf(row.skipped),
    phase: phaseCode.wordOf(row.phase),
    error: row.error === null ? null : errorCode.wordOf(row.error),
    detail: own.detail ?? null,
    httpStatus: row.status,
    headers: own.location === undefined ? (shared.headers ?? {}) : { ...shared.headers, location: own.location },
    bodyHead: own.bodyHead ?? null,
    finalUrl: shared.finalUrl ?? null,
    address: shared.address ?? null,
    proxy: shared.proxy ?? null,
    tls,
    tlsIssuer: shared.tlsIssuer === undefined ? (tls?.issuer ?? null) : shared.tlsIssuer,
    clockSkewMs: row.skew,
    timings: {
      resolve: msOrNull(row.resolve),
      connect: msOrNull(row.connect),
      proxy: msOrNull(row.proxy),
      tls: msOrNull(row.tls),
      request: msOrNull(row.request),
      body: msOrNull(row.body),
    },
    tookMs: msOf(row.took),
    attempts: row.attempts,
    drift: shared.drift ?? [],
  }
}
