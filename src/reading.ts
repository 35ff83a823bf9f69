import type { Config } from './config.ts'
import { classifyPost } from './core/posts/classify-post.ts'
import { createBudget } from './jobs/budget.ts'
import { openPostBaseline } from './jobs/post-baseline.ts'
import { type Reading, startReading } from './jobs/read-sources.ts'
import type { Clock } from './platform/clock.ts'
import { createAddressGuard } from './platform/fetch/address-guard.ts'
import { createFetcher } from './platform/fetch/create-fetcher.ts'
import type { Fetcher } from './platform/fetch/fetched.ts'
import type { Logger } from './platform/logger.ts'
import { createMailboxReader } from './platform/mailbox.ts'
import type { Network } from './platform/network.ts'
import { createProxyChooser } from './platform/proxy-chooser.ts'
import { createSnapshots } from './platform/snapshots.ts'
import { userAgentOf } from './probes/user-agent.ts'
import type { SourceHealth } from './sources/health.ts'
import { sourceKindOf } from './sources/index.ts'
import { createNoticeBoard } from './sources/notice-board.ts'
import { loadNoticeWords } from './sources/notice-words.ts'
import { readPostKnowledge } from './sources/post-knowledge.ts'
import { type Classify, createPostSieve } from './sources/post-sieve.ts'
import type { Store } from './store/store.ts'

export interface ReadingParts {
  readonly clock: Clock
  readonly network: Network
  readonly version: string
}

/** The one way in which this Dotchi fetches documents: for the service and for a single reading alike. */
export function createSourceFetcher(config: Config, { clock, network, version }: ReadingParts): Fetcher {
  const proxies = createProxyChooser(config.proxy)
  const own = new Set(config.reading.allowPrivate)
  const fetcher = createFetcher({
    clock,
    network,
    trust: { extraCa: config.trust.extraCa, expectedIssuers: [] },
    proxyFor: (url) => proxies.proxyFor(url),
    guard: createAddressGuard(config.reading.allowPrivate),
    userAgent: userAgentOf(version, config.probing.contact),
    pauseMsOf: (host) => (own.has(host) ? 0 : 1_000),
  })
  const readMailbox = createMailboxReader({ clock, trust: config.trust })
  return {
    fetch: (request) =>
      request.mailbox ? readMailbox(new URL(request.url), request.mailbox, request.signal) : fetcher.fetch(request),
  }
}

export interface ServiceParts extends ReadingParts {
  readonly store: Store
  readonly logger: Logger
  readonly isMine: () => Promise<boolean>
  /** Whether LINE WORKS is known to work: then what is posted is what is usually posted. */
  readonly isCalm: () => boolean
  /** After every reading by this process. */
  readonly onReading: (health: SourceHealth) => void
}

/** The reading of the service: with the posts comes how many of them a minute are usual now. */
export interface ServiceReading extends Reading {
  take(): ReturnType<Reading['take']> & { readonly usualPosts: number }
}

/** Starts the reading of all configured sources; null where the configuration wants none. */
export async function openReading(config: Config, parts: ServiceParts): Promise<ServiceReading> {
  const { clock, store, logger, isMine, isCalm, onReading } = parts
  const warn = (message: string) => (error: unknown) => logger.warn({ err: error }, message)
  const known = await store.notices.recent({ limit: 500 })
  const sources = config.reading.enabled ? config.sources : []
  const reading = await startReading({
    sources,
    fetcher: createSourceFetcher(config, parts),
    store,
    board: createNoticeBoard({ words: loadNoticeWords(), known, turn: () => clock.sleep(0) }),
    sieve: createPostSieve(classifierFor(config)),
    clock,
    isMine,
    snapshots:
      config.reading.snapshots === null ? null : createSnapshots(config.reading.snapshots, warn('no snapshot')),
    mayAsk: createBudget({ store, now: clock.now }),
    onHealth(health, before) {
      const facts = { source: health.source, state: health.state, reason: health.reason, before: before.state }
      if (health.state === 'readable') logger.info(facts, 'a source can be read')
      else logger.warn(facts, 'a source cannot be read as it should')
    },
    onReading,
    onError: warn('a reading was not finished; the next one tries again'),
  })
  const baseline = await openPostBaseline(store, warn('what is usually posted is not known yet'))
  const places = new Set(sources.filter(({ kind }) => sourceKindOf(kind)?.reads === 'posts').map(({ id }) => id))
  const isListening = () =>
    places.size > 0 && reading.health().every(({ source, state }) => !places.has(source) || state === 'readable')
  return {
    ...reading,
    take() {
      const taken = reading.take()
      const now = clock.now()
      const usualPosts = baseline.aMinute(now)
      const how = { isCalm: isCalm(), isListening: isListening() }
      baseline.observe(now, taken.posts, how).catch(warn('what is usually posted was not learned'))
      return { ...taken, usualPosts }
    },
  }
}

/** The knowledge about posts takes a moment to load: only where posts are read. */
function classifierFor({ sources }: Config): Classify {
  if (!sources.some(({ kind }) => sourceKindOf(kind)?.reads === 'posts')) return () => 'other'
  const knowledge = readPostKnowledge()
  return (post) => classifyPost(post, knowledge).label
}
