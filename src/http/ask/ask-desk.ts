import type { Answer, AnswerFacts, AnswerIncident, AnswerTopic, Question } from '../../core/answer/answer.ts'
import { answerTo } from '../../core/answer/answer-to.ts'
import { incidentsOf } from '../../core/answer/incidents.ts'
import { keptIncidentsOf } from '../../core/answer/kept-incidents.ts'
import type { Text } from '../../core/locale.ts'
import { maintenanceWindowsOf } from '../../core/notices/maintenance-windows.ts'
import type { ConditionChange } from '../../core/outlook.ts'
import { triage } from '../../core/triage/triage.ts'
import { readTopicWords, readTriageKnowledge } from '../../knowledge/triage-knowledge.ts'
import { StoreProblem } from '../../store/problem.ts'
import type { HttpDeps, HttpFacts } from '../deps.ts'

/** Where everybody asks: chats, scripts and machines get one and the same answer. */
export interface AskDesk {
  answer(question: Question): Promise<Answer>
  /** What is known now, for those who do not ask in words. */
  facts(): Promise<AnswerFacts>
}

export type AskParts = Pick<HttpDeps, 'clock' | 'published'> & {
  /** The incidents that were kept; left out, or none there: they are read from where the verdict changed. */
  readonly incidents?: Pick<NonNullable<HttpDeps['incidents']>, 'incidents'>
  /** Where employees subscribe by mail; left out: they cannot. */
  readonly subscriptions?: object
  readonly store: Pick<HttpDeps['store'], 'verdicts'>
  readonly facts: Pick<HttpFacts, 'zone' | 'defaultLocale' | 'vantageTitles' | 'publicUrl' | 'sources'>
}

/** The record changes rarely; who asks all the time must not read it all the time. */
const RECORD_MS = 10_000
/** What happened, as it was read last. */
interface PastRecord {
  readonly at: number
  readonly changes: readonly ConditionChange[]
  readonly incidents: readonly AnswerIncident[]
}

/** More are not told. */
const MOST_INCIDENTS = 50
/** How far back troubles are looked for. */
const BACK_MS = 366 * 86_400_000
/** Longer texts say no more about what is asked, and cost more. */
const LONGEST = 4_000

/** Answers questions from what is published now; also while the database does not answer. */
export function createAskDesk(parts: AskParts): AskDesk {
  const { clock, published, store, facts, incidents } = parts
  let record: PastRecord | null = null
  /** Null while the database does not answer: people are answered all the same. */
  const recordAt = async (now: number): Promise<PastRecord | null> => {
    if (record && now >= record.at && now - record.at < RECORD_MS) return record
    try {
      const changes = await store.verdicts.transitions({ fromAt: now - BACK_MS, toAt: now + 1 })
      const kept = keptIncidentsOf((await incidents?.incidents.recent({ limit: MOST_INCIDENTS })) ?? [])
      record = { at: now, changes, incidents: kept.length > 0 ? kept : incidentsOf(changes) }
      return record
    } catch (error) {
      if (error instanceof StoreProblem) return null
      throw error
    }
  }
  const topicsFor = createTopics(facts.publicUrl ?? null)

  const known = async (): Promise<AnswerFacts> => {
    const now = clock.now()
    const past = await recordAt(now)
    return {
      now,
      zone: facts.zone,
      fallback: facts.defaultLocale,
      verdict: published.verdict(),
      vantageTitles: facts.vantageTitles,
      changes: past?.changes ?? [],
      incidents: past?.incidents ?? null,
      maintenances: maintenanceWindowsOf(
        (published.notices?.() ?? []).filter(({ correlated }) => !correlated),
        now,
      ),
      noticesAreRead: areNoticesRead(published.sources?.() ?? [], facts.sources ?? []),
      topicsFor,
      urls: urlsOf(facts.publicUrl ?? null, parts.subscriptions !== undefined),
    }
  }
  return {
    facts: known,
    async answer(question) {
      return answerTo({ ...question, text: question.text.slice(0, LONGEST) }, await known())
    },
  }
}

/** One source that can be read and speaks about LINE WORKS itself is enough. */
function areNoticesRead(
  health: ReturnType<NonNullable<HttpDeps['published']['sources']>>,
  sources: NonNullable<HttpFacts['sources']>,
): boolean {
  const speaking = new Set(sources.filter(({ correlated }) => !correlated).map(({ id }) => id))
  return health.some(({ source, state }) => speaking.has(source) && (state === 'readable' || state === 'rebuilt'))
}

function urlsOf(publicUrl: string | null, canSubscribe: boolean): AnswerFacts['urls'] {
  const mail = canSubscribe ? urlOf(publicUrl, 'subscribe') : null
  return {
    page: urlOf(publicUrl, ''),
    explain: urlOf(publicUrl, 'explain'),
    subscriptions: mail === null ? [] : [{ title: BY_MAIL, url: mail }],
  }
}

const BY_MAIL: Text = { ja: 'メールで受け取る', en: 'By mail' }

const urlOf = (publicUrl: string | null, path: string): string | null =>
  publicUrl === null ? null : new URL(path, publicUrl.endsWith('/') ? publicUrl : `${publicUrl}/`).href

/** The words and weights take a moment to load: at the first question that needs them, and then no more. */
function createTopics(publicUrl: string | null): AnswerFacts['topicsFor'] {
  let loaded: { words: ReturnType<typeof readTopicWords>; triage: ReturnType<typeof readTriageKnowledge> } | null = null
  return (text, service): readonly AnswerTopic[] => {
    loaded ??= { words: readTopicWords(), triage: readTriageKnowledge() }
    const { words, triage: knowledge } = loaded
    const { topics } = triage({ text, device: null, client: null, service }, knowledge)
    return topics.map(({ topic }) => ({ topic, ...words[topic], url: urlOf(publicUrl, `guide/${topic}`) }))
  }
}
