import { ADVICE_SENTENCE, SERVICE_SENTENCE, VIEWER_SENTENCE } from '../../core/phrases.ts'
import { isoOf } from '../../core/time-text.ts'
import type { Verdict } from '../../core/verdict.ts'
import { type Freshness, freshnessOf, outdatedOf } from '../presented.ts'
import type { VerdictView } from './verdict-schema.ts'

/** The answer before anything was judged: `unknown`, in the shape of every other answer. */
const CHECKING: VerdictView = {
  freshness: 'checking',
  id: null,
  at: null,
  freshUntil: null,
  service: {
    condition: 'unknown',
    raw: 'unknown',
    sentence: SERVICE_SENTENCE.unknown,
    since: null,
    confidence: 0,
    pDown: 0.5,
    components: [],
  },
  viewers: [],
  evidence: [],
}

/** The verdict as every face that speaks JSON shows it at `now`; an outdated one says `unknown`. */
export function verdictViewOf(judged: Verdict | null, now: number, zone: string): VerdictView {
  if (judged === null) return CHECKING
  const freshness = freshnessOf(judged, now)
  return viewOf(freshness === 'stale' ? outdatedOf(judged) : judged, freshness, zone)
}

function viewOf(verdict: Verdict, freshness: Freshness, zone: string): VerdictView {
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
    evidence: verdict.evidence.map((item) => ({
      code: item.code,
      family: item.family,
      culprit: item.culprit,
      contribution: item.contribution,
      at: iso(item.at),
      vantage: item.vantage,
      targets: [...item.targets],
      component: item.component,
      text: item.text,
    })),
  }
}
