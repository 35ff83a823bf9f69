import type { Agent } from '../../core/agent.ts'
import type { Text } from '../../core/locale.ts'
import type { Clock } from '../../platform/clock.ts'
import { createRateLimit, type RateLimit } from '../../platform/rate-limit.ts'
import { isSignedBy, parseCode } from '../../platform/sign.ts'
import { type Answer, createAnswer } from '../answer.ts'
import { DATA_HEADERS, dataAnswer } from '../data-answer.ts'
import type { AgentDesk } from '../deps.ts'
import { bytesOf, parseBody } from '../json-body.ts'
import { tooMany } from '../refusals.ts'
import { type ColdAsk, isRefusal, type Refusal } from '../request.ts'
import type { AGENT_ROUTES } from './agent-routes.ts'
import { type BatchAnswer, batchSchema, type EnrolAnswer, enrolSchema } from './agent-schema.ts'

type AgentHandler = (ask: ColdAsk) => Promise<Answer | Refusal>
type AgentRouteId = (typeof AGENT_ROUTES)[number]['id']

/** A signature is good for so long before and after our own time: longer than any way, shorter than a coffee break. */
const REPLAY_MS = 5 * 60_000
/** What a body of a megabyte may unpack to. */
const MOST_UNPACKED = 16_000_000
const MINUTE = 60_000

/** Each agent asks for it with every batch. */
const configurationOf = (value: unknown): Answer =>
  createAnswer({
    type: 'application/json; charset=utf-8',
    body: `${JSON.stringify(value)}\n`,
    headers: { ...DATA_HEADERS, 'cache-control': 'private, no-cache' },
    tagged: true,
  })

const BAD_CODE: Text = {
  ja: 'コードが違うか、使用済みか、期限切れです。サーバーで新しいコードを発行してください',
  en: 'is wrong, was used already or has expired; have the server give out a new one',
}
const CLOCK: Text = {
  ja: '時刻がサーバーと5分以上ずれているか、送信から時間がたちすぎています',
  en: 'is more than five minutes away from the server’s clock',
}
const SIGNATURE: Text = { ja: '送られたデータと一致しません', en: 'does not belong to what was sent' }

/** The answer to everything for agents; where there is no desk for them, nobody is an agent and no code is good. */
export function createAgentHandlers({
  agents,
  clock,
}: {
  readonly agents?: AgentDesk
  readonly clock: Clock
}): Readonly<Record<AgentRouteId, AgentHandler>> {
  const codes = createRateLimit(clock, { burst: 10, perMs: MINUTE })
  const requests = createRateLimit(clock, { burst: 60, perMs: MINUTE })
  const configuration = configurationOf(agents?.configuration ?? {})

  const asAgent =
    (handle: (desk: AgentDesk, agent: Agent, ask: ColdAsk) => Promise<Answer | Refusal>): AgentHandler =>
    async (ask) => {
      // The access class let nobody through who is not an agent.
      if (!agents || !ask.agent) throw new Error('a route for agents without an agent')
      return limitedBy(requests, ask.agent.id) ?? handle(agents, ask.agent, ask)
    }

  return {
    agentEnrol: async (ask) => {
      const refused = limitedBy(codes, ask.address)
      if (refused) return refused
      const bytes = await bytesOf(ask)
      if (isRefusal(bytes)) return bytes
      const body = await parseBody(ask, bytes, enrolSchema, 10_000)
      if (isRefusal(body)) return body
      const code = parseCode(body.value.code)
      const enrolled = code === null ? null : ((await agents?.enrol(code)) ?? null)
      if (!enrolled)
        return {
          refused: 401,
          mistakes: [{ parameter: 'code', message: BAD_CODE }],
          headers: { 'www-authenticate': 'Bearer realm="dotchi"' },
        }
      const { id, title, scope } = enrolled.agent
      return dataAnswer<EnrolAnswer>({ agent: id, title, scope, token: enrolled.token })
    },

    agentConfiguration: asAgent(async () => configuration),

    agentObservations: asAgent(async (desk, agent, ask) => {
      const bytes = await bytesOf(ask)
      if (isRefusal(bytes)) return bytes
      // Before anything is unpacked: bytes that nobody signed are not worth it.
      const forged = forgeryOf(ask, bytes, clock.now())
      if (forged) return forged
      const body = await parseBody(ask, bytes, batchSchema, MOST_UNPACKED)
      if (isRefusal(body)) return body
      const rounds = await desk.receive(agent, body.value)
      return dataAnswer<BatchAnswer>({ rounds: [...rounds], configuration: configuration.etags?.[0] ?? '' })
    }),
  }
}

function limitedBy(limit: RateLimit, key: string): Refusal | null {
  const waitMs = limit.waitMsFor(key)
  return waitMs === 0 ? null : tooMany(waitMs)
}

/** The token signs the bytes as they came, together with the time at which they were sent. */
function forgeryOf(ask: ColdAsk, bytes: Uint8Array, now: number): Refusal | null {
  const token = /^Bearer +(\S+)$/i.exec(ask.header('authorization') ?? '')?.[1] ?? ''
  const timestamp = Number(ask.header('dotchi-timestamp') ?? Number.NaN)
  if (!(Math.abs(now - timestamp) <= REPLAY_MS))
    return { refused: 403, mistakes: [{ parameter: 'dotchi-timestamp', message: CLOCK }] }
  const signature = ask.header('dotchi-signature') ?? ''
  return isSignedBy(token, timestamp, bytes, signature)
    ? null
    : { refused: 403, mistakes: [{ parameter: 'dotchi-signature', message: SIGNATURE }] }
}
