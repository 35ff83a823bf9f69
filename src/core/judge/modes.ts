import type { Culprit, ServiceCondition } from '../condition.ts'
import type { Sign } from './sign.ts'

/**
 * The world as the judge imagines it: LINE WORKS is in one mode, and every site of the company is in one of its own.
 * The numbers are guesses about the world, written down before looking at scores; `bench/judge-fit.ts` shows what other ones do.
 */

/** How a look shows up when it fails in a mode: shares of signs, the rest of the probability spread over all others. */
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
}

const ERRORS: Shares = { 'server-error': 0.86, 'answer-silent': 0.05, 'blank-page': 0.03, 'proxy-upstream': 0.04 }
const SILENCE: Shares = {
  'connect-silent': 0.62,
  'answer-silent': 0.08,
  'tls-silent': 0.08,
  'refused-far': 0.1,
  'proxy-upstream': 0.08,
  'server-error': 0.02,
}

const MIXED: Shares = {
  'server-error': 0.5,
  'connect-silent': 0.24,
  'answer-silent': 0.08,
  'tls-silent': 0.06,
  'refused-far': 0.05,
  'proxy-upstream': 0.03,
}

export const SERVICE_MODES: readonly ServiceMode[] = [
  { mode: 'fine', condition: 'operational', perMonth: 0, minutes: 0, login: 0, other: 0, name: 0, shows: {} },
  { mode: 'errors', condition: 'outage', perMonth: 2, minutes: 60, login: 0.96, other: 0.9, name: 0.01, shows: ERRORS },
  {
    mode: 'silence',
    condition: 'outage',
    perMonth: 2,
    minutes: 60,
    login: 0.94,
    other: 0.94,
    name: 0.01,
    shows: SILENCE,
  },
  {
    mode: 'names-gone',
    condition: 'outage',
    perMonth: 0.5,
    minutes: 40,
    login: 0.95,
    other: 0.9,
    name: 0.95,
    shows: { 'no-such-name': 0.8, 'resolver-failed': 0.1, 'resolver-silent': 0.06, 'proxy-upstream': 0.02 },
  },
  {
    mode: 'login',
    condition: 'outage',
    perMonth: 4,
    minutes: 60,
    login: 0.95,
    other: 0.02,
    name: 0.01,
    shows: {
      'server-error': 0.6,
      'answer-silent': 0.16,
      'connect-silent': 0.06,
      'tls-silent': 0.03,
      'blank-page': 0.05,
      'bad-certificate': 0.03,
      'expired-certificate': 0.03,
      'proxy-upstream': 0.04,
      'refused-far': 0.02,
    },
  },
  {
    mode: 'often',
    condition: 'degraded',
    perMonth: 3,
    minutes: 60,
    login: 0.58,
    other: 0.58,
    name: 0.01,
    shows: MIXED,
  },
  {
    mode: 'seldom',
    condition: 'degraded',
    perMonth: 3,
    minutes: 60,
    login: 0.28,
    other: 0.28,
    name: 0.01,
    shows: MIXED,
  },
  {
    mode: 'on-and-off',
    condition: 'degraded',
    perMonth: 1,
    minutes: 60,
    login: 0.75,
    other: 0.75,
    name: 0.01,
    bursts: true,
    shows: MIXED,
  },
  {
    mode: 'part',
    condition: 'degraded',
    perMonth: 8,
    minutes: 60,
    login: 0.1,
    other: 0.15,
    name: 0.01,
    sticky: true,
    shows: {
      'server-error': 0.6,
      'blank-page': 0.12,
      'answer-silent': 0.06,
      'connect-silent': 0.06,
      'tls-silent': 0.02,
      'bad-certificate': 0.04,
      'expired-certificate': 0.04,
      'proxy-upstream': 0.04,
      'refused-far': 0.02,
    },
  },
  {
    mode: 'slow',
    condition: 'degraded',
    perMonth: 2,
    minutes: 60,
    login: 0.03,
    other: 0.03,
    name: 0.01,
    slow: 0.9,
    shows: { 'answer-silent': 0.6, 'server-error': 0.2, 'connect-silent': 0.1 },
  },
  {
    mode: 'maintenance',
    condition: 'maintenance',
    perMonth: 2,
    minutes: 120,
    login: 0.93,
    other: 0.8,
    name: 0.01,
    shows: { 'maintenance-page': 0.93, 'server-error': 0.03 },
  },
]

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
  /** Sites of one company tend to have it together. */
  readonly spreads?: boolean
}

const LOST: Shares = {
  'connect-silent': 0.42,
  'resolver-silent': 0.42,
  'no-route': 0.25,
  'answer-silent': 0.04,
  'tls-silent': 0.08,
  'refused-far': 0.02,
  'proxy-upstream': 0.03,
  'proxy-unreachable': 0.1,
  'resolver-failed': 0.1,
}

