import type { Ailment } from '../core/alert/event.ts'
import type { AlertFacts, AlertStep, HumanAct } from '../core/alert/facts.ts'
import { type AlertMemory, emptyAlertMemory } from '../core/alert/memory.ts'
import type { AlertPolicy } from '../core/alert/policy.ts'
import type { Calendar } from '../core/calendar.ts'
import type { Verdict } from '../core/verdict.ts'
import type { Clock } from '../platform/clock.ts'
import type { Aggregates, Store } from '../store/store.ts'

/** From what is known to what is told: pure. */
export type AlertFold = (memory: AlertMemory, facts: AlertFacts, policy: AlertPolicy, calendar: Calendar) => AlertStep

/** What is known now besides the verdict. */
export interface Surroundings extends Pick<AlertFacts, 'notices' | 'certificates' | 'sites'> {
  /** What ails, given what did before. */
  readonly ailments: (before: readonly Ailment[]) => readonly Ailment[]
}

export interface AlertingOptions {
  readonly store: Pick<Store, 'transaction' | 'alerts'>
  readonly clock: Clock
  readonly fold: AlertFold
  readonly calendar: Calendar
  readonly policy: (aggregates: Aggregates) => Promise<AlertPolicy>
  readonly surroundings: (aggregates: Aggregates, at: number) => Promise<Surroundings>
  readonly verdict: () => Verdict | null
  /** Whether this process is the one that judges, where several share a database. */
  readonly isMine: () => Promise<boolean>
  /** Something was put into the outbox, and is kept. */
  readonly onTold: (step: AlertStep) => void
  readonly onError: (error: unknown) => void
}

/** Turns what is known into incidents, decisions and messages, in one transaction with the verdict. */
export interface Alerting {
  /** Within the transaction of a verdict; what it gives is to be called once that is kept. */
  alongside(aggregates: Aggregates, verdict: Verdict): Promise<() => void>
  /** Keeps what a person did, and lets it count at once. */
  act(act: HumanAct): Promise<void>
  stop(): Promise<void>
}

/** Reminders and ends of windows come also when no verdict does. */
const QUIET_MS = 60_000
/** Longer than this between two steps is more than a late round. */
const AWAY_MS = 3 * 60_000
/** What was done must be heard of soon, and several acts together. */
const ACT_MS = 200

/** Steps with each verdict, in its transaction, and in between whenever something falls due. */
export function startAlerting(options: AlertingOptions): Alerting {
  const { store, clock, fold, calendar, policy, surroundings, isMine, onTold, onError } = options
  const stopping = new AbortController()
  let cancel = () => {}
  let stepping = Promise.resolve()

  const step = async (aggregates: Aggregates, verdict: Verdict | null): Promise<AlertStep | null> => {
    const { alerts, incidents, windows, decisions, outbox } = aggregates
    const memory = (await alerts.memory()) ?? emptyAlertMemory()
    // The fold's time never stands still nor runs back, whatever the clock does.
    const at = Math.max(clock.now(), verdict?.at ?? 0, (memory.at ?? 0) + 1)
    const { ailments, ...known } = await surroundings(aggregates, at)
    const rules = await policy(aggregates)
    const awayMs = memory.at !== null && at - memory.at > AWAY_MS ? at - memory.at : null
    const acts = await alerts.takeActs()
    const facts = { ...known, at, verdict, ailments: ailments(memory.ailments), acts, awayMs }
    const next = folded(() => fold(memory, facts, rules, calendar))
    if (next === null) {
      for (const act of acts) await alerts.addAct(act)
      return null
    }
    await incidents.put(next.incidents)
    await windows.put(next.windows)
    await alerts.addEvents(next.events)
    await decisions.append(next.decisions)
    await outbox.put(
      next.outgoing.filter(({ ways }) => ways.length > 0).map((dispatch) => ({ ...dispatch, createdAt: at })),
    )
    await alerts.remember(next.memory)
    return next
  }

  /** A mistake of ours in here must keep nobody from the verdict. */
  const folded = (work: () => AlertStep): AlertStep | null => {
    try {
      return work()
    } catch (error) {
      onError(error)
      return null
    }
  }

  const kept = (done: AlertStep | null) => {
    schedule(QUIET_MS)
    if (done && done.outgoing.length > 0) onTold(done)
  }

  const alone = async () => {
    if (!(await isMine())) return schedule(QUIET_MS)
    kept(await store.transaction((aggregates) => step(aggregates, options.verdict())))
  }

  const schedule = (ms: number) => {
    cancel()
    if (stopping.signal.aborted) return
    cancel = clock.after(ms, () => {
      stepping = alone().catch((error: unknown) => {
        onError(error)
        schedule(QUIET_MS)
      })
    })
  }
  schedule(QUIET_MS)

  return {
    async alongside(aggregates, verdict) {
      const done = await step(aggregates, verdict)
      return () => kept(done)
    },
    async act(act) {
      await store.alerts.addAct(act)
      schedule(ACT_MS)
    },
    async stop() {
      stopping.abort(new Error('stopping'))
      cancel()
      await stepping
    },
  }
}
