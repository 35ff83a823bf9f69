import { stepsFor } from '../../core/guide/guide.ts'
import type { HelpDesk } from '../../core/guide/help-desk.ts'
import { replyOf } from '../../core/guide/reply.ts'
import type { Standing } from '../../core/guide/standing.ts'
import type { Locale } from '../../core/locale.ts'
import { VIEWER_SENTENCE } from '../../core/phrases.ts'
import { isoOf } from '../../core/time-text.ts'
import { triage } from '../../core/triage/triage.ts'
import type { TriageInput } from '../../core/triage/triage-input.ts'
import type { Guide } from '../../knowledge/guide.ts'
import { shippedTriage } from '../../knowledge/triage-knowledge.ts'
import { articleHeadOf } from './article-json.ts'
import type { TriageAnswer } from './guide-schema.ts'

export interface QuestionFacts {
  readonly question: Omit<TriageInput, 'service'>
  /** Null: the language of the question. */
  readonly lang: Locale | null
  readonly standing: Standing
  readonly guide: Pick<Guide, 'articles'>
  readonly helpDesk: HelpDesk | null
  readonly zone: string
  readonly pageUrl: string | null
}

/** Below this the likeliest topic is a guess, and a reply to paste names none. */
const LEAST_TO_NAME = 0.25
const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/

/** Where to begin, how things stand, and a reply to paste. */
export function answerQuestion(facts: QuestionFacts): TriageAnswer {
  const { question, standing, guide, zone, helpDesk, pageUrl } = facts
  const { device, client } = question
  const { topics } = triage({ ...question, service: standing.service }, shippedTriage())
  const [first] = topics
  const article = guide.articles[first!.topic]
  const isoOrNull = (at: number | null) => (at === null ? null : isoOf(at, zone))
  return {
    lang: facts.lang ?? (JAPANESE.test(question.text.slice(0, 1_000)) ? 'ja' : 'en'),
    topics: topics.map(({ topic, score, because }) => ({
      ...articleHeadOf(guide.articles[topic]),
      score: Math.round(score * 1000) / 1000,
      because: [...because],
    })),
    verdict: {
      at: isoOf(standing.at, zone),
      condition: standing.condition,
      service: standing.service,
      sentence: VIEWER_SENTENCE[standing.condition],
      since: isoOrNull(standing.since),
      endsAt: isoOrNull(standing.endsAt),
    },
    steps: stepsFor(article, { device, client }).map(({ on, text }) => ({ on: [...on], text })),
    reply: replyOf({
      standing,
      article: first!.score >= LEAST_TO_NAME ? article : null,
      setting: { device, client },
      helpDesk,
      zone,
      pageUrl,
    }),
  }
}
