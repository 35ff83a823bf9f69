import type { Verdict } from '../verdict.ts'

/** What has to work for a channel to work; null: nothing that Dotchi knows about. */
export type DependsOn = 'line-works' | 'line' | null

/** The parts of LINE WORKS that a message there goes through. */
const NEEDED = new Set(['login', 'talk', 'api', 'all'])
const BROKEN = new Set(['outage', 'maintenance'])

/**
 * Whether what a channel needs does not work just now, as far as this verdict tells: LINE WORKS is down or under
 * maintenance, or cannot be reached from where Dotchi itself stands. Nothing is known of consumer LINE.
 */
export function isAffected(dependsOn: DependsOn, verdict: Verdict | null, vantage: string): boolean {
  if (dependsOn !== 'line-works' || verdict === null) return false
  const { condition, components } = verdict.service
  if (BROKEN.has(condition)) return true
  if (components.some((part) => NEEDED.has(part.component) && BROKEN.has(part.condition))) return true
  const here = verdict.viewers.find((viewer) => viewer.vantage === vantage)?.condition
  return here === 'outage' || here === 'company_network'
}
