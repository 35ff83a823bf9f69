import type { Culprit, ServiceCondition, ViewerCondition } from '../condition.ts'
import type { Notice, NoticeWindow } from '../notice.ts'
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
  /** As it may be shown now (a stale one says `unknown`); null before the first. */
  readonly verdict: Verdict | null
  readonly notices: readonly Notice[]
  /** The vantage of the person; null: any. */
  readonly site: string | null
  readonly now: number
}

/** For one office where it is named or where all are alike, otherwise for the service as a whole. */
export function standingOf({ verdict, notices, site, now }: StandingParts): Standing {
  if (verdict === null) return { ...NOTHING_KNOWN, at: now }
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

/** The latest announced end among the windows that are open now. */
function endOf(notices: readonly Notice[], now: number): NoticeWindow | null {
  const open = notices
    .filter(({ kind, status, correlated }) => kind === 'maintenance' && isAhead(status) && !correlated)
    .flatMap(({ windows }) => windows)
    .filter(({ startAt, endAt }) => startAt !== null && startAt <= now && endAt !== null && endAt > now)
  return open.toSorted((a, b) => b.endAt! - a.endAt!)[0] ?? null
}

const isAhead = (status: Notice['status']) => status === 'scheduled' || status === 'in_progress'
