import type { Culprit, ServiceCondition } from '../condition.ts'
import type { Sign } from './sign.ts'

/**
 * The world as the judge imagines it: LINE WORKS is in one mode, and every site of the company is in one of its own.
 * The numbers are guesses about the world, each written down for what it means and not for a score.
 */

/** How a failing look shows up in a mode: shares of signs; names and sites have signs of their own, so they need not add up to one. */
export type Shares = Readonly<Partial<Record<Sign, number>>>

export interface ServiceMode {
  readonly mode: string
  readonly condition: Exclude<ServiceCondition, 'unknown'>
  /** How often it begins, a month, and how long it lasts in the middle, minutes. */
  readonly perMonth: number
  readonly minutes: number
  /** Chance that a look at the login fails, at another part of LINE WORKS, at a name of LINE WORKS. */
  readonly login: number
  readonly other: number
  readonly name: number
  readonly shows: Shares
  /** It hits single targets and stays with them: what failed goes on failing, what passed goes on passing. */
  readonly sticky?: boolean
  /** It comes and goes: everything fails for a minute or two, then nothing does. */
  readonly bursts?: boolean
  /** Chance that a look that passes is far slower than usual. */
  readonly slow?: number
  /** Single targets are slow and stay so, the others are as usual. */
  readonly slowSticks?: boolean
}

export interface CompanyMode {
  readonly mode: string
  readonly culprit: Extract<Culprit, 'none' | 'company-network' | 'proxy'>
  readonly perMonth: number
  readonly minutes: number
  /** Chance that a look fails for this reason: at LINE WORKS, at a control site, at the company's resolver, at a public one, at the gateway. */
  readonly service: number
  readonly control: number
  readonly companyName: number
  readonly publicName: number
  readonly gateway: number
  readonly shows: Shares
  readonly slow?: number
  /** It hits single targets and stays with them: of LINE WORKS alone, or of any kind. */
  readonly sticky?: 'service' | 'any'
  /** Sites of one company tend to have it together. */
  readonly spreads?: boolean
}

/** What silence of a far place looks like, whether the place or the way to it is silent. */
export const SILENCE: Shares = {
  'connect-silent': 0.62,
  'answer-silent': 0.08,
  'tls-silent': 0.08,
  'refused-far': 0.1,
  'proxy-upstream': 0.08,
}
