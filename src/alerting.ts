import { randomUUID } from 'node:crypto'
import type { Config } from './config.ts'
import { stepAlerts } from './core/alert/step-alerts.ts'
import type { Text } from './core/locale.ts'
import type { Notice } from './core/notice.ts'
import type { Observation } from './core/observation.ts'
import { isAffected } from './core/outbox/affected.ts'
import type { Verdict } from './core/verdict.ts'
import type { HttpDeps } from './http/deps.ts'
import {
  agentConditions,
  ailmentsOf,
  certificatesOf,
  channelConditions,
  createSourceWatches,
} from './jobs/alerting/ailments.ts'
import { subscriptionOfRecipient, unsubscribeUrlOf, withSubscribers } from './jobs/alerting/subscriber-policy.ts'
import { type Alerting, startAlerting } from './jobs/alerting.ts'
import { startDelivering } from './jobs/deliver.ts'
import { type Standstill, startHeartbeat } from './jobs/heartbeat.ts'
import { createSubscriptionDesk } from './jobs/subscription-desk.ts'
import { notifierOf } from './notify/index.ts'
import { openChannels } from './open-channels.ts'
import { createCalendar } from './platform/calendar/create-calendar.ts'
import { systemChance } from './platform/chance.ts'
import type { Clock } from './platform/clock.ts'
import type { Logger } from './platform/logger.ts'
import { newSecret } from './platform/sign.ts'
import type { SourceHealth } from './sources/health.ts'
import type { Subscription } from './store/alerts/alert-aggregates.ts'
import type { Aggregates, Store } from './store/store.ts'

export interface AlertingParts {
  readonly store: Store
  readonly clock: Clock
  readonly logger: Logger
  readonly isMine: () => Promise<boolean>
  readonly verdict: () => Verdict | null
  readonly latest: () => readonly Observation[]
  readonly notices: () => readonly Notice[]
  readonly vantageTitles: Readonly<Record<string, Text>>
}

/** From verdicts to letters that arrive. */
export interface OpenAlerting {
  readonly alongside: Alerting['alongside']
  /** After every reading of a source. */
  hear(health: SourceHealth): void
  /** What the faces show of it. */
  readonly faces: Required<Pick<HttpDeps, 'incidents' | 'deliveries'>> & Pick<HttpDeps, 'subscriptions'>
  stop(): Promise<void>
}

/** Subscriptions may have been changed by another process. */
const SUBSCRIPTIONS_MS = 60_000
const MINUTE = 60_000

