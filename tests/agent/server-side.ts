import { gzipSync } from 'node:zlib'
import { onTestFinished } from 'vitest'
import type { ReportedRound } from '../../src/core/agent.ts'
import { type Observation, observationOf } from '../../src/core/observation.ts'
import { createHttpApp } from '../../src/http/app.ts'
import { addAgent, createAgentDesk } from '../../src/jobs/agent-desk.ts'
import { signatureOf } from '../../src/platform/sign.ts'
import { openStore } from '../../src/store/open.ts'
import { createWorld, TARGETS } from '../http/deps.ts'
import { NOW } from '../http/verdicts.ts'

export const TITLES = { osaka: { ja: '大阪支社', en: 'Osaka' }, kobe: { ja: '神戸', en: 'Kobe' } } as const

/** The server's side of it, on a fake clock that stands at `NOW`, with a real database and no agent yet. */
export async function serverSide() {
  const { clock, deps } = createWorld()
  const store = await openStore({ url: ':memory:', clock })
  onTestFinished(() => store.close())
  const looks: Observation[] = []
  const agents = createAgentDesk({
    store,
    clock,
    onLooks: (came) => looks.push(...came),
    configuration: {
      targets: TARGETS,
      intervalMs: 30_000,
      timeoutMs: 4_000,
      concurrency: 16,
      repeatFailed: true,
      contact: null,
    },
  })
  const { hono } = createHttpApp({ ...deps, store, agents })
  const post = (path: string, body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}) =>
    hono.request(`/api/v1/agents/${path}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : new Uint8Array(body),
      headers: { 'content-type': 'application/json', ...headers },
    })
  const codeFor = async (id: keyof typeof TITLES) => {
    const added = await addAgent(store, { id, title: TITLES[id] }, clock.now())
    if (!added) throw new Error(`${id} is there already`)
    return added.code
  }
  const enrol = (code: string) => post('enrol', JSON.stringify({ code, version: '1.0' }))
  const tokenFor = async (id: keyof typeof TITLES): Promise<string> => {
    const { token } = (await (await enrol(await codeFor(id))).json()) as { token: string }
    return token
  }
  const kept = async () => (await store.observations.range({ fromAt: 0, toAt: NOW + 1e9, limit: 10_000 })).observations
  return { clock, store, hono, post, codeFor, enrol, tokenFor, kept, looks }
}

/** One round of two looks, as an agent would tell it. */
export const roundAt = (at: number, sequence: string, vantage = 'osaka'): ReportedRound => ({
  sequence,
  at,
  clockOffsetMs: null,
  observations: [
    observationOf({
      target: 'login-page',
      role: 'service',
      kind: 'login-page',
      component: 'login',
      vantage,
      at: at + 10,
    }),
    observationOf({ target: 'control', role: 'control', kind: 'control', vantage, at: at + 20 }),
  ],
})

export const batchOf = (rounds: readonly unknown[], facts: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({ sentAt: NOW, clockOffsetMs: 0, version: '1.0', rounds, ...facts })

/** Body and headers of a delivery that is signed as it should be, unless told otherwise. */
export function signed(token: string, json: string, { zip = false, timestamp = NOW, signedBy = token } = {}) {
  const body = zip ? gzipSync(json) : Buffer.from(json)
  const headers = {
    authorization: `Bearer ${token}`,
    'dotchi-timestamp': String(timestamp),
    'dotchi-signature': signatureOf(signedBy, timestamp, body),
    ...(zip ? { 'content-encoding': 'gzip' } : {}),
  }
  return [body, headers] as const
}
