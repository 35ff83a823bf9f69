/** Lets everything that waits (sockets, timers) have its turn: for long work that is done in small steps. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