export const COMPANY_MODES: readonly CompanyMode[] = [
  {
    mode: 'fine',
    culprit: 'none',
    perMonth: 0,
    minutes: 0,
    service: 0,
    control: 0,
    companyName: 0,
    publicName: 0,
    gateway: 0,
    shows: {},
  },
  {
    mode: 'cut-off',
    culprit: 'company-network',
    spreads: true,
    perMonth: 4,
    minutes: 15,
    service: 0.95,
    control: 0.95,
    companyName: 0.9,
    publicName: 0.93,
    gateway: 0.3,
    shows: LOST,
  },
  {
    mode: 'lossy',
    culprit: 'company-network',
    spreads: true,
    perMonth: 4,
    minutes: 15,
    service: 0.3,
    control: 0.3,
    companyName: 0.28,
    publicName: 0.3,
    gateway: 0.02,
    shows: LOST,
  },
  {
    mode: 'very-lossy',
    culprit: 'company-network',
    spreads: true,
    perMonth: 6,
    minutes: 10,
    service: 0.55,
    control: 0.55,
    companyName: 0.5,
    publicName: 0.55,
    gateway: 0.05,
    shows: LOST,
  },
  {
    mode: 'no-web',
    culprit: 'company-network',
    spreads: true,
    perMonth: 2,
    minutes: 15,
    service: 0.95,
    control: 0.95,
    companyName: 0.01,
    publicName: 0.01,
    gateway: 0.01,
    shows: LOST,
  },
  {
    mode: 'resolver',
    culprit: 'company-network',
    spreads: true,
    perMonth: 1.5,
    minutes: 20,
    service: 0.96,
    control: 0.93,
    companyName: 0.97,
    publicName: 0.005,
    gateway: 0.005,
    shows: { 'resolver-silent': 0.45, 'resolver-failed': 0.35, 'no-such-name': 0.18 },
  },
  {
    mode: 'filter',
    culprit: 'proxy',
    spreads: true,
    perMonth: 2,
    minutes: 40,
    service: 0.96,
    control: 0.01,
    companyName: 0.01,
    publicName: 0.005,
    gateway: 0.002,
    shows: {
      'block-page': 0.3,
      'refused-near': 0.25,
      inspected: 0.25,
      'proxy-refused': 0.2,
      'proxy-login': 0.05,
      'foreign-certificate': 0.1,
      'refused-far': 0.003,
      'connect-silent': 0.003,
    },
  },
  {
    mode: 'proxy',
    culprit: 'proxy',
    spreads: true,
    perMonth: 2,
    minutes: 30,
    service: 0.96,
    control: 0.9,
    companyName: 0.01,
    publicName: 0.005,
    gateway: 0.002,
    shows: {
      'proxy-login': 0.4,
      'proxy-unreachable': 0.2,
      inspected: 0.3,
      'proxy-refused': 0.1,
      'foreign-certificate': 0.1,
      'proxy-upstream': 0.1,
      'block-page': 0.05,
      'refused-near': 0.05,
    },
  },
  {
    mode: 'portal',
    culprit: 'company-network',
    spreads: true,
    perMonth: 0.6,
    minutes: 20,
    service: 0.97,
    control: 0.93,
    companyName: 0.05,
    publicName: 0.1,
    gateway: 0.002,
    shows: { portal: 0.75, 'own-fault': 0.1, 'foreign-certificate': 0.1, 'changed-page': 0.05, 'blank-page': 0.05 },
  },
  {
    mode: 'way',
    culprit: 'company-network',
    perMonth: 0.3,
    minutes: 60,
    service: 0.94,
    control: 0.01,
    companyName: 0.01,
    publicName: 0.005,
    gateway: 0.002,
    shows: SILENCE,
  },
  {
    mode: 'slow-line',
    culprit: 'company-network',
    spreads: true,
    perMonth: 1.5,
    minutes: 20,
    service: 0.05,
    control: 0.05,
    companyName: 0.05,
    publicName: 0.05,
    gateway: 0.01,
    slow: 0.93,
    shows: LOST,
  },
]

/** What all sites share: LINE WORKS is in a mode, or a trouble of the company is everywhere at once. */
export interface CommonMode {
  readonly mode: string
  readonly service: ServiceMode | null
  readonly company: CompanyMode | null
  readonly perMonth: number
  readonly minutes: number
}

/** Of the troubles that sites share, this part begins everywhere at the same moment. */
const WIDE = 0.4

export const COMMON_MODES: readonly CommonMode[] = [
  ...SERVICE_MODES.map((service) => ({ ...service, service, company: null })),
  ...COMPANY_MODES.filter(({ spreads }) => spreads).map((company) => ({
    mode: `${company.mode} everywhere`,
    service: null,
    company,
    perMonth: company.perMonth * WIDE,
    minutes: company.minutes,
  })),
]
/** Where each common trouble of the company stands among the modes of a site. */
export const OWN_INDEX: readonly number[] = COMMON_MODES.map(({ company }) =>
  company ? COMPANY_MODES.indexOf(company) : -1,
)

/** Chance of a sign that a mode does not name. */
export const RARE = 0.0004
/** Chance that LINE WORKS itself shows what only something in the company can make. */
const NEVER = 1e-7
const MADE_IN_THE_COMPANY: Shares = {
  'proxy-login': NEVER,
  'proxy-refused': NEVER,
  'proxy-unreachable': NEVER,
  'block-page': NEVER,
  inspected: NEVER,
  portal: NEVER,
  'refused-near': 1e-5,
}
/** What a proxy cannot reach either, it reports in its own words. */
const TOLD_BY_PROXY: readonly Sign[] = [
  'connect-silent',
  'tls-silent',
  'refused-far',
  'no-route',
  'no-such-name',
  'resolver-silent',
]

/** Chance that a look which fails in this way shows the sign. */
export function shareOf(shows: Shares, sign: Sign, via: 'direct' | 'proxy'): number {
  const own = shows[sign]
  if (via === 'direct' || sign !== 'proxy-upstream') return own ?? RARE
  return Math.min(
    0.95,
    TOLD_BY_PROXY.reduce((sum, told) => sum + (shows[told] ?? 0), own ?? RARE),
  )
}
/** The same for LINE WORKS itself, which cannot show what only something in the company can make. */
export const serviceShareOf = ({ shows }: ServiceMode, sign: Sign, via: 'direct' | 'proxy'): number =>
  shows[sign] === undefined ? (MADE_IN_THE_COMPANY[sign] ?? shareOf(shows, sign, via)) : shareOf(shows, sign, via)
