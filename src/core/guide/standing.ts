import type { Culprit, ServiceCondition, ViewerCondition } from '../condition.ts'
import { isStale } from '../judge.ts'
import type { Notice } from '../notice.ts'
import { maintenanceWindowsOf } from '../notices/maintenance-windows.ts'
import type { Verdict } from '../verdict.ts'

/** How things stand for one person, as far as the guide needs it: what every page of help is headed by. */
export interface Standing {
  /** `unknown` where there is no verdict that may be shown as current. */
  readonly condition: ViewerCondition
  readonly service: ServiceCondition
  readonly culprit: Culprit
  /** Since when, epoch milliseconds; null where nobody knows. */
  readonly since: number | null
  /** Whether new logins go through; null where nobody knows. */
  readonly loginWorks: boolean | null
  /** The announced end of the maintenance under way; null where there is none, or it was not announced. */
  readonly endsAt: number | null
  readonly isEndApproximate: boolean
  /** The moment that is spoken of. */
  readonly at: number
}

export interface StandingParts {
  /** Null before the first. A stale one says nothing. */
  readonly verdict: Verdict | null
  readonly notices: readonly Notice[]
  /** The vantage of the person; null: any. */
  readonly site: string | null
  readonly now: number
}

/** For one office where it is named or where all are alike, otherwise for the service as a whole. */
export function standingOf({ verdict, notices, site, now }: StandingParts): Standing {
  if (verdict === null || isStale(verdict, now)) return { ...NOTHING_KNOWN, at: now }
  const { service, viewers } = verdict
  const own = viewers.filter(({ vantage }) => site === null || vantage === site)
  const [first] = own
  const isAlike = first !== undefined && own.every(({ condition }) => condition === first.condition)
  const login = service.components.find(({ component }) => component === 'login')?.condition
  const subject = isAlike ? first : { ...service, culprit: culpritOf(service.condition) }
  const end = subject.condition === 'maintenance' ? endOf(notices, now) : null
  return {
    condition: subject.condition,
    service: service.condition,
    culprit: subject.culprit,
    since: subject.since,
    loginWorks: login === undefined || login === 'unknown' ? null : login === 'operational',
    endsAt: end?.endAt ?? null,
    isEndApproximate: end?.approximate ?? false,
    at: now,
  }
}

const NOTHING_KNOWN: Omit<Standing, 'at'> = {
  condition: 'unknown',
  service: 'unknown',
  culprit: 'unknown',
  since: null,
  loginWorks: null,
  endsAt: null,
  isEndApproximate: false,
}

const CULPRIT_OF: Readonly<Record<ServiceCondition, Culprit>> = {
  operational: 'none',
  degraded: 'service',
  outage: 'service',
  maintenance: 'maintenance',
  unknown: 'unknown',
}
const culpritOf = (condition: ServiceCondition): Culprit => CULPRIT_OF[condition]

/** The latest announced end of the work that is under way. */
function endOf(notices: readonly Notice[], now: number) {
  const own = notices.filter(({ correlated }) => !correlated)
  const open = maintenanceWindowsOf(own, now).filter(({ state, endAt }) => state === 'in_progress' && endAt !== null)
  const last = open.toSorted((a, b) => b.endAt! - a.endAt!)[0]
  if (!last) return null
  const stated = own.filter(({ id }) => id === last.notice).flatMap(({ windows }) => windows)
  return { endAt: last.endAt, approximate: stated.some((window) => window.endAt === last.endAt && window.approximate) }
}
