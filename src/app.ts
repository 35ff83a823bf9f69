import { randomUUID } from 'node:crypto'
import { type OpenAlerting, openAlerting } from './alerting.ts'
import { openAsking } from './asking.ts'
import type { Config } from './config.ts'
import { isActive } from './core/agent.ts'
import { attentionAfter, CALM, intervalOf } from './core/attention.ts'
import { freshForMs } from './core/judge.ts'
import type { Text } from './core/locale.ts'
import type { Observation } from './core/observation.ts'
import { spreadOf } from './core/round-plan.ts'
import type { Verdict } from './core/verdict.ts'
import { createHttpApp, type HttpApp } from './http/app.ts'
import { type Listening, listen } from './http/server.ts'
import { createAgentDesk } from './jobs/agent-desk.ts'
import { createArrivals } from './jobs/arrivals.ts'
import { createJudging } from './jobs/judging.ts'
import { createPastChanges } from './jobs/past-changes.ts'
import { probeRound } from './jobs/probe-round.ts'
import { startPruning } from './jobs/prune.ts'
import { type Round, startRounds } from './jobs/rounds.ts'
import { createLooking } from './looking.ts'
import type { Clock } from './platform/clock.ts'
import { createNetwork } from './platform/create-network.ts'
import type { Logger } from './platform/logger.ts'
import type { Network } from './platform/network.ts'
import { newSecret } from './platform/sign.ts'
import { openReading, type ServiceReading } from './reading.ts'
import { createCrowdDesk } from './sources/crowd.ts'
import { openStore } from './store/open.ts'
import { StoreProblem } from './store/problem.ts'

export interface AppOptions {
  readonly clock: Clock
  readonly logger: Logger
  readonly version: string
  /** The world to look at; the real one where left out. */
  readonly network?: Network
  /** Called after each verdict. */
  readonly onVerdict?: (verdict: Verdict) => void
}

/** Dotchi, running. */
export interface App {
  readonly http: HttpApp
  readonly listening: Listening
  verdict(): Verdict | null
  /** Lets the round under way end, answers what was asked, closes the database. */
  stop(): Promise<void>
}

/** Held by the one process that looks and judges, where several share a database. Longer than the longest round. */
const LEASE = 'rounds'
const LEASE_MS = 60_000
/** Looks from other offices that come at about the same time are weighed together. */
const TOGETHER_MS = 1_000

