import { existsSync } from 'node:fs'
import type { Config } from '../../config.ts'
import { isActive } from '../../core/agent.ts'
import { isStale } from '../../core/judge.ts'
import type { Locale, Text } from '../../core/locale.ts'
import type { Notice } from '../../core/notice.ts'
import type { Verdict } from '../../core/verdict.ts'
import { type AskDesk, createAskDesk } from '../../http/ask/ask-desk.ts'
import type { HttpDeps } from '../../http/deps.ts'
import { systemClock } from '../../platform/clock.ts'
import { healthFrom, type SourceHealth } from '../../sources/health.ts'
import { openStore } from '../../store/open.ts'
import type { Store } from '../../store/store.ts'
import { checkOnce } from '../check.ts'
import type { Io } from '../command.ts'

/** What can be said without a running server: out of its database, and by a look of one's own where that is old. */
export interface OwnKnowledge {
  readonly ask: AskDesk
  readonly verdicts: HttpDeps['store']['verdicts']
  close(): Promise<void>
}

const NO_RECORD: HttpDeps['store']['verdicts'] = { transitions: async () => [], at: async () => null }

/** Gathers it. Null where it was stopped. Throws a `StoreProblem`. */
export async function openOwnKnowledge(config: Config, locale: Locale, io: Io): Promise<OwnKnowledge | null> {
  const clock = systemClock
  const store = isThere(config.database.url) ? await openStore({ url: config.database.url, clock }) : null
  try {
    const told = await toldBy(store)
    const isCurrent = told.verdict !== null && !isStale(told.verdict, clock.now())
    const own = isCurrent ? null : await checkOnce(config, locale, io, !io.isTerminal)
    if (!isCurrent && own === null) {
      await store?.close()
      return null
    }
    const verdict = own?.verdict ?? told.verdict
    const verdicts = store?.verdicts ?? NO_RECORD
    const ask = createAskDesk({
      clock,
      published: {
        verdict: () => verdict,
        latest: () => own?.observations ?? [],
        notices: () => told.notices,
        sources: () => told.health,
      },
      store: { verdicts },
      ...(store ? { incidents: { incidents: store.incidents } } : {}),
      facts: {
        zone: config.zone,
        defaultLocale: locale,
        vantageTitles: { [config.vantage.id]: config.vantage.title, ...told.titles },
        sources: config.sources,
        publicUrl: config.alerts.policy.publicUrl,
      },
    })
    return { ask, verdicts, close: async () => store?.close() }
  } catch (error) {
    await store?.close()
    throw error
  }
}

/** A question must not leave an empty database behind. */
const isThere = (url: string): boolean =>
  /^postgres(ql)?:/.test(url) || existsSync(url.replace(/^sqlite:(\/\/(?=\/))?/, ''))

interface Told {
  readonly verdict: Verdict | null
  readonly notices: readonly Notice[]
  readonly health: readonly SourceHealth[]
  readonly titles: Readonly<Record<string, Text>>
}

async function toldBy(store: Store | null): Promise<Told> {
  if (!store) return { verdict: null, notices: [], health: [], titles: {} }
  const agents = (await store.agents.all()).filter(isActive)
  return {
    verdict: await store.verdicts.latest(),
    notices: await store.notices.open(),
    health: (await store.sources.all()).map(healthFrom),
    titles: Object.fromEntries(agents.map(({ id, title }) => [id, title])),
  }
}
