import { expect, test } from 'vitest'
import { createHttpApp } from '../../../src/http/app.ts'
import type { DeliveryDesk } from '../../../src/http/deliveries/delivery-handlers.ts'
import { deliveryListSchema } from '../../../src/http/deliveries/delivery-schema.ts'
import { itemOf } from '../../core/outbox/made-item.ts'
import { settlementOf } from '../../store/contract/outbox.ts'
import { openedStore } from '../../support/databases.ts'
import { createWorld } from '../deps.ts'
import { NOW, verdictOf } from '../verdicts.ts'

const ADMIN = 'an-administrator-of-this-dotchi'

async function openRig() {
  const world = createWorld({ verdict: verdictOf({ tokyo: 'operational' }) })
  const store = await openedStore({ url: 'sqlite::memory:', clock: world.clock })
  const { outbox } = store
  const state = { wakes: 0, isWorking: true }
  await outbox.put(
    ['told', 'dead', 'waits'].map((id) =>
      itemOf({ createdAt: NOW, ways: [{ channel: 'mail', to: id }] }, { id, thread: id }),
    ),
  )
  const query = { holder: 'a', at: NOW, untilAt: NOW + 60_000, isAffected: () => false, busy: [], roomOf: () => 9 }
  const [told, dead] = await outbox.take({ ...query, limit: 2 })
  await outbox.settle([settlementOf(told!, 'sent', NOW), settlementOf(dead!, 'rejected', NOW)])
  const counts = await outbox.counts()
  const deliveries: DeliveryDesk = {
    outbox,
    counts: () => counts,
    attempts: () => [{ channel: 'mail', result: 'sent', count: 1 }],
    failing: () => [{ channel: 'say "bot"' }],
    wake: () => void state.wakes++,
    isWorking: () => state.isWorking,
  }
  const { hono } = createHttpApp({ ...world.deps, adminToken: ADMIN, deliveries })
  const request = (path: string, method = 'GET', token = ADMIN) =>
    hono.request(path, { method, headers: { authorization: `Bearer ${token}` } })
  return { request, state }
}

test('an administrator sees what was told and what could not be, page by page; nobody else does', async () => {
  const { request } = await openRig()
  expect((await request('/api/v1/deliveries', 'GET', 'somebody')).status).toBe(401)
  const all = deliveryListSchema.parse(await (await request('/api/v1/deliveries')).json())
  expect(all.deliveries.map(({ message, state }) => [message, state])).toEqual([
    ['waits', 'pending'],
    ['dead', 'dead'],
    ['told', 'sent'],
  ])
  expect(all.deliveries[1]).toMatchObject({
    endedBy: 'refused',
    attempts: [{ channel: 'mail', result: 'rejected', at: '2026-04-06T09:00:00+09:00' }],
  })
  const first = deliveryListSchema.parse(await (await request('/api/v1/deliveries?limit=2')).json())
  const rest = await (await request(`/api/v1/deliveries?before=${first.next}`)).json()
  expect(deliveryListSchema.parse(rest)).toMatchObject({ deliveries: [{ message: 'told' }], next: null })
  expect((await request('/api/v1/deliveries?state=lost')).status).toBe(400)
})

test('a dead letter is tried afresh, once', async () => {
  const { request, state } = await openRig()
  const { deliveries } = deliveryListSchema.parse(await (await request('/api/v1/deliveries?state=dead')).json())
  const path = `/api/v1/deliveries/${deliveries[0]!.number}/retry`
  expect((await request(path, 'POST', 'somebody')).status).toBe(401)
  expect((await request(path, 'POST')).status).toBe(200)
  expect(state.wakes).toBe(1)
  expect((await request(path, 'POST')).status).toBe(404)
  for (const number of ['0', '-1', '1e3', 'x', '99999']) {
    expect((await request(`/api/v1/deliveries/${number}/retry`, 'POST')).status).toBe(404)
  }
})

test('the metrics count what waits and what is dead', async () => {
  const { request } = await openRig()
  const text = await (await request('/metrics')).text()
  expect(text).toContain('\ndotchi_outbox_pending 1\n')
  expect(text).toContain('\ndotchi_outbox_dead 1\n')
  expect(text).toContain('\ndotchi_delivery_attempts_total{channel="mail",result="sent"} 1\n')
  expect(text).toContain('\ndotchi_channel_failing{channel="say \\"bot\\""} 1\n')
})

test('whoever watches from elsewhere learns that nothing reaches people, and the verdict is fresh all the same', async () => {
  const { request, state } = await openRig()
  expect(await (await request('/readyz')).json()).toEqual({ status: 'ok', telling: 'ok' })
  state.isWorking = false
  const answer = await request('/readyz')
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok', telling: 'failing' }])
})