/** Puts rules, outbox, channels and heartbeats together and starts them. */
export function openAlerting(config: Config, parts: AlertingParts): OpenAlerting {
  const { store, clock, logger, isMine } = parts
  const { alerts, vantage, zone, probing } = config
  const opened = openChannels(config, clock)
  const { channels } = opened
  const sources = createSourceWatches(config.reading.enabled ? config.sources : [])
  const startedAt = clock.now()
  const known = { keptAt: startedAt, verdict: null as Verdict | null, heardSinceAt: startedAt, steppedAt: startedAt }
  const isWayAffected = (channel: string) =>
    isAffected(channels.get(channel)?.dependsOn ?? null, parts.verdict(), vantage.id)

  const delivering = startDelivering({
    ...{ store, clock, channels, zone, holder: randomUUID(), chance: systemChance },
    isAlone: store.database === 'sqlite',
    isAffected: isWayAffected,
    unsubscribeUrlOf: (recipient) => unsubscribeUrlOf(recipient, alerts.policy.publicUrl),
    onAttempt({ n, attempt, step }, { message, recipient }) {
      const { channel, result, reason, detail } = attempt
      const facts = { n, message: message.id, kind: message.kind, recipient: nameOf(recipient), channel, result }
      if (step.kind === 'dead') logger.error({ ...facts, reason, detail }, 'a message could not be told to anybody')
      else if (result === 'sent') logger.info(facts, 'a message was told')
      else logger.warn({ ...facts, reason, detail }, 'a message was not told at the first go')
    },
    onError: (error) => logger.warn({ err: error }, 'the outbox was not attended to; it will be tried again'),
  })

  const subscribers = createSubscribers(clock)
  const calendar = createCalendar(zone, alerts.hours)
  const alerting = startAlerting({
    ...{ store, clock, isMine, fold: stepAlerts, calendar },
    verdict: parts.verdict,
    policy: async (aggregates) =>
      withSubscribers(alerts.policy, await subscribers.all(aggregates), alerts.subscriptions?.channel ?? null),
    async surroundings(aggregates, at) {
      // After a sleep the agents first need time to be heard again.
      if (at - known.steppedAt > 3 * MINUTE) known.heardSinceAt = at
      known.steppedAt = at
      const { intervalMs } = probing
      const agents = (await aggregates.agents.all()).filter(({ id }) => id !== vantage.id)
      const tried = new Set(
        delivering.attempts().flatMap(({ channel, result }) => (result === 'lost' ? [] : [channel])),
      )
      const conditions = [
        ...sources.conditions(),
        ...agentConditions(agents, { at, heardSinceAt: known.heardSinceAt, intervalMs }),
        ...channelConditions([...channels.keys()], delivering.failing(), tried),
      ]
      return {
        notices: parts.notices(),
        certificates: certificatesOf(parts.latest()),
        sites: parts.vantageTitles,
        ailments: (before) => ailmentsOf(conditions, before),
      }
    },
    onTold: () => delivering.wake(),
    onError: (error) => logger.error({ err: error }, 'what is to be told could not be worked out'),
  })

  const standstills = (): readonly Standstill[] => {
    const now = clock.now()
    const verdict = parts.verdict()
    const counts = delivering.counts()
    const patienceMs = Math.max(3 * MINUTE, 4 * probing.intervalMs)
    const allFail = channels.size > 0 && delivering.failing().length === channels.size
    const waits = counts?.oldestPendingAt != null && now - counts.oldestPendingAt > 15 * MINUTE
    const found: readonly [Standstill, boolean][] = [
      ['no-verdict', verdict === null || now > verdict.freshUntil],
      ['not-kept', store.database === 'sqlite' && now - known.keptAt > patienceMs],
      ['outbox-stopped', now - (delivering.lastTurnAt() ?? startedAt) > 2 * MINUTE],
      ['not-delivered', allFail || waits],
    ]
    return found.flatMap(([name, isSo]) => (isSo ? [name] : []))
  }
  const heartbeats = alerts.heartbeat.map(({ url, everyMs }, index) =>
    startHeartbeat({
      ...{ url, everyMs, clock, send: opened.sendAnywhere, standstills },
      onSent({ isWell, answer }) {
        const facts = { heartbeat: index + 1, isWell, answer }
        if (typeof answer === 'number' && answer < 300) logger.debug(facts, 'a heartbeat was sent')
        else logger.warn(facts, 'a heartbeat was not taken')
      },
    }),
  )

  return {
    async alongside(aggregates, verdict) {
      const kept = await alerting.alongside(aggregates, verdict)
      const before = known.verdict
      return () => {
        known.keptAt = clock.now()
        known.verdict = verdict
        const wasAffected = (dependsOn: 'line-works') => isAffected(dependsOn, before, vantage.id)
        if (wasAffected('line-works') && !isAffected('line-works', verdict, vantage.id)) delivering.hurry()
        kept()
      }
    },
    hear: (health) => sources.hear(health, clock.now()),
    faces: {
      incidents: { incidents: store.incidents, windows: store.windows, calendar, act: alerting.act },
      deliveries: {
        outbox: store.outbox,
        ...{ counts: delivering.counts, attempts: delivering.attempts, failing: delivering.failing },
        wake: delivering.wake,
        isWorking: () => !standstills().some((name) => name === 'outbox-stopped' || name === 'not-delivered'),
      },
      ...subscriptionsOf(config, store, clock, () => {
        subscribers.forget()
        delivering.wake()
      }),
    },
    async stop() {
      await Promise.all([alerting.stop(), ...heartbeats.map((heartbeat) => heartbeat.stop())])
      await delivering.stop()
      await opened.close()
    },
  }
}

/** An employee's address is nobody's business in a log. */
const nameOf = (recipient: string): string => (subscriptionOfRecipient(recipient) === null ? recipient : 'a subscriber')

/** Everybody who subscribed, read anew when something changed or may have. */
function createSubscribers(clock: Clock) {
  let cached: { readonly at: number; readonly list: readonly Subscription[] } | null = null
  return {
    async all({ subscriptions }: Pick<Aggregates, 'subscriptions'>) {
      if (cached === null || clock.now() - cached.at > SUBSCRIPTIONS_MS)
        cached = { at: clock.now(), list: await subscriptions.all() }
      return cached.list
    },
    forget: () => {
      cached = null
    },
  }
}

/** Where employees subscribe, if the configuration lets them. */
function subscriptionsOf(
  { alerts }: Pick<Config, 'alerts'>,
  store: Store,
  clock: Clock,
  onChange: () => void,
): Pick<HttpDeps, 'subscriptions'> {
  const { subscriptions, policy } = alerts
  if (subscriptions === null || policy.publicUrl === null) return {}
  const isAddress = (text: string) => notifierOf('email')?.address?.isValid(text) ?? false
  const { publicUrl } = policy
  return {
    subscriptions: createSubscriptionDesk({
      ...subscriptions,
      store,
      clock,
      newSecret,
      isAddress,
      publicUrl,
      onChange,
    }),
  }
}
