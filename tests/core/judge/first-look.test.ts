import { expect, test } from 'vitest'
import { emptyMemory, judge, type Tick } from '../../../src/core/judge.ts'
import { cutOff, type Failing, fine, isService, lookAt, proxyLogin, roundAt, T0 } from './looks.ts'

/** What a single round tells a monitor that just started, as its first verdict. */
function firstVerdict(how: Failing, impaired: Tick['impaired'] = 'started') {
  const observations = roundAt(T0, how)
  const memory = emptyMemory({ vantages: ['tokyo'], intervalMs: 30_000 })
  const { verdict } = judge(memory, { at: T0 + 10_000, observations, notices: [], posts: [], reports: [], impaired })
  return { here: verdict.viewers[0]!, service: verdict.service }
}

test.each([
  ['nothing outside answers', cutOff],
  ['the proxy asks for a login', proxyLogin],
])('%s: the company, at the first look', (_, how) => {
  const { here, service } = firstVerdict(how)
  expect(here.condition).toBe('company_network')
  expect(here.confidence).toBeGreaterThan(0.9)
  expect(service.condition).toBe('unknown')
})

test('one answer of LINE WORKS among the lost looks is reason enough to look again first', () => {
  const { here } = firstVerdict((look) => (look.target === 'talk' ? null : cutOff(look)))
  expect(here.condition).not.toBe('company_network')
})

test('LINE WORKS alone not answering is never called the company by one look', () => {
  const { here } = firstVerdict((look) => (isService(look) ? cutOff(look) : null))
  expect(here.condition).not.toBe('company_network')
})

test('a machine that just woke up may still be finding its network', () => {
  expect(firstVerdict(cutOff, 'slept').here.condition).toBe('unknown')
})

test('all is well at the first look', () => {
  expect(firstVerdict(fine).here.condition).toBe('operational')
})

test('a condition that is held against the newest looks is told with the confidence that it deserves', () => {
  let memory = emptyMemory({ vantages: ['tokyo'], intervalMs: 30_000 })
  let last = null
  for (let round = 0; round < 20; round++) {
    const observations = roundAt(T0 + round * 30_000, round === 19 ? cutOff : fine)
    const tick = { at: T0 + round * 30_000 + 10_000, observations, notices: [], posts: [], reports: [] }
    const answer = judge(memory, tick)
    memory = answer.memory
    last = answer.verdict.viewers[0]!
  }
  expect(last).toMatchObject({ condition: 'operational', raw: 'company_network' })
  expect(last!.confidence).toBeGreaterThan(0.05)
  expect(last!.confidence).toBeLessThan(0.6)
})

test.each([
  ['no such name', 'ENOTFOUND'],
  ['no answer', 'ETIMEDOUT'],
  ['refused', 'EREFUSED'],
] as const)('%s at every resolver, for every site: never an outage of LINE WORKS, however long', (_, error) => {
  let memory = emptyMemory({ vantages: ['tokyo'], intervalMs: 30_000 })
  for (let round = 0; round < 20; round++) {
    const at = T0 + round * 30_000
    const lost = { phase: 'resolve', error, tookMs: 9 } as const
    const asked = { kind: 'dns', resolver: 'public', at, ...lost } as const
    const observations = [
      ...roundAt(at, (look) => (look.role === 'gateway' ? null : lost)),
      lookAt('login-dns-public', { role: 'service', component: 'login', ...asked }),
      lookAt('control-dns-public', { role: 'control', ...asked }),
    ]
    const tick = { at: T0 + round * 30_000 + 10_000, observations, notices: [], posts: [], reports: [] }
    const { verdict, memory: next } = judge(memory, tick)
    memory = next
    expect(verdict.service.condition).toBe('unknown')
    expect(verdict.service.pDown).toBeLessThan(0.5)
    if (round > 2) expect(verdict.viewers[0]!.condition).toBe('company_network')
  }
})
