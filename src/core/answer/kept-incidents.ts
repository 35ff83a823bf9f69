import type { Incident } from '../incident/incident.ts'
import { CONDITION_TITLE } from '../phrases.ts'
import type { AnswerIncident } from './answer.ts'

/** The incidents of LINE WORKS itself, as an answer tells them, in the order given; those of one office, and what became part of another, are left out. */
export const keptIncidentsOf = (incidents: readonly Incident[]): AnswerIncident[] =>
  incidents.flatMap(({ id, scope, mergedInto, worst, startedAt, endedAt, components }) => {
    if (scope.kind !== 'service' || mergedInto !== null || worst === 'company_network') return []
    const name = CONDITION_TITLE[worst]
    return [
      {
        id,
        state: endedAt === null ? ('open' as const) : ('resolved' as const),
        condition: worst,
        startAt: startedAt,
        endAt: endedAt,
        title: { ja: `LINE WORKS の${name.ja}`, en: `LINE WORKS: ${name.en.toLowerCase()}` },
        components,
      },
    ]
  })
