import type { HumanAct } from '../../core/alert/facts.ts'
import type { Calendar } from '../../core/calendar.ts'
import type { Aggregates } from '../../store/store.ts'

/** What the faces need to show what happened and to take what administrators say of it. */
export interface IncidentDesk {
  readonly incidents: Pick<Aggregates['incidents'], 'find' | 'recent' | 'during'>
  readonly windows: Pick<Aggregates['windows'], 'during'>
  readonly calendar: Pick<Calendar, 'businessMsBetween'>
  /** Keeps what a person did; it takes effect with the next look. */
  act(act: HumanAct): Promise<void>
}
