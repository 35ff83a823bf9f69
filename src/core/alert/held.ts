import type { AlertEvent } from './event.ts'
import type { AlertMemory, HeldNote } from './memory.ts'

/** An event that one recipient is to be told later, at hand. */
export interface HeldEvent extends Omit<HeldNote, 'event'> {
  readonly event: AlertEvent
}

/** What memory holds, with the events themselves. */
export function heldFrom({ held, heldEvents }: Pick<AlertMemory, 'held' | 'heldEvents'>): readonly HeldEvent[] {
  const events = new Map(heldEvents.map((event) => [event.id, event]))
  return held.flatMap((note) => {
    const event = events.get(note.event)
    return event ? [{ ...note, event }] : []
  })
}

/** For memory: each event once. What is over is so for everybody, so that the newest form counts for all. */
export function heldNotesOf(held: readonly HeldEvent[]): Pick<AlertMemory, 'held' | 'heldEvents'> {
  return {
    held: held.map((one) => ({ ...one, event: one.event.id })),
    heldEvents: [...new Map(held.map(({ event }) => [event.id, event])).values()],
  }
}
