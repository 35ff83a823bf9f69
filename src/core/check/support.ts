import type { Text } from '../locale.ts'
import type { Browser, BrowserName, SystemName } from './browser-of.ts'

/** How well a browser will do. `unknown`: it does not say enough of itself. */
export const SUPPORTS = ['recommended', 'current', 'update', 'too-old', 'unsupported', 'unknown'] as const
export type Support = (typeof SUPPORTS)[number]

/** What is known of one browser, as of the table's date. */
export interface BrowserRow {
  readonly title: Text
  /** LINE WORKS names this one first. */
  readonly recommended: boolean
  /** Versions below are a quarter of a year old or more. */
  readonly updateBelow: number
  /** Versions below are a year old or more. */
  readonly tooOldBelow: number
  /** Long-lived versions that are kept up to date although they are older. */
  readonly longLived: readonly number[]
}

/** A version of a system that its maker no longer keeps up to date, or on which no current browser runs. */
export interface SystemRow {
  readonly title: Text
  readonly tooOldBelow: number
}

export interface SupportTable {
  /** ISO date on which the sources were read. */
  readonly asOf: string
  readonly sources: readonly string[]
  readonly browsers: Readonly<Partial<Record<BrowserName, BrowserRow>>>
  readonly systems: Readonly<Partial<Record<SystemName, SystemRow>>>
}

export interface SupportReading {
  readonly browser: Support
  /** `current` or `too-old`; `unknown` where the system does not tell its version. */
  readonly system: 'current' | 'too-old' | 'unknown'
}

/** Holds a browser and its system against the table. A browser that is not in the table is not supported. */
export function supportOf(browser: Browser, table: SupportTable): SupportReading {
  return { browser: browserSupport(browser, table), system: systemSupport(browser, table) }
}

function browserSupport({ name, version }: Browser, { browsers }: SupportTable): Support {
  if (name === 'other') return 'unknown'
  const row = browsers[name]
  if (!row) return 'unsupported'
  if (version === null) return 'unknown'
  if (row.longLived.includes(Math.floor(version))) return 'current'
  if (version < row.tooOldBelow) return 'too-old'
  if (version < row.updateBelow) return 'update'
  return row.recommended ? 'recommended' : 'current'
}

function systemSupport({ system, systemVersion }: Browser, { systems }: SupportTable): SupportReading['system'] {
  const row = systems[system]
  if (!row || systemVersion === null) return 'unknown'
  return systemVersion < row.tooOldBelow ? 'too-old' : 'current'
}
