import type { Explanation } from './explanation.ts'
import { outlookSentence } from './outlook.ts'
import { isoOf } from './time-text.ts'
import { evidenceJsonOf, officesJsonOf } from './verdict-json.ts'

/** An explanation as API and terminal write it: instants as ISO 8601 in the zone. `askedAt` is the moment asked about. */
export function explanationJsonOf(explanation: Explanation, askedAt: number, zone: string) {
  const { verdict, steps, aside, outlook, since, ...said } = explanation
  return {
    asked: isoOf(askedAt, zone),
    freshness: askedAt > verdict.freshUntil ? ('stale' as const) : ('fresh' as const),
    ...said,
    verdict: verdict.id,
    at: isoOf(verdict.at, zone),
    since: since === null ? null : isoOf(since, zone),
    steps: steps.map(({ evidence, support, total }) => ({ ...evidenceJsonOf(evidence, zone), support, total })),
    aside: aside.map((item) => evidenceJsonOf(item, zone)),
    offices: officesJsonOf(verdict, zone),
    outlook: { ...outlook, sentence: outlookSentence(outlook) },
  }
}
