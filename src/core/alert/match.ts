import type { Component } from '../condition.ts'
import type { UntoldReason } from './decision.ts'
import type { AlertEvent, AlertKind } from './event.ts'
import { SEVERITIES } from './message.ts'
import type { Rule } from './policy.ts'

/** What is told only to those whose rule names it: that somebody has taken it on is no news for everybody. */
const BY_NAME_ONLY: readonly AlertKind[] = ['acknowledged']

/** The rules that ask for this event for one recipient, or why none does: the last hurdle that any of them came to. */
export type Matched =
  | { readonly rules: readonly Rule[] }
  | { readonly reason: UntoldReason; readonly rule: string | null }

/** `rules`: those that name the recipient. `isKnown`: they were told of its beginning, so a change for the better is news to them. */
export function matchRules(rules: readonly Rule[], event: AlertEvent, isKnown: boolean): Matched {
  const hurdles: readonly (readonly [UntoldReason, (rule: Rule) => boolean])[] = [
    ['no-rule', (rule) => speaksOf(rule, event)],
    ['severity', (rule) => isKnown || SEVERITIES.indexOf(event.severity) >= SEVERITIES.indexOf(rule.severity)],
    ['component', (rule) => touchesComponents(rule.components, event.components)],
    [
      'site',
      (rule) =>
        rule.sites === null || event.sites.length === 0 || event.sites.some((site) => rule.sites!.includes(site)),
    ],
  ]
  let left = rules
  for (const [reason, passes] of hurdles) {
    const next = left.filter(passes)
    if (next.length === 0) return { reason, rule: reason === 'no-rule' ? null : (left[0]?.name ?? null) }
    left = next
  }
  return { rules: left }
}

const speaksOf = ({ events }: Rule, { kind, topic }: AlertEvent): boolean =>
  events.some((wanted) => wanted === kind || (wanted === topic && !BY_NAME_ONLY.includes(kind)))

const touchesComponents = (wanted: readonly Component[] | null, touched: readonly Component[]): boolean =>
  wanted === null ||
  touched.length === 0 ||
  wanted.includes('all') ||
  touched.includes('all') ||
  touched.some((component) => wanted.includes(component))
