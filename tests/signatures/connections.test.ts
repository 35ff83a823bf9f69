import { describe, expect, test } from 'vitest'
import type { Observation } from '../../src/core/observation.ts'
import { openBlackHole } from '../support/black-hole.ts'
import { expectReading } from './rig/expected.ts'
import { openOffice } from './rig/office.ts'
import { looksAt } from './rig/round.ts'
import { each, late, SITE_NAMES, WORKS, type WorldOptions } from './rig/world.ts'

/** How connections end: rows 7, 8, 12 and 25. */

const seen = async (options: WorldOptions, timeoutMs?: number) => {
  await using office = await openOffice(options)
  return await office.look(timeoutMs ? { timeoutMs } : {})
}
/** As if the sites that answer stood so many milliseconds off. */
const away =
  (connect: number) =>
  (look: Observation): Observation =>
    look.outcome === 'passed' && look.timings.connect !== null
      ? { ...look, timings: { ...look.timings, connect } }
      : look
const isWire = ({ kind }: { readonly kind: string }) => kind !== 'dns'

describe.concurrent('row 7: connections that nobody answers', () => {
  test('of LINE WORKS alone: not settled from one place', async () => {
    await using hole = await openBlackHole()
    await using office = await openOffice()
    const targets = office.targets.map((target) =>
      target.role === 'service' && isWire(target)
        ? { ...target, kind: 'tcp', options: { host: '127.0.0.1', port: hole.port } }
        : target,
    )
    const looks = await office.look({ targets, timeoutMs: 2_500 })
    expect(looksAt(looks, 'login-page')[0]).toMatchObject({ phase: 'connect', error: 'ETIMEDOUT' })
    expectReading(looks, { culprit: 'unknown', because: ['connect-silent'], viewer: 'unknown' })
  })
  test('of everything: the company’s network or its line', async () => {
    await using hole = await openBlackHole()
    await using office = await openOffice()
    const targets = office.targets.map((target) =>
      isWire(target) ? { ...target, kind: 'tcp', options: { host: '127.0.0.1', port: hole.port } } : target,
    )
    const looks = await office.look({ targets, timeoutMs: 2_500 })
    expectReading(looks, { culprit: 'company-network', because: ['everything-lost'], viewer: 'company_network' })
  })
})

describe('row 8: connections that are cut', () => {
  test('sooner than anybody outside can answer: a firewall in the house', { retry: 3 }, async () => {
    const looks = await seen({ connections: each(WORKS, 'refused') })
    expectReading(looks.map(away(12)), { culprit: 'proxy', because: ['refused-near'], viewer: 'company_network' })
  })
  test('as soon as everybody else answers, beside a data centre: no firewall is accused', async () => {
    const looks = await seen({ connections: each(WORKS, 'refused') })
    const reading = expectReading(looks.map(away(0.04)), { because: ['refused-far'] })
    expect(reading.culprit).not.toBe('proxy')
  })
  test('after the time of a round trip, LINE WORKS alone', async () => {
    expectReading(await seen({ connections: each(WORKS, 'hung-up') }), {
      culprit: 'service',
      because: ['refused-far', 'controls-fine'],
      service: 'outage',
    })
  })
  test('after the time of a round trip, everywhere', async () => {
    expectReading(await seen({ connections: each(SITE_NAMES, 'hung-up') }), {
      culprit: 'company-network',
      viewer: 'company_network',
    })
  })
})

describe.concurrent('row 12: connected, and then silence in the handshake', () => {
  test('of LINE WORKS alone: its edge', async () => {
    const looks = await seen({ connections: each(WORKS, 'silent') }, 2_500)
    expect(looksAt(looks, 'login-tls')[0]).toMatchObject({ phase: 'tls', error: 'ETIMEDOUT' })
    const reading = expectReading(looks, { culprit: 'service', because: ['tls-silent', 'controls-fine'] })
    expect(reading.codes).not.toContain('large-packets-lost')
  })
  test('of every site that speaks TLS, while small answers come: large packets are lost', async () => {
    const looks = await seen({ connections: each([...WORKS, 'google'], 'silent') }, 2_500)
    expectReading(looks, { culprit: 'company-network', because: ['large-packets-lost'], viewer: 'company_network' })
  })
})

describe.concurrent('row 25: slow', () => {
  test('LINE WORKS alone', async () => {
    expectReading(await seen({ answers: each(WORKS, late(5_000)) }, 30_000), {
      culprit: 'service',
      because: ['slow-service'],
      service: 'degraded',
      viewer: 'degraded',
    })
  })
  test('everything', async () => {
    expectReading(await seen({ answers: each(SITE_NAMES, late(2_400)) }, 20_000), {
      culprit: 'company-network',
      because: ['slow-everywhere'],
      viewer: 'company_network',
    })
  })
})
