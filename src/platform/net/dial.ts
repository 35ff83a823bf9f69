import { createConnection, isIPv6, type Socket } from 'node:net'
import { DeadlinePassed } from './deadline.ts'
import type { Journey } from './journey.ts'
import { failureOf, NetFailure } from './net-failure.ts'

/** The longest wait for one address: three SYNs (at 0, 1 and 3 seconds) have gone out by then. */
const ATTEMPT_MS = 5_000
/** The shortest, where several share the time: the second SYN must have a chance. Fewer addresses are tried instead. */
const SHORTEST_ATTEMPT_MS = 1_500

interface Attempt {
  readonly address: string
  readonly thrown: unknown
}

/**
 * Connects to the addresses one after the other, each with its own fair share of the time that is left. Node's own
 * choice among addresses gives each a quarter of a second only, which makes a false outage of every slow line
 * (https://github.com/nodejs/node/issues/54359).
 */
export async function dial(journey: Journey, addresses: readonly string[], port: number): Promise<Socket> {
  const attempts: Attempt[] = []
  for (const [index, address] of addresses.entries()) {
    const share = journey.deadline.remainingMs() / (addresses.length - index)
    const waitMs = Math.min(ATTEMPT_MS, Math.max(SHORTEST_ATTEMPT_MS, share))
    try {
      const socket = await connectTo(journey, address, port, waitMs)
      note(journey, address)
      return socket
    } catch (thrown) {
      attempts.push({ address, thrown })
      if (journey.deadline.signal.aborted) break
    }
  }
  throw failedDial(journey, attempts, port)
}

/** The address is a fact about the target: where a proxy is dialled, there is none. */
function note(journey: Journey, address: string): void {
  if (journey.seen.via === 'proxy') return
  journey.seen.address = address
  journey.seen.family = isIPv6(address) ? 6 : 4
}

function connectTo(journey: Journey, address: string, port: number, waitMs: number): Promise<Socket> {
  const { clock, deadline } = journey
  return new Promise((resolve, reject) => {
    if (deadline.signal.aborted) return reject(deadline.signal.reason)
    const socket = createConnection({ host: address, port, autoSelectFamily: false, noDelay: true })
    const giveUp = (reason: unknown) => {
      socket.destroy()
      settle(() => reject(reason))
    }
    const onAbort = () => giveUp(deadline.signal.reason)
    const cancel = clock.after(waitMs, () => setImmediate(() => giveUp(new DeadlinePassed(waitMs))))
    const settle = (finish: () => void) => {
      cancel()
      deadline.signal.removeEventListener('abort', onAbort)
      finish()
    }
    deadline.signal.addEventListener('abort', onAbort, { once: true })
    // Stays on for good: a socket may break at any later time, and then the step that uses it tells.
    socket.on('error', (error) => settle(() => reject(error)))
    socket.once('connect', () =>
      settle(() => {
        journey.sockets.push(socket)
        resolve(socket)
      }),
    )
  })
}

/** The first failure that tells about the other side: "no IPv6 here" says less than what IPv4 met. */
function failedDial(journey: Journey, attempts: readonly Attempt[], port: number): NetFailure {
  const classified = attempts.map(({ address, thrown }) => {
    const failure = failureOf(thrown, 'connect')
    if (failure === null) throw thrown
    return { address, ...failure }
  })
  const isLocal = (error: string) => error === 'ENETUNREACH' || error === 'EADDRNOTAVAIL'
  const told = classified.find(({ error }) => !isLocal(error)) ?? classified[0]!
  const detail = classified.map(({ address, error }) => `${error} ${hostPort(address, port)}`).join('; ')
  note(journey, told.address)
  return new NetFailure(told.error, detail)
}

const hostPort = (address: string, port: number) => (isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`)
