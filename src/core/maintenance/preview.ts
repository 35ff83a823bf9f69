import type { Calendar } from '../calendar.ts'
import type { Text } from '../locale.ts'
import type { Occurrence, RecurringMaintenance } from './recurrence.ts'

/** Something that takes up time and may collide with other work. */
export interface Busy {
  readonly id: string
  readonly title: Text
  readonly startAt: number
  /** Null: open. */
  readonly endAt: number | null
}

/** One coming time of recurring work, and what is planned at the same time. */
export interface Preview extends Occurrence {
  readonly conflicts: readonly Busy[]
}

/** The next ten times of recurring work, with every other work known for that time. */
export function previewOf(
  recurring: RecurringMaintenance,
  others: readonly RecurringMaintenance[],
  known: readonly Busy[],
  calendar: Pick<Calendar, 'nextOccurrences'>,
  at: number,
  count = 10,
): readonly Preview[] {
  const next = calendar.nextOccurrences(recurring.recurrence, at, count)
  const lastAt = next.at(-1)?.endAt ?? at
  const busy = [
    ...known,
    ...others.filter(({ id }) => id !== recurring.id).flatMap((one) => upTo(one, calendar, at, lastAt)),
  ]
  return next.map((occurrence) => ({
    ...occurrence,
    conflicts: busy.filter(
      ({ startAt, endAt }) => startAt < occurrence.endAt && (endAt === null || endAt > occurrence.startAt),
    ),
  }))
}

const MOST = 400
const BATCH = 20

function upTo(
  { id, title, recurrence }: RecurringMaintenance,
  calendar: Pick<Calendar, 'nextOccurrences'>,
  at: number,
  lastAt: number,
): Busy[] {
  const found: Busy[] = []
  let from = at - recurrence.durationMs
  while (found.length < MOST) {
    const batch = calendar.nextOccurrences(recurrence, from, BATCH)
    const inTime = batch.filter(({ startAt }) => startAt < lastAt)
    found.push(...inTime.map(({ startAt, endAt }) => ({ id, title, startAt, endAt })))
    if (inTime.length < BATCH) break
    from = inTime.at(-1)!.startAt
  }
  return found
}
