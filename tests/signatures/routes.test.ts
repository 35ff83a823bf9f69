import { describe, expect, test } from 'vitest'
import { type Expected, expectReading } from './rig/expected.ts'
import { seenInside } from './rig/own-network.ts'

/** Routes, cables and address families, in a network of its own: rows 6, 7, 12 and 23. */

const company = { culprit: 'company-network', viewer: 'company_network' } as const
const CASES: readonly (readonly [row: string, scene: string, told: string, expected: Expected])[] = [
  [
    'row 6: no network at all',
    'no-network',
    'ENETUNREACH',
    { ...company, because: ['no-gateway', 'everything-lost', 'no-route'] },
  ],
  [
    'row 6: the gateway is gone',
    'gateway-gone',
    'EHOSTUNREACH',
    { ...company, because: ['no-gateway', 'everything-lost'] },
  ],
  [
    'row 6: no way to LINE WORKS from this machine',
    'no-route-to-works',
    'EHOSTUNREACH',
    { ...company, because: ['no-route'] },
  ],
  [
    'row 12: large packets vanish',
    'large-packets-vanish',
    'login-tls | direct | 4 | tls | ETIMEDOUT',
    { ...company, because: ['large-packets-lost'] },
  ],
  [
    'row 7: nothing comes back from anywhere',
    'nothing-comes-back',
    'ETIMEDOUT',
    { ...company, because: ['everything-lost'] },
  ],
  [
    'row 7: nothing comes back from LINE WORKS alone',
    'works-swallowed',
    'ETIMEDOUT',
    { culprit: 'unknown', because: ['connect-silent'], viewer: 'unknown' },
  ],
  [
    'row 23: IPv6 and IPv4 are fine',
    'ipv6-fine',
    'control-google | direct | 6 | done',
    { culprit: 'none', service: 'operational' },
  ],
  [
    'row 23: IPv6 of LINE WORKS alone',
    'ipv6-of-works-refused',
    'api | direct | 6 | connect',
    { culprit: 'service', because: ['ipv6-service'], service: 'degraded' },
  ],
  [
    'row 23: IPv6 of everything',
    'ipv6-of-all-refused',
    'control-google | direct | 6 | connect',
    { ...company, because: ['ipv6-lost'] },
  ],
  ['row 23: no way out over IPv6', 'ipv6-without-route', 'ENETUNREACH', { ...company, because: ['ipv6-lost'] }],
]

/** Those that wait in vain run side by side, each in a network of its own; the others follow each other in one. */
const PATIENT = ['no-network', 'gateway-gone', 'nothing-comes-back', 'works-swallowed', 'large-packets-vanish']
const quick = CASES.map(([, scene]) => scene).filter((scene) => !PATIENT.includes(scene))
const together = seenInside(...quick)
const seen = async (scene: string) => (PATIENT.includes(scene) ? await seenInside(scene) : await together)[scene]!

describe.concurrent('routes', () => {
  test.each(CASES)('%s', { timeout: 60_000 }, async (_row, scene, told, expected) => {
    const reading = expectReading(await seen(scene), expected)
    expect(reading.told).toContain(told)
  })
})
