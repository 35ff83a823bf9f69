import type { Socket } from 'node:net'
import type { Observation, Phase, PhaseTimings } from '../../core/observation.ts'
import { NO_TIMINGS } from '../../core/observation.ts'
import type { Clock } from '../clock.ts'
import type { Facts, ProxyAddress, Route } from '../network.ts'
import { createDeadline, type Deadline } from './deadline.ts'
import { failureOf, NetFailure } from './net-failure.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** One look under way: where it has come to, what it has seen, and what must be closed after it. */
export interface Journey {
  phase: Phase
  readonly clock: Clock
  readonly deadline: Deadline
  readonly seen: Mutable<Partial<Observation>>
  readonly timings: Mutable<PhaseTimings>
  /** In the order of their opening. */
  readonly sockets: Socket[]
}

export interface JourneyRequest {
  readonly route: Route
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Goes on a journey and comes back with its facts, however it ends. Rejects only with the caller's own reason when the
 * caller gives up, and with a programmer's mistake.
 */
export async function travel(
  clock: Clock,
  request: JourneyRequest,
  go: (journey: Journey) => Promise<void>,
): Promise<Facts> {
  const startedAt = clock.monotonic()
  const journey: Journey = {
    phase: 'resolve',
    clock,
    deadline: createDeadline(clock, request.timeoutMs, request.signal),
    seen: { via: request.route.via, proxy: request.route.via === 'proxy' ? nameOf(request.route.proxy) : null },
    timings: { ...NO_TIMINGS },
    sockets: [],
  }
  try {
    request.signal?.throwIfAborted()
    await go(journey)
    return { ...journey.seen, phase: 'done', timings: journey.timings, tookMs: since(clock, startedAt) }
  } catch (thrown) {
    request.signal?.throwIfAborted()
    // When time is up, sockets are torn down: whatever they say about that is not the cause.
    const cause =
      journey.deadline.signal.aborted && !(thrown instanceof NetFailure) ? journey.deadline.signal.reason : thrown
    const failure = failureOf(cause, journey.phase)
    if (failure === null) throw thrown
    const extra = cause instanceof NetFailure ? cause.facts : {}
    return { ...journey.seen, ...extra, ...failure, timings: journey.timings, tookMs: since(clock, startedAt) }
  } finally {
    journey.deadline.close()
    // The TLS socket before the one that carries it: the other way round, Node 24 crashes.
    for (const socket of journey.sockets.reverse()) socket.destroy()
  }
}

/** Takes one step of the journey: sets the phase, and keeps its time also when it fails. */
export async function timed<T>(
  journey: Journey,
  phase: Phase,
  timing: keyof PhaseTimings,
  step: () => Promise<T>,
): Promise<T> {
  journey.phase = phase
  const startedAt = journey.clock.monotonic()
  try {
    return await step()
  } finally {
    journey.timings[timing] = since(journey.clock, startedAt)
  }
}

/** Milliseconds since an instant of the monotonic clock, to a hundredth. */
export const since = (clock: Clock, startedAt: number): number =>
  Math.round((clock.monotonic() - startedAt) * 100) / 100

const nameOf = ({ host, port }: ProxyAddress) => `${host.includes(':') ? `[${host}]` : host}:${port}`
