import { SERVICE_SENTENCE } from '../../core/phrases.ts'
import { quorumSentence } from '../../core/quorum.ts'
import type { Verdict } from '../../core/verdict.ts'
import { verdictJsonOf } from '../../core/verdict-json.ts'
import { freshnessOf, outdatedOf } from '../presented.ts'
import type { VerdictView } from './verdict-schema.ts'

const NOBODY = { offices: 0, reporting: 0, affected: 0, silent: [] }

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
  offices: { ...NOBODY, sentence: quorumSentence(NOBODY) },
  evidence: [],
}

/** The verdict as every face that speaks JSON shows it at `now`; an outdated one says `unknown`. */
export function verdictViewOf(judged: Verdict | null, now: number, zone: string): VerdictView {
  if (judged === null) return CHECKING
  const freshness = freshnessOf(judged, now)
  return verdictJsonOf(freshness === 'stale' ? outdatedOf(judged) : judged, freshness, zone)
}
