import type { AnswerFacts, AnswerIncident } from '../../core/answer/answer.ts'
import { standingOf } from '../../core/answer/standing.ts'
import type { ServiceCondition } from '../../core/condition.ts'
import { explain } from '../../core/explanation.ts'
import { explanationJsonOf } from '../../core/explanation-json.ts'
import type { Locale } from '../../core/locale.ts'
import type { MaintenanceWindow } from '../../core/notices/maintenance-windows.ts'
import { parseInstant } from '../../core/parse-instant.ts'
import { confidenceTitle } from '../../core/phrases.ts'
import { isoOf } from '../../core/time-text.ts'
import type { AskDesk } from '../ask/ask-desk.ts'
import type { HttpDeps } from '../deps.ts'

/** A question that cannot be answered as it was asked; told to the machine in words. */
export class McpMistake extends Error {
  override readonly name = 'McpMistake'
}

type Json = Readonly<Record<string, unknown>>

/** What machines ask, each answered as JSON; instants are ISO 8601. Throws `McpMistake` for what is wrong in the question. */
export interface McpDesk {
  isDown(question: { readonly site?: string | undefined; readonly lang?: Locale | undefined }): Promise<Json>
  explain(question: { readonly site?: string | undefined; readonly at?: string | undefined }): Promise<Json>
  triage(question: { readonly text: string; readonly lang?: Locale | undefined }): Promise<Json>
  incidents(question: { readonly limit: number }): Promise<Json>
  maintenances(): Promise<Json>
}

/** Whether LINE WORKS fails: null wherever nobody knows. Planned work is no failure, and yet it is not there. */
const DOWN: Readonly<Record<ServiceCondition, boolean | null>> = {
  operational: false,
  degraded: true,
  outage: true,
  maintenance: true,
  unknown: null,
}

/** What the tools of assistants may ask; the same answers as everywhere. */
export function createMcpDesk({
  ask,
  store,
  clock,
}: {
  readonly ask: AskDesk
  readonly store: Pick<HttpDeps['store'], 'verdicts'>
  readonly clock: HttpDeps['clock']
}): McpDesk {
  const knownAt = async (site: string | undefined) => {
    const facts = await ask.facts()
    if (site !== undefined && !facts.verdict?.viewers.some(({ vantage }) => vantage === site))
      throw new McpMistake(
        `there is no office "${site.slice(0, 60)}"; known: ${officesOf(facts).join(', ') || 'none yet'}`,
      )
    return facts
  }
  return {
    async isDown({ site, lang }) {
      const facts = await knownAt(site)
      const standing = standingOf(facts.verdict, site ?? null, facts.now)
      const answer = await ask.answer({ text: '', intent: 'status', locale: lang ?? null, site: site ?? null })
      const iso = (at: number | null) => (at === null ? null : isoOf(at, facts.zone))
      return {
        down: DOWN[standing.service],
        service: standing.service,
        forYou: standing.condition,
        site: standing.site,
        freshness: standing.freshness,
        sentence: standing.sentence,
        asOf: iso(standing.asOf),
        since: iso(standing.since),
        confidence: standing.confidence,
        confidenceInWords: standing.confidence === null ? null : confidenceTitle(standing.confidence),
        suspected: standing.suspected,
        offices: officesOf(facts),
        answer: { lang: answer.locale, headline: answer.headline, lines: answer.lines.map(({ text }) => text) },
      }
    },

    async explain({ site, at }) {
      const facts = await ask.facts()
      const instant = at === undefined ? null : parseInstant(at, facts.now, facts.zone)
      if (at !== undefined && (instant === null || instant > facts.now))
        throw new McpMistake('at must be an instant that is over, such as 2026-04-06T09:00:00+09:00')
      const verdict = instant === null ? facts.verdict : await store.verdicts.at(instant)
      const changes = instant === null ? facts.changes : facts.changes.filter((change) => change.at <= instant)
      const explanation = verdict && explain(verdict, { site: site ?? null, changes })
      if (!explanation) throw new McpMistake('there is no verdict of this moment, or no such office in it')
      return explanationJsonOf(explanation, instant ?? clock.now(), facts.zone)
    },

    async triage({ text, lang }) {
      const facts = await ask.facts()
      const { service, condition, freshness, sentence } = standingOf(facts.verdict, null, facts.now)
      const answer = await ask.answer({ text, intent: 'login', locale: lang ?? null, site: null })
      const topics = facts.topicsFor(text, service)
      return {
        service,
        condition,
        freshness,
        sentence,
        /** While LINE WORKS fails, nobody may be sent to reset anything. */
        sayFirst: answer.headline,
        advice: answer.lines.map((line) => line.text),
        topics: topics.map(({ topic, title, firstStep, url }) => ({ topic, title, firstStep, url })),
      }
    },

    async incidents({ limit }) {
      const { incidents, zone } = await ask.facts()
      if (incidents === null) throw new McpMistake('the record cannot be read right now')
      return { incidents: incidents.slice(0, limit).map((incident) => incidentJsonOf(incident, zone)) }
    },

    async maintenances() {
      const { maintenances, noticesAreRead, zone } = await ask.facts()
      return {
        /** False: that none is listed proves nothing. */
        noticesAreRead,
        maintenances: maintenances
          .filter(({ state }) => state !== 'completed')
          .map((window) => windowJsonOf(window, zone)),
      }
    },
  }
}

const officesOf = ({ verdict }: AnswerFacts): string[] => verdict?.viewers.map(({ vantage }) => vantage) ?? []

const incidentJsonOf = ({ startAt, endAt, ...incident }: AnswerIncident, zone: string) => ({
  ...incident,
  startAt: isoOf(startAt, zone),
  endAt: endAt === null ? null : isoOf(endAt, zone),
})

const windowJsonOf = ({ startAt, endAt, ...window }: MaintenanceWindow, zone: string) => ({
  ...window,
  startAt: startAt === null ? null : isoOf(startAt, zone),
  endAt: endAt === null ? null : isoOf(endAt, zone),
})
