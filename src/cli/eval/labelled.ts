import type { Component } from '../../core/condition.ts'
import { COMPONENTS } from '../../core/condition.ts'
import { type Observation, observationOf, PHASES, PROBE_ERRORS, ROLES } from '../../core/observation.ts'

/** Reading of labelled cases: JSON from other hands, so every field is looked at before it is believed. */

export type Fields = Readonly<Record<string, unknown>>

export function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${what} is not an object`)
  return value as Fields
}

export function listOf(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${what} is not a list`)
  return value
}

export function textOf(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new Error(`${what} is not a text`)
  return value
}

/** An ISO 8601 instant with an offset, as epoch milliseconds. */
export function instantOf(value: unknown, what: string): number {
  const at = typeof value === 'string' && /(Z|[+-]\d\d:?\d\d)$/.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(at)) throw new Error(`${what} is not an instant`)
  return at
}

export const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const numberOrNull = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null
const oneOf = <Word extends string>(words: readonly Word[], value: unknown): Word | null =>
  words.includes(value as Word) ? (value as Word) : null

export const componentOf = (value: unknown): Component | null => oneOf(COMPONENTS, value)

function headersOf(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name.toLowerCase(), String(text)]))
}

/** A labelled look; a field that is left out is null. An error word that Dotchi does not have is kept out: the phase tells. */
export function labelledObservation(value: unknown, at: number): Observation {
  const f = fieldsOf(value, 'observation')
  const phase = oneOf(PHASES, f.phase)
  const role = oneOf(ROLES, f.role)
  if (phase === null || role === null) throw new Error('observation without a known phase or role')
  const family = f.family === 4 || f.family === 6 ? f.family : null
  return observationOf(
    {
      target: textOf(f.target, 'target'),
      role,
      kind: textOf(f.kind, 'kind'),
      vantage: textOf(f.vantage, 'vantage'),
      component: componentOf(f.component),
      via: f.via === 'proxy' ? 'proxy' : 'direct',
      resolver: oneOf(['company', 'public'] as const, f.resolver),
      family,
      at,
    },
    {
      phase,
      error: oneOf(PROBE_ERRORS, f.error),
      httpStatus: numberOrNull(f.httpStatus),
      headers: headersOf(f.headers),
      bodyHead: textOrNull(f.bodyHead),
      tlsIssuer: textOrNull(f.tlsIssuer),
      clockSkewMs: numberOrNull(f.clockSkewMs),
      tookMs: numberOrNull(f.tookMs) ?? 0,
    },
  )
}
