import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PROBE_KINDS } from '../../src/probes/index.ts'
import { parseTarget } from '../../src/probes/parse-target.ts'

const RAW = { id: 'login', kind: 'tcp', title: 'Login', options: { host: 'login.example', port: 443 } }
const problemsOf = (raw: unknown) => {
  const parsed = parseTarget(raw)
  return 'problems' in parsed ? parsed.problems : []
}

test('what is left out comes from the kind', () => {
  expect(parseTarget({ ...RAW, kind: 'control', options: { url: 'http://a.example/' } })).toEqual({
    target: {
      id: 'login',
      kind: 'control',
      role: 'control',
      component: null,
      title: { ja: 'Login', en: 'Login' },
      via: 'auto',
      family: 'any',
      confirmed: false,
      source: null,
      options: { url: 'http://a.example/', status: 204 },
    },
  })
  expect(parseTarget({ ...RAW, kind: 'api', options: { url: 'http://a.example/' } })).toMatchObject({
    target: { role: 'service', component: 'api' },
  })
})

test('what is said counts, and a component can be said to be none', () => {
  const raw = { ...RAW, role: 'gateway', component: null, title: { ja: '出口', en: 'Exit' }, via: 'both', family: 6 }
  expect(parseTarget(raw)).toMatchObject({
    target: { role: 'gateway', component: null, title: { ja: '出口', en: 'Exit' }, via: 'both', family: 6 },
  })
})

test('every problem is told at once, with its path', () => {
  const problems = problemsOf({
    id: 'Login Page',
    kind: 'http',
    role: 'boss',
    via: 'teleport',
    colour: 'red',
    options: { url: 'ftp://x', statuses: [200, 99], contains: 'x', method: 'POST', hosts: ['*', 'a.example'] },
  })
  for (const path of [
    'id:',
    'role:',
    'via:',
    'title:',
    'options.url:',
    'options.statuses[1]:',
    'options.contains:',
    'options.method:',
    'options.hosts[0]:',
  ]) {
    expect(problems.filter((problem) => problem.startsWith(path))).toHaveLength(1)
  }
  expect(problems.some((problem) => problem.includes('colour'))).toBe(true)
  expect(problems).toHaveLength(10)
})

test.each([
  ['no target at all', null],
  ['text', 'login'],
  ['an unknown kind', { ...RAW, kind: 'icmp' }],
  ['a kind that every object has', { ...RAW, kind: 'constructor' }],
  ['no kind', { ...RAW, kind: undefined }],
])('%s is refused', (_, raw) => expect(problemsOf(raw).length).toBeGreaterThan(0))

describe('ways that a kind cannot go', () => {
  const dns = { ...RAW, kind: 'dns', options: { name: 'a.example' } }
  test.each([
    ['by proxy', { via: 'proxy' }, 'via: dns cannot go through a proxy'],
    ['both', { via: 'both' }, 'via: dns cannot go through a proxy'],
    ['by family', { family: 4 }, 'family: dns cannot choose the address family'],
  ])('%s', (_, change, problem) => expect(problemsOf({ ...dns, ...change })).toEqual([problem]))
  test('auto is fine', () => expect(problemsOf({ ...dns, via: 'auto', family: 'any' })).toEqual([]))
})

test('markers need a body, so they need GET', () => {
  const options = { url: 'http://a.example/', method: 'HEAD', containsAny: ['x'] }
  expect(problemsOf({ ...RAW, kind: 'http', options })).toEqual([
    'options.method: must be GET where the body is looked at',
  ])
})

test('our own rules are said in both languages', () => {
  const parsed = parseTarget({ ...RAW, id: 'A', via: 'auto', options: { host: 'a b', port: 1 } })
  const issues = 'issues' in parsed ? parsed.issues : []
  expect(issues).toHaveLength(2)
  for (const issue of issues) {
    expect(issue).toMatchObject({ code: 'custom', params: { text: { ja: expect.any(String), en: issue.message } } })
  }
})

test('law: whatever stands in the file, the answer is a target or problems, and never a throw', () => {
  const kind = fc.oneof(fc.constantFrom(...PROBE_KINDS.map((probe) => probe.kind)), fc.anything())
  const raw = fc.oneof(
    fc.anything(),
    fc.record({ id: fc.anything(), kind, title: fc.anything(), options: fc.anything() }),
  )
  fc.assert(
    fc.property(raw, (value) => {
      const parsed = parseTarget(value)
      return 'target' in parsed || parsed.problems.length > 0
    }),
  )
})
