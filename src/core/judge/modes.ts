import { COMPANY_MODES } from './company-modes.ts'
import type { CompanyMode, ServiceMode, Shares } from './mode.ts'
import { SERVICE_MODES } from './service-modes.ts'
import type { Sign } from './sign.ts'

export type { CompanyMode, ServiceMode, Shares }
export { COMPANY_MODES, SERVICE_MODES }

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
  diverted: NEVER,
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
