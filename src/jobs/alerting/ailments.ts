import { type Agent, isActive } from '../../core/agent.ts'
import type { Ailment } from '../../core/alert/event.ts'
import type { CertificateFact } from '../../core/alert/facts.ts'
import type { Text } from '../../core/locale.ts'
import type { Observation } from '../../core/observation.ts'
import { healthText, type SourceHealth } from '../../sources/health.ts'
import type { Source } from '../../sources/source.ts'
import { type SourceWatch, UNWATCHED, watchAfter } from '../../sources/source-watch.ts'
import type { FailingChannel } from '../deliver/tally.ts'

/** How one thing of Dotchi's own is. `unknown`: it is taken to be as it was. */
export type Condition = { readonly topic: Ailment['topic']; readonly key: string } & (
  | { readonly state: 'well' | 'unknown' }
  | { readonly state: 'ill'; readonly ailment: Ailment }
)

/** What ails now: what is known to, and what did before and nobody knows better since. */
export function ailmentsOf(conditions: readonly Condition[], before: readonly Ailment[]): readonly Ailment[] {
  return conditions.flatMap((condition) => {
    if (condition.state === 'ill') return [condition.ailment]
    if (condition.state === 'well') return []
    return before.filter(({ topic, key }) => topic === condition.topic && key === condition.key)
  })
}

/** Remembers of every source whether it lastingly cannot be read. */
export interface SourceWatches {
  hear(health: SourceHealth, at: number): void
  conditions(): readonly Condition[]
}

/** Remembers how the reading of each source goes, until it has gone wrong for long enough to be told. */
export function createSourceWatches(sources: readonly Pick<Source, 'id' | 'title'>[]): SourceWatches {
  const watches = new Map<string, SourceWatch>()
  const latest = new Map<string, SourceHealth>()
  return {
    hear(health, at) {
      watches.set(health.source, watchAfter(watches.get(health.source) ?? UNWATCHED, health, at))
      latest.set(health.source, health)
    },
    conditions: () =>
      sources.map(({ id, title }): Condition => {
        const { lasting, sinceAt } = watches.get(id) ?? UNWATCHED
        const of = { topic: 'source', key: id } as const
        if (lasting === null || sinceAt === null) return { ...of, state: lasting === null ? 'unknown' : 'well' }
        const detail = healthText(latest.get(id)!)
        return { ...of, state: 'ill', ailment: { ...of, title, sinceAt, detail, expiresAt: null } }
      }),
  }
}

/** An agent that says nothing for so long is silent; it sends at least every interval. */
const SILENT_MS = 5 * 60_000
const SILENT_INTERVALS = 5

/** How the agents are. `heardSinceAt`: from when on this server could have heard them. */
export function agentConditions(
  agents: readonly Agent[],
  { at, heardSinceAt, intervalMs }: { readonly at: number; readonly heardSinceAt: number; readonly intervalMs: number },
): readonly Condition[] {
  const patienceMs = Math.max(SILENT_MS, SILENT_INTERVALS * intervalMs)
  return agents.filter(isActive).map((agent): Condition => {
    const of = { topic: 'agent', key: agent.id } as const
    const sinceAt = agent.lastSeenAt ?? agent.enrolledAt ?? agent.createdAt
    if (at - sinceAt <= patienceMs) return { ...of, state: 'well' }
    // It may have spoken to a server that was not there.
    if (at - heardSinceAt <= patienceMs) return { ...of, state: 'unknown' }
    return { ...of, state: 'ill', ailment: { ...of, title: agent.title, sinceAt, detail: null, expiresAt: null } }
  })
}

/** Why a channel does not deliver, in words; a reason that is not here is shown as it is. */
const FAILURE_WORDS: Readonly<Record<string, Text>> = {
  unreachable: { ja: '接続できません', en: 'it cannot be reached' },
  timeout: { ja: '応答がありません（タイムアウト）', en: 'it does not answer in time' },
  busy: { ja: '混雑中、または相手側の障害です', en: 'it is busy or in trouble itself' },
  'not-encrypted': { ja: '暗号化に対応していません', en: 'it offers no encryption' },
  'not-admitted': {
    ja: '認証に失敗しました（パスワードやトークンを確認してください）',
    en: 'it refuses the password or token',
  },
  'private-address': {
    ja: '許可されていない社内アドレスです',
    en: 'it leads to a private address that is not allowed',
  },
}

/** How the channels deliver. One that nothing was sent by since the start is not known. */
export function channelConditions(
  channels: readonly string[],
  failing: readonly FailingChannel[],
  tried: ReadonlySet<string>,
): readonly Condition[] {
  return channels.map((key): Condition => {
    const of = { topic: 'delivery', key } as const
    const trouble = failing.find(({ channel }) => channel === key)
    if (!trouble) return { ...of, state: tried.has(key) ? 'well' : 'unknown' }
    const detail =
      trouble.reason === null ? null : (FAILURE_WORDS[trouble.reason] ?? { ja: trouble.reason, en: trouble.reason })
    const title = { ja: key, en: key }
    return { ...of, state: 'ill', ailment: { ...of, title, sinceAt: trouble.sinceAt, detail, expiresAt: null } }
  })
}

/** The certificates seen on the way, for each target the one that ends first. Those of control sites are nobody's affair. */
export function certificatesOf(looks: readonly Observation[]): readonly CertificateFact[] {
  const first = new Map<string, CertificateFact>()
  for (const { target, role, outcome, tls, finalUrl } of looks) {
    if (role === 'control' || outcome !== 'passed' || tls?.validToAt == null) continue
    const known = first.get(target)
    if (known && known.expiresAt <= tls.validToAt) continue
    const host = (finalUrl === null ? null : URL.parse(finalUrl)?.host) ?? tls.subject ?? target
    first.set(target, { target, host, expiresAt: tls.validToAt })
  }
  return [...first.values()].sort((a, b) => (a.target < b.target ? -1 : 1))
}
