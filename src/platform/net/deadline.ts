import type { Clock } from '../clock.ts'

/** How long a look may take as a whole. Every wait of the look ends when it does. */
export interface Deadline {
  /** Aborted with a `DeadlinePassed`, or with the caller's own reason. */
  readonly signal: AbortSignal
  remainingMs(): number
  /** The promise, or the reason of the signal where that comes first. */
  race<T>(promise: Promise<T>): Promise<T>
  /** To be called when the look is over. */
  close(): void
}

/** Time is up. Carries the system's own code for it, so that it is classified like the kernel's. */
export class DeadlinePassed extends Error {
  readonly code = 'ETIMEDOUT'
  constructor(ms: number) {
    super(`no end within ${Math.round(ms)} ms`)
  }
}

/** Builds a deadline `ms` from now, which also ends when the caller's signal does. */
export function createDeadline(clock: Clock, ms: number, caller?: AbortSignal): Deadline {
  const startedAt = clock.monotonic()
  const controller = new AbortController()
  const { signal } = controller
  // An answer that lies in the kernel already must win against a timer that fired because this process was busy:
  // one turn of I/O comes before the end.
  const cancel = clock.after(ms, () => setImmediate(() => controller.abort(new DeadlinePassed(ms))))
  const leave = () => controller.abort(caller?.reason)
  if (caller?.aborted) leave()
  caller?.addEventListener('abort', leave, { once: true })

  return {
    signal,
    remainingMs: () => Math.max(0, ms - (clock.monotonic() - startedAt)),
    race: (promise) => untilAborted(promise, signal),
    close() {
      cancel()
      caller?.removeEventListener('abort', leave)
    },
  }
}

/** The promise, or the signal's reason where that comes first. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
