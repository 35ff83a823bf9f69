import {
  type Agent,
  type AgentConfiguration,
  clockOffsetOf,
  isActive,
  looksByOurClock,
  type ReportedBatch,
  type ReportedRound,
  type RoundReceipt,
  withoutNoise,
} from '../core/agent.ts'
import { isInconclusive } from '../core/inconclusive.ts'
import type { Observation } from '../core/observation.ts'
import type { Clock } from '../platform/clock.ts'
import { hasHash, hashOf, newCode, newSecret } from '../platform/sign.ts'
import type { Store } from '../store/store.ts'

export interface AgentDeskOptions {
  readonly store: Pick<Store, 'agents' | 'enrolments' | 'observations'>
  readonly clock: Clock
  readonly configuration: AgentConfiguration
  /** Called with what was kept and never seen before. */
  readonly onLooks: (looks: readonly Observation[]) => void
}

/** Everything the server does with agents. Every function may throw a `StoreProblem`. */
export interface AgentDesk {
  whoHas(token: string): Promise<Agent | null>
  enrol(code: string): Promise<{ readonly agent: Agent; readonly token: string } | null>
  readonly configuration: AgentConfiguration
  receive(agent: Agent, batch: ReportedBatch): Promise<readonly RoundReceipt[]>
}

/** An agent keeps what it saw for a day; with its clock off, and some time to deliver, no round is older than this. */
const OLDEST_MS = 48 * 3_600_000
export const CODE_LIFE_MS = 3_600_000

const TOKEN = /^dotchi-agent_([a-z0-9-]{1,40})_[\w-]{43}$/
const tokenOf = (agent: string, secret: string) => `dotchi-agent_${agent}_${secret}`

/** Takes what the agents of other offices saw. */
export function createAgentDesk({ store, clock, configuration, onLooks }: AgentDeskOptions): AgentDesk {
  const targets = new Map(configuration.targets.map((target) => [target.id, target]))

  /** What a look is about is said by our configuration, not by whoever took it; what we do not look at is left out. */
  const known = (looks: readonly Observation[]) =>
    looks.flatMap((look) => {
      const target = targets.get(look.target)
      return target ? [{ ...look, role: target.role, kind: target.kind, component: target.component }] : []
    })

  const keep = async (agent: Agent, round: ReportedRound, facts: { offsetMs: number; receivedAt: number }) => {
    const { sequence } = round
    const offsetMs = round.clockOffsetMs === null ? facts.offsetMs : withoutNoise(round.clockOffsetMs)
    if (round.at + offsetMs < facts.receivedAt - OLDEST_MS)
      return { sequence, state: 'refused', reason: 'too-old' } as const
    const looks = looksByOurClock(
      { ...round, observations: known(round.observations) },
      { vantage: agent.id, offsetMs, receivedAt: facts.receivedAt },
    )
    const key = { vantage: agent.id, sequence }
    const { duplicate } = await store.observations.appendRound(looks, { key, inconclusive: isInconclusive(looks) })
    if (!duplicate) onLooks(looks)
    return { sequence, state: duplicate ? 'known' : 'kept' } as const
  }

  return {
    configuration,
    async whoHas(token) {
      const id = TOKEN.exec(token)?.[1]
      if (id === undefined) return null
      const found = await store.agents.credentials(id)
      return hasHash(token, found?.tokenHash ?? '') && found && isActive(found.agent) ? found.agent : null
    },
    async enrol(code) {
      const secret = newSecret()
      const tokenHashOf = (agent: string) => hashOf(tokenOf(agent, secret))
      const agent = await store.enrolments.redeem({ hash: hashOf(code), tokenHashOf, at: clock.now() })
      return agent && { agent, token: tokenOf(agent.id, secret) }
    },
    async receive(agent, batch) {
      const receivedAt = clock.now()
      const offsetMs = clockOffsetOf(batch.clockOffsetMs, batch.sentAt, receivedAt)
      const receipts: RoundReceipt[] = []
      for (const round of batch.rounds) receipts.push(await keep(agent, round, { offsetMs, receivedAt }))
      await store.agents.seen(agent.id, { at: receivedAt, clockOffsetMs: offsetMs, version: batch.version })
      return receipts
    },
  }
}

/** Gives a new agent its code, which is told once and kept as a hash; null where the name is in use. */
export async function addAgent(
  store: Pick<Store, 'transaction'>,
  agent: Pick<Agent, 'id' | 'title'>,
  now: number,
): Promise<{ readonly code: string; readonly expiresAt: number } | null> {
  return store.transaction(async ({ agents, enrolments }) => {
    const added = await agents.add({ ...agent, scope: 'observe', createdAt: now })
    if (!added) return null
    const code = newCode()
    const expiresAt = now + CODE_LIFE_MS
    await enrolments.issue({ hash: hashOf(code), agent: agent.id, expiresAt })
    return { code, expiresAt }
  })
}
