import type { AgentEvent } from './agent/agent-text.ts'
import { parseConfiguration } from './agent/configuration.ts'
import { startDelivering } from './agent/delivering.ts'
import type { Keepsake } from './agent/keepsake.ts'
import type { Link, LinkFailure } from './agent/link.ts'
import { openSpool } from './agent/spool.ts'
import type { Config } from './config.ts'
import type { AgentConfiguration } from './core/agent.ts'
import { attentionAfter, CALM, intervalOf } from './core/attention.ts'
import { probeRound } from './jobs/probe-round.ts'
import { startRounds } from './jobs/rounds.ts'
import { createLooking, type Looking } from './looking.ts'
import type { Chance } from './platform/chance.ts'
import type { Clock } from './platform/clock.ts'
import type { Network } from './platform/network.ts'

export interface AgentOptions {
  /** This computer's own: its way out, whom it trusts. What to look at comes from the server. */
  readonly config: Config
  readonly clock: Clock
  readonly chance: Chance
  readonly network: Network
  readonly link: Link
  readonly keepsake: Keepsake
  readonly token: string
  readonly version: string
  readonly tell: (event: AgentEvent) => void
}

/** An agent, running. */
export interface RunningAgent {
  /** Drops the round under way, lets the delivery under way end. What is in the spool stays there. */
  stop(): Promise<void>
}

/** The server is asked this often whether it wants other things looked at. */
const ASK_AGAIN_MS = 5 * 60_000
const FIRST_ASK_MS = 2_000

/** Looks as the server says, keeps what it saw on disk, and delivers it. Begins also while the server is away. */
export function startAgent(options: AgentOptions): RunningAgent {
  const { config, clock, chance, network, link, keepsake, token, version, tell } = options
  const spool = openSpool({ directory: keepsake.spoolDirectory })
  const stopping = new AbortController()
  const kept = keepsake.configuration()
  let etag = kept?.etag ?? null
  let plan: { readonly wanted: AgentConfiguration; readonly looking: Looking } | null = null
  let rounds: { stop(): Promise<void> } | null = null
  let attention = CALM
  let isConnected: boolean | null = null
  let backlog = 0
  let lost = 0

  const onFailure = (failure: LinkFailure) => {
    // A line when something changes, not one for each try.
    if (stopping.signal.aborted) return
    if (isConnected !== false) tell({ kind: 'waiting', failure, rounds: spool.rounds })
    isConnected = false
    backlog = Math.max(backlog, spool.rounds)
  }
  const onAnswer = () => {
    if (isConnected !== true) tell({ kind: 'connected', clockOffsetMs: link.clockOffsetMs() })
    isConnected = true
  }
  const delivering = startDelivering({
    clock,
    chance,
    spool,
    deliver: (batch) => link.deliver(token, batch),
    onFailure,
    onDelivered({ configuration }) {
      onAnswer()
      if (spool.rounds === 0 && backlog > 1) tell({ kind: 'caught-up', rounds: backlog })
      if (spool.rounds === 0) backlog = 0
      if (configuration !== etag) askSoon(0)
    },
    onGivenUp: (sequence, failure) => tell({ kind: 'given-up', sequence, failure }),
    onError: (error) => tell({ kind: 'mistake', detail: String(error) }),
  })

  const take = (value: unknown, fromDisk: boolean): boolean => {
    const parsed = parseConfiguration(value)
    if (!parsed) return false
    const { configuration, leftOut } = parsed
    const { targets, intervalMs, timeoutMs, concurrency, repeatFailed, contact } = configuration
    const own: Config = {
      ...config,
      targets,
      probing: { ...config.probing, intervalMs, timeoutMs, concurrency, repeatFailed, contact },
    }
    plan = { wanted: configuration, looking: createLooking(own, { clock, network, version, signal: stopping.signal }) }
    tell({ kind: 'configured', targets: targets.length, intervalMs, fromDisk })
    if (leftOut.length > 0) tell({ kind: 'left-out', targets: leftOut })
    rounds ??= begin()
    return true
  }

  const begin = () =>
    startRounds({
      clock,
      intervalMs: () => intervalOf(attention, clock.now(), plan!.wanted.intervalMs),
      run: async (round) => {
        const { wanted, looking } = plan!
        const observations = await probeRound(round, { ...wanted, ...looking })
        if (observations.length === 0 || stopping.signal.aborted) return
        attention = attentionAfter(attention, observations, clock.now())
        const { problem } = spool.append(
          { at: round.at, clockOffsetMs: link.clockOffsetMs(), observations },
          clock.now(),
        )
        if (problem !== null) tell({ kind: 'disk', problem })
        if (spool.lost > lost) tell({ kind: 'lost', rounds: spool.lost - lost })
        lost = spool.lost
        delivering.wake()
      },
      onGap: () => tell({ kind: 'slept' }),
      onError: (error) => tell({ kind: 'mistake', detail: String(error) }),
      // The next one comes soon enough; the server sees that this office is slow.
      onOverlap: () => {},
    })

  let asking: Promise<void> = Promise.resolve()
  let cancelAsking = () => {}
  let askWaitMs = FIRST_ASK_MS
  const askSoon = (ms: number) => {
    cancelAsking()
    cancelAsking = clock.after(ms, () => {
      asking = askConfiguration().catch((error) => tell({ kind: 'mistake', detail: String(error) }))
    })
  }
  const askConfiguration = async () => {
    const answer = await link.configuration(token, plan ? etag : null)
    if (stopping.signal.aborted) return
    if (answer.kind === 'failed') {
      onFailure(answer)
      // As long as nothing is known, the server is asked more and more seldom, but always again.
      askWaitMs = Math.min(60_000, askWaitMs * 2)
      return askSoon(
        Math.max(plan ? ASK_AGAIN_MS : askWaitMs * (0.5 + chance() / 2), (answer.retryAt ?? 0) - clock.now()),
      )
    }
    onAnswer()
    if (answer.kind === 'configuration' && take(answer.value, false)) {
      etag = answer.etag
      keepsake.keepConfiguration(answer)
    }
    askSoon(ASK_AGAIN_MS)
  }

  if (kept) take(kept.value, true)
  askSoon(0)
  delivering.wake()
  return {
    async stop() {
      cancelAsking()
      stopping.abort(new Error('stopping'))
      await rounds?.stop()
      await delivering.stop()
      await asking
    },
  }
}
