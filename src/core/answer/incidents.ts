import type { ServiceCondition } from '../condition.ts'
import type { Text } from '../locale.ts'
import type { ConditionChange } from '../outlook.ts'
import { CONDITION_TITLE } from '../phrases.ts'
import type { AnswerIncident } from './answer.ts'

type Trouble = AnswerIncident['condition']

/** The heaviest thing that was said during a trouble names it. */
const WEIGHT: Readonly<Record<Trouble, number>> = { degraded: 0, maintenance: 1, outage: 2 }
const isTrouble = (condition: string): condition is Trouble => condition in WEIGHT

/**
 * The troubles of LINE WORKS as a whole, read from where its condition changed; the newest first. What nobody knew in
 * between ends none of them: only `operational` does.
 */
export function incidentsOf(changes: readonly ConditionChange[]): AnswerIncident[] {
  const found: AnswerIncident[] = []
  let open: { readonly startAt: number; readonly condition: Trouble } | null = null
  const close = (endAt: number | null) => {
    if (open) found.push(incidentOf(open.condition, open.startAt, endAt))
    open = null
  }
  const own = changes.filter(({ subject }) => subject.kind === 'service').toSorted((a, b) => a.at - b.at)
  for (const { to, since, at } of own as readonly (ConditionChange & { readonly to: ServiceCondition })[]) {
    const from = since ?? at
    if (isTrouble(to)) open = { startAt: startOf(open) ?? from, condition: heavier(open, to) }
    else if (to === 'operational') close(Math.max(from, startOf(open) ?? from))
  }
  close(null)
  return found.reverse()
}

type Open = { readonly startAt: number; readonly condition: Trouble } | null
const startOf = (open: Open): number | null => open?.startAt ?? null
const heavier = (open: Open, next: Trouble): Trouble =>
  open && WEIGHT[open.condition] > WEIGHT[next] ? open.condition : next

function incidentOf(condition: Trouble, startAt: number, endAt: number | null): AnswerIncident {
  const title: Text = {
    ja: `LINE WORKS の${CONDITION_TITLE[condition].ja}`,
    en: `LINE WORKS: ${CONDITION_TITLE[condition].en.toLowerCase()}`,
  }
  return {
    id: `service-${startAt}`,
    state: endAt === null ? 'open' : 'resolved',
    condition,
    startAt,
    endAt,
    title,
    components: [],
  }
}
