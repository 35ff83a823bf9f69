import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkHostsOf } from '../../../src/core/check/check-hosts.ts'
import {
  type BrowserTry,
  COMPARISONS,
  type ComparisonKind,
  compareBrowser,
  officeShareOf,
  type Share,
  TRIES,
} from '../../../src/core/check/compare.ts'
import { comparisonSentence } from '../../../src/core/check/comparison-words.ts'
import { observationOf } from '../../../src/core/observation.ts'
import type { Target } from '../../../src/core/target.ts'

const tries = (service: string, controls = ''): readonly BrowserTry[] => {
  const of = (role: BrowserTry['role'], marks: string) =>
    [...marks].map((mark) => ({ role, outcome: mark === '+' ? ('reached' as const) : ('failed' as const) }))
  return [...of('service', service), ...of('control', controls)]
}

test.each<[string, string, Share, ComparisonKind]>([
  ['+++', '++', { good: 14, all: 14 }, 'both-fine'],
  ['---', '++', { good: 14, all: 14 }, 'only-you'],
  ['+--', '++', { good: 14, all: 14 }, 'only-you'],
  ['---', '++', { good: 13, all: 14 }, 'only-you'],
  ['---', '', { good: 14, all: 14 }, 'only-you'],
  ['---', '--', { good: 14, all: 14 }, 'you-offline'],
  ['---', '--', { good: 0, all: 0 }, 'you-offline'],
  ['---', '++', { good: 2, all: 14 }, 'both-failing'],
  ['+--', '++', { good: 13, all: 14 }, 'both-failing'],
  ['---', '--', { good: 2, all: 14 }, 'both-failing'],
  ['+++', '++', { good: 2, all: 14 }, 'only-office'],
  ['+++', '++', { good: 0, all: 0 }, 'no-office'],
  ['', '++', { good: 14, all: 14 }, 'not-tried'],
])('you %s, controls %s, offices %o: %s', (service, controls, office, kind) => {
  expect(compareBrowser(tries(service, controls), office).kind).toBe(kind)
})

test('it says in figures which of the two is different', () => {
  const { ja, en } = comparisonSentence(compareBrowser(tries('---', '++'), { good: 14, all: 14 }))
  expect(ja).toBe('監視プローブは14か所中14か所で成功。あなたの端末だけが失敗しています（3か所中3か所）。')
  expect(en).toBe('14 of 14 probes get through; only your device fails (at 3 of 3 places).')
})

const anyTries = fc.array(
  fc.record({ role: fc.constantFrom('service' as const, 'control' as const), outcome: fc.constantFrom(...TRIES) }),
  { maxLength: 8 },
)
const anyOffice = fc.tuple(fc.nat(30), fc.nat(30)).map(([good, bad]) => ({ good, all: good + bad }))

test('laws: only a failing browser is blamed, only against offices that get through; order does not matter', () => {
  fc.assert(
    fc.property(anyTries, anyOffice, (all, office) => {
      const compared = compareBrowser(all, office)
      expect(COMPARISONS).toContain(compared.kind)
      expect(compareBrowser(all.toReversed(), office)).toEqual(compared)
      const { kind, you } = compared
      if (kind === 'only-you') expect(you.good < you.all && office.good * 5 >= office.all * 4).toBe(true)
      if (kind === 'both-fine') expect(you.good === you.all && office.good === office.all).toBe(true)
      if (kind === 'both-failing') expect(you.good < you.all && office.good < office.all).toBe(true)
      if (kind === 'only-office') expect(office.good < office.all).toBe(true)
      if (office.all === 0) expect(['no-office', 'you-offline', 'not-tried']).toContain(kind)
      const { ja, en } = comparisonSentence(compared)
      expect(ja.length > 0 && en.length > 0 && !/undefined|NaN/.test(ja + en)).toBe(true)
    }),
  )
})

test('laws: one more host that is reached never makes it the browser’s fault', () => {
  const blamed: ReadonlySet<ComparisonKind> = new Set(['only-you', 'you-offline'])
  fc.assert(
    fc.property(anyTries, anyOffice, fc.constantFrom('service' as const, 'control' as const), (all, office, role) => {
      const before = compareBrowser(all, office)
      const after = compareBrowser([...all, { role, outcome: 'reached' }], office)
      if (before.kind !== 'not-tried' && !blamed.has(before.kind)) expect(blamed.has(after.kind)).toBe(false)
    }),
  )
})

const look = (vantage: string, role: 'service' | 'control', isGood: boolean, at = 1000) =>
  observationOf({ target: 't', role, kind: 'http', vantage, at }, isGood ? {} : { phase: 'connect' })

test('the looks of an office count while they are fresh, and not where its controls fail too', () => {
  const question = { site: null, now: 1000, freshForMs: 500 }
  const looks = [look('tokyo', 'service', true), look('tokyo', 'control', true), look('osaka', 'service', false)]
  expect(officeShareOf(looks, question)).toEqual({ good: 1, all: 2 })
  expect(officeShareOf(looks, { ...question, site: 'osaka' })).toEqual({ good: 0, all: 1 })
  expect(officeShareOf(looks, { ...question, now: 1501 })).toEqual({ good: 0, all: 0 })
  expect(officeShareOf([...looks, look('osaka', 'control', false)], question)).toEqual({ good: 1, all: 1 })
})

const target = (id: string, role: Target['role'], options: Target['options']): Target => ({
  id,
  kind: 'http',
  role,
  component: null,
  title: { ja: id, en: id },
  via: 'auto',
  family: 'any',
  confirmed: true,
  source: null,
  options,
})

test('the hosts come from the targets: each origin once, the service first, a few only, nothing but the web', () => {
  const hosts = checkHostsOf([
    target('c-plain', 'control', { url: 'http://plain.example/x' }),
    target('control', 'control', { url: 'https://control.example/204#x' }),
    target('login', 'service', { url: 'https://auth.example/login?a=b' }),
    target('openid', 'service', { url: 'https://auth.example/.well-known' }),
    target('dns', 'service', { name: 'auth.example' }),
    target('gateway', 'gateway', { url: 'http://192.0.2.1/' }),
    target('secret', 'service', { url: 'https://user:pass@inside.example/' }),
    target('odd', 'service', { url: 'ftp://odd.example/' }),
    ...Array.from({ length: 9 }, (_, i) => target(`s${i}`, 'service', { url: `https://s${i}.example/` })),
  ])
  expect(hosts.map(({ id }) => id)).toEqual(['login', 's0', 's1', 's2', 'control', 'c-plain'])
  expect(hosts.map(({ url }) => url)).toContain('https://control.example/204')
})
