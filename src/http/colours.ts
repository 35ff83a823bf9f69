import type { ViewerCondition } from '../core/condition.ts'

/** One colour a condition, dark enough for white text on it (contrast of at least 4.5). Never used without shape or text. */
export const CONDITION_COLOUR: Readonly<Record<ViewerCondition, string>> = {
  operational: '#1a7f4b',
  degraded: '#9a6200',
  outage: '#c0262d',
  maintenance: '#2463b8',
  unknown: '#5b6673',
  company_network: '#7542b8',
  account_or_device: '#0b7285',
}
