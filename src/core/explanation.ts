import type { Culprit, ServiceCondition, ViewerCondition } from './condition.ts'
import type { Evidence } from './evidence.ts'
import type { Text } from './locale.ts'
import { type ConditionChange, type Outlook, similarOutages } from './outlook.ts'
import { SERVICE_SENTENCE, VIEWER_SENTENCE } from './phrases.ts'
import type { Verdict } from './verdict.ts'

/** One reason, and where the sum stands after it. */
export interface Step {
  readonly evidence: Evidence
  /** Nats for (+) or against (−) the answer: what speaks for another answer speaks against this one. */
  readonly support: number
  readonly total: number
}

/** A verdict as a waterfall of evidence: why it says what it says. Instants are epoch milliseconds. */
export interface Explanation {
  readonly verdict: Verdict
  /** The vantage that is asked about; null for the service as a whole. */
  readonly site: string | null
  readonly condition: ServiceCondition | ViewerCondition
  readonly culprit: Culprit
  readonly sentence: Text
  readonly since: number | null
  readonly confidence: number
  readonly pDown: number
  /** The heaviest first. */
  readonly steps: readonly Step[]
  /** What speaks neither for nor against, such as an office that is silent. */
  readonly aside: readonly Evidence[]
  /** Null where there is no answer that something could speak for. */
  readonly total: number | null
  readonly outlook: Outlook
}

const CULPRIT: Readonly<Record<ServiceCondition, Culprit>> = {
  operational: 'none',
  degraded: 'service',
  outage: 'service',
  maintenance: 'maintenance',
  unknown: 'unknown',
}
/** What is said of the service as a whole; trouble of one office's own says nothing about it. */
const OF_SERVICE: ReadonlySet<Culprit> = new Set(['service', 'maintenance', 'none'])

/** The proxy belongs to the company network: what speaks for one does not speak against the other. */
const sideOf = (culprit: Culprit): Culprit => (culprit === 'proxy' ? 'company-network' : culprit)

/** Explains a verdict for one site or for the service; null where the site is not in it. */
export function explain(
  verdict: Verdict,
  { site, changes }: { readonly site: string | null; readonly changes: readonly ConditionChange[] },
): Explanation | null {
  const viewer = site === null ? null : verdict.viewers.find(({ vantage }) => vantage === site)
  if (viewer === undefined) return null
  const { condition, since, confidence } = viewer ?? verdict.service
  const culprit = viewer ? viewer.culprit : CULPRIT[verdict.service.condition]
  const own = verdict.evidence.filter(({ vantage }) => site === null || vantage === null || vantage === site)
  const speaks = (item: Evidence) =>
    culprit !== 'unknown' &&
    item.culprit !== 'unknown' &&
    item.contribution !== 0 &&
    (site !== null || OF_SERVICE.has(item.culprit))
  const steps: Step[] = []
  for (const evidence of own.filter(speaks).toSorted(heaviestFirst)) {
    const support = sideOf(evidence.culprit) === sideOf(culprit) ? evidence.contribution : -evidence.contribution
    steps.push({ evidence, support, total: (steps.at(-1)?.total ?? 0) + support })
  }
  return {
    verdict,
    site,
    condition,
    culprit,
    sentence: viewer ? VIEWER_SENTENCE[viewer.condition] : SERVICE_SENTENCE[verdict.service.condition],
    since,
    confidence,
    pDown: verdict.service.pDown,
    steps,
    aside: own.filter((item) => !speaks(item)),
    total: culprit === 'unknown' ? null : (steps.at(-1)?.total ?? 0),
    outlook: similarOutages(changes, { condition, vantage: site, at: verdict.at, since }),
  }
}

/** A stable sort: what weighs the same keeps the verdict's order. */
const heaviestFirst = (a: Evidence, b: Evidence) => Math.abs(b.contribution) - Math.abs(a.contribution)