/** Puts everything together and starts it. Throws a `StoreProblem` when the database cannot be opened. */
export async function startApp(config: Config, options: AppOptions): Promise<App> {
  const { clock, logger, version, onVerdict, network = createNetwork({ clock }) } = options
  const store = await openStore({ url: config.database.url, clock, logger })
  const stopping = new AbortController()
  const { paths, context } = createLooking(config, { clock, network, version, signal: stopping.signal })
  const { intervalMs, timeoutMs, concurrency } = config.probing
  const hasTimeTwice = 2 * timeoutMs + spreadOf(intervalMs) < intervalMs
  const onStoreError = (error: unknown) =>
    logger.warn(
      error instanceof StoreProblem ? { reason: error.reason } : { err: error },
      'not written; the next round tries again',
    )
  const judging = await createJudging({
    options: { vantages: [config.vantage.id], intervalMs },
    store,
    onStoreError,
    alongside: (aggregates, verdict) => alerting.alongside(aggregates, verdict),
  })
  const past = createPastChanges({ store, clock, onStoreError })
  const holder = randomUUID()
  let attention = CALM
  let impaired: 'started' | 'slept' | null = 'started'

  const arrivals = createArrivals()
  const vantageTitles: Record<string, Text> = { [config.vantage.id]: config.vantage.title }
  /** Who takes part may change at any time: agents are added and revoked from the command line. */
  const meetAgents = async () => {
    const agents = (await store.agents.all()).filter((agent) => isActive(agent) && agent.id !== config.vantage.id)
    for (const { id, title } of agents) vantageTitles[id] = title
    judging.expect([config.vantage.id, ...agents.map(({ id }) => id)])
  }

  const isMine = async () => {
    if (store.database === 'sqlite') return true
    try {
      return (await store.leases.acquire(LEASE, holder, LEASE_MS + intervalMs)) !== null
    } catch (error) {
      onStoreError(error)
      return true
    }
  }
  const crowd = createCrowdDesk({ shelf: store, clock, newKey: newSecret })
  const isCalm = () => judging.verdict()?.service.condition === 'operational'
  const alerting: OpenAlerting = openAlerting(config, {
    ...{ store, clock, logger, isMine, vantageTitles, verdict: judging.verdict, latest: judging.latest },
    notices: () => reading.notices(),
  })
  const onReading = alerting.hear
  const reading: ServiceReading = await openReading(config, {
    ...{ clock, network, version, store, logger, isMine, isCalm, onReading },
  })
  const run = async (round: Round) => {
    await meetAgents().catch(onStoreError)
    if (!(await isMine())) {
      arrivals.forget()
      await judging.follow()
      return past.follow(judging.verdict())
    }
    const observations = await probeRound(round, {
      targets: config.targets,
      paths,
      // The first answer must come soon; from then on a look that timed out is given its whole time once more.
      context: judging.verdict() === null || !hasTimeTwice ? context : { ...context, repeatTimeoutMs: timeoutMs },
      concurrency,
    })
    if (stopping.signal.aborted) return
    if (store.database === 'postgres') {
      const sinceAt = clock.now() - freshForMs(intervalMs)
      await arrivals.collect(store, { sinceAt, own: config.vantage.id }).catch(onStoreError)
    }
    await weigh(observations)
  }
  /** Judges what was looked at here together with what came in from elsewhere. */
  const weigh = async (observations: readonly Observation[]) => {
    const arrived = arrivals.drain()
    attention = attentionAfter(attention, [...observations, ...arrived], clock.now())
    const reports = await crowd.take().catch((error) => {
      onStoreError(error)
      return []
    })
    const { usualPosts, ...words } = reading.take()
    const usual = { posts: usualPosts, reports: crowd.usual() }
    const tick = { at: clock.now(), observations, ...words, reports, usual, impaired }
    impaired = null
    await judging.take(tick, arrived)
    const verdict = judging.verdict()
    await past.follow(verdict)
    if (verdict) onVerdict?.(verdict)
  }
  let cancelWeighing: (() => void) | null = null
  const onLooks = (looks: readonly Observation[]) => {
    arrivals.add(looks)
    cancelWeighing ??= clock.after(TOGETHER_MS, () => {
      cancelWeighing = null
      weighing = isMine()
        .then(async (mine) => {
          if (!mine || stopping.signal.aborted) return
          await meetAgents().catch(onStoreError)
          await weigh([])
        })
        .catch((error) => logger.error({ err: error }, 'judging failed by our own mistake'))
    })
  }
  let weighing = Promise.resolve()
  const { targets, probing } = config
  const agents = createAgentDesk({
    store,
    clock,
    onLooks,
    configuration: {
      targets,
      intervalMs,
      timeoutMs: probing.timeoutMs,
      concurrency,
      repeatFailed: probing.repeatFailed,
      contact: probing.contact,
    },
  })

  const published = {
    verdict: judging.verdict,
    latest: judging.latest,
    changes: past.changes,
    notices: reading.notices,
    sources: reading.health,
    crowd: crowd.picture,
  }
  const facts = {
    organisation: config.organisation,
    zone: config.zone,
    defaultLocale: config.locale,
    intervalMs,
    targets: config.targets,
    sources: config.reading.enabled ? config.sources : [],
    vantageTitles,
    helpDesk: config.helpDesk,
    loginDomains: config.loginDomains,
    publicUrl: config.alerts.policy.publicUrl,
    version,
  }
  const asking = openAsking(config, { clock, logger, store, published, facts })
  const http = createHttpApp({
    clock,
    logger,
    published,
    ...asking,
    store,
    deskPast: { rollups: store.observations.rollups, reports: store.reports.range },
    crowd,
    announce: reading.announce,
    adminToken: config.tokens.admin,
    ...alerting.faces,
    deskToken: config.tokens.desk,
    trustedProxies: config.listen.trustedProxies,
    agents,
    facts,
  })
  const listening = await listen(http, { ...config.listen, clock })
  if (listening.kind === 'failed') {
    await Promise.all([reading.stop(), asking.stop()])
    await store.close()
    return { http, listening, verdict: judging.verdict, stop: async () => {} }
  }
  const rounds = startRounds({
    clock,
    intervalMs: () => intervalOf(attention, clock.now(), intervalMs),
    run,
    onGap(gapMs) {
      impaired = 'slept'
      logger.warn({ gapMs: Math.round(gapMs) }, 'the machine slept or its clock jumped; looking afresh')
    },
    onError: (error) => logger.error({ err: error }, 'a round failed by our own mistake'),
    onOverlap: (at) => logger.debug({ at }, 'a round was left out: the one before it is still going'),
  })
  const pruning = startPruning({ store, clock, retention: config.retention, onError: onStoreError })

  return {
    http,
    listening,
    verdict: judging.verdict,
    async stop() {
      pruning.stop()
      stopping.abort(new Error('stopping'))
      await Promise.all([rounds.stop(), reading.stop()])
      await listening.close()
      await asking.stop()
      cancelWeighing?.()
      await weighing
      await alerting.stop()
      if (store.database === 'postgres') await store.leases.release(LEASE, holder).catch(onStoreError)
      await store.close()
    },
  }
}
