import type { Evidence } from './evidence.ts'
import { ADVICE_SENTENCE, SERVICE_SENTENCE, VIEWER_SENTENCE } from './phrases.ts'
import { quorumOf, quorumSentence } from './quorum.ts'
import { isoOf } from './time-text.ts'
import type { Verdict } from './verdict.ts'

/** Whether a verdict may be shown as current. */
type Freshness = 'fresh' | 'stale' | 'checking'

/**
 * The verdict as every face that speaks JSON shows it: what `Verdict` says, with instants as ISO 8601 in the zone and the
 * sentences beside the codes. An outdated verdict has to be made `unknown` before.
 */
export function verdictJsonOf(verdict: Verdict, freshness: Freshness, zone: string) {
  const iso = (at: number) => isoOf(at, zone)
  const isoOrNull = (at: number | null) => (at === null ? null : iso(at))
  const { service } = verdict
  return {
    freshness,
    id: verdict.id,
    at: iso(verdict.at),
    freshUntil: iso(verdict.freshUntil),
    service: {
      condition: service.condition,
      raw: service.raw,
      sentence: SERVICE_SENTENCE[service.condition],
      since: isoOrNull(service.since),
      confidence: service.confidence,
      pDown: service.pDown,
      components: service.components.map((part) => ({ ...part, since: isoOrNull(part.since) })),
    },
    viewers: verdict.viewers.map((viewer) => ({
      vantage: viewer.vantage,
      condition: viewer.condition,
      raw: viewer.raw,
      culprit: viewer.culprit,
      sentence: VIEWER_SENTENCE[viewer.condition],
      since: isoOrNull(viewer.since),
      confidence: viewer.confidence,
      pDown: viewer.pDown,
      lastSeenAt: isoOrNull(viewer.lastSeenAt),
      chain: viewer.chain.map((step) => ({ link: step.link, state: step.state, targets: [...step.targets] })),
      advice: viewer.advice.map((code) => ({ code, text: ADVICE_SENTENCE[code] })),
    })),
    offices: officesJsonOf(verdict, zone),
    evidence: verdict.evidence.map((item) => evidenceJsonOf(item, zone)),
  }
}

/** How many offices saw it, and who is silent. */
export function officesJsonOf(verdict: Parameters<typeof quorumOf>[0], zone: string) {
  const quorum = quorumOf(verdict)
  return {
    ...quorum,
    silent: quorum.silent.map(({ vantage, lastSeenAt }) => ({
      vantage,
      lastSeenAt: lastSeenAt === null ? null : isoOf(lastSeenAt, zone),
    })),
    sentence: quorumSentence(quorum),
  }
}

/** One reason, in the shape of every face. */
export const evidenceJsonOf = (item: Evidence, zone: string) => ({
  code: item.code,
  family: item.family,
  culprit: item.culprit,
  contribution: item.contribution,
  at: isoOf(item.at, zone),
  vantage: item.vantage,
  targets: [...item.targets],
  component: item.component,
  text: item.text,
})
