import type { Clock } from '../clock.ts'

/** Lets one at a time through for each host, with a pause between two. */
export interface Turns {
  take<T>(host: string, work: () => Promise<T>): Promise<T>
}

/** Builds the queue. `pauseMs`: from the end of one to the beginning of the next on the same host. */
export function createTurns(clock: Clock, pauseMs: (host: string) => number): Turns {
  const last = new Map<string, Promise<void>>()
  return {
    take(host, work) {
      const before = last.get(host)
      const mine = before ? before.then(work) : work()
      const pause = () => clock.sleep(pauseMs(host))
      const free: Promise<void> = mine.then(pause, pause).finally(() => {
        if (last.get(host) === free) last.delete(host)
      })
      last.set(host, free)
      return mine
    },
  }
}
