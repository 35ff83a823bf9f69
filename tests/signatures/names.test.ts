import { describe, expect, test } from 'vitest'
import { type Expected, expectReading } from './rig/expected.ts'
import { seenInside } from './rig/own-network.ts'
import { looksAt } from './rig/round.ts'

/** What the resolvers say, asked by the system's real resolver in a network of its own: rows 1 to 5. */

const company = { culprit: 'company-network', viewer: 'company_network' } as const
const CASES: readonly (readonly [row: string, scene: string, expected: Expected])[] = [
  ['a good day', 'names-fine', { culprit: 'none', service: 'operational', viewer: 'operational' }],
  [
    'row 1: no such name, says the company alone',
    'company-nxdomain',
    { ...company, because: ['company-resolver-differs'] },
  ],
  [
    'row 1: filtered, says the company alone',
    'company-filtered',
    { ...company, because: ['company-resolver-differs'] },
  ],
  ['row 2: no such name, say both', 'both-nxdomain', { culprit: 'service', because: ['name-gone'], service: 'outage' }],
  ['row 3: SERVFAIL of both', 'both-servfail', { culprit: 'service', because: ['name-gone'], service: 'outage' }],
  ['row 3: SERVFAIL of the company alone', 'company-servfail', { ...company, because: ['company-resolver-differs'] }],
  ['row 3: REFUSED by the company alone', 'company-refused', { ...company, because: ['company-resolver-differs'] }],
  ['row 4: no resolver answers', 'all-silent', { ...company, because: ['everything-lost'] }],
  [
    'row 4: the company’s resolver does not answer',
    'company-silent',
    { ...company, because: ['company-resolver-differs'] },
  ],
  ['row 4: public resolvers alone do not answer', 'public-silent', { culprit: 'none', service: 'operational' }],
  [
    'row 5: a private address, with a block page',
    'private-address-with-block-page',
    { culprit: 'proxy', viewer: 'company_network' },
  ],
  [
    'row 5: a private address, with nobody there',
    'private-address-with-nobody',
    { culprit: 'proxy', viewer: 'company_network' },
  ],
  ['row 5: an address of this machine', 'sinkhole-on-this-machine', { culprit: 'proxy', viewer: 'company_network' }],
  [
    'row 5: another public address, and TLS fails',
    'diverted-to-another-public-address',
    { culprit: 'proxy', viewer: 'company_network' },
  ],
]

/** Those that wait in vain run side by side, each in a network of its own; the others follow each other in one. */
const PATIENT = ['all-silent', 'company-silent', 'public-silent']
const quick = CASES.map(([, scene]) => scene).filter((scene) => !PATIENT.includes(scene))
const together = seenInside(...quick)
const seen = async (scene: string) => (PATIENT.includes(scene) ? await seenInside(scene) : await together)[scene]!

describe.concurrent('names', () => {
  test.each(CASES)('%s', { timeout: 60_000 }, async (_row, scene, expected) => {
    const looks = await seen(scene)
    expectReading(looks, expected)
    if (scene.startsWith('private-address')) {
      expect(looksAt(looks, 'login-dns')[0]).toMatchObject({ phase: 'content', error: 'BODY_MISMATCH' })
    }
  })
})
