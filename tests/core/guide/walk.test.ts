import fc from 'fast-check'
import { expect, test } from 'vitest'
import { VIEWER_CONDITIONS } from '../../../src/core/condition.ts'
import { MOST_QUESTIONS } from '../../../src/core/guide/guide.ts'
import type { Standing } from '../../../src/core/guide/standing.ts'
import { ANYWAY, type Answers, nextOf, type Walk } from '../../../src/core/guide/walk.ts'
import { TOPICS, type Topic } from '../../../src/core/triage/topic.ts'
import { readGuide } from '../../../src/knowledge/guide.ts'
import { parseTree } from '../../../src/knowledge/parse-tree.ts'

const { tree, articles } = readGuide()
const NOW = Date.UTC(2026, 3, 6)
const FINE: Standing = {
  condition: 'operational',
  service: 'operational',
  culprit: 'none',
  since: NOW - 60_000,
  loginWorks: true,
  endsAt: null,
  isEndApproximate: false,
  at: NOW,
}
const walk = (answers: Answers, change: Partial<Standing> = {}) => nextOf(tree, answers, { ...FINE, ...change })
const topicsOf = (walked: Walk): readonly Topic[] => (walked.kind === 'leaf' ? walked.leaf.articles : [])

/** Every way through the tree, with the articles at its end. */
function everyWay(answers: Answers = []): { readonly answers: Answers; readonly topics: readonly Topic[] }[] {
  const walked = walk(answers)
  if (walked.kind === 'leaf') return [{ answers, topics: topicsOf(walked) }]
  return walked.question.answers.flatMap(({ id }) => everyWay([...answers, id]))
}

test('every way ends after four questions at most, at articles that there are', () => {
  const ways = everyWay()
  expect(ways.length).toBeGreaterThan(50)
  for (const { answers, topics } of ways) {
    expect(answers.length).toBeLessThanOrEqual(MOST_QUESTIONS)
    expect(topics.length).toBeGreaterThan(0)
    expect(topics.every((topic) => articles[topic])).toBe(true)
  }
})

test('every topic is reached by questions', () => {
  const reached = new Set(everyWay().flatMap(({ topics }) => topics))
  expect(TOPICS.filter((topic) => !reached.has(topic))).toEqual([])
})

const anyAnswers = fc.array(
  fc.oneof(
    fc.constantFrom(ANYWAY, ...[...tree.questions.values()].flatMap(({ answers }) => answers.map(({ id }) => id))),
    fc.string({ maxLength: 5 }),
  ),
  { maxLength: 8 },
)
const anyStanding = fc.record({
  condition: fc.constantFrom(...VIEWER_CONDITIONS),
  culprit: fc.constantFrom('service', 'proxy', 'company-network', 'unknown', 'none'),
  loginWorks: fc.constantFrom(true, false, null),
  endsAt: fc.constantFrom(null, NOW + 3_600_000),
})

test('whatever is given leads on: to a question with answers or to a leaf with articles, and what was understood leads there again', () => {
  fc.assert(
    fc.property(anyAnswers, anyStanding, (answers, standing) => {
      const walked = walk(answers, standing)
      expect(walked.standing.condition).toBe(standing.condition)
      if (walked.kind === 'question') {
        expect(walked.question.answers.length).toBeGreaterThan(1)
        expect(walked.number).toBeLessThanOrEqual(MOST_QUESTIONS)
      } else expect(walked.leaf.articles.length).toBeGreaterThan(0)
      expect(walk(walked.answers, standing)).toEqual(walked)
    }),
  )
})

test('in an outage nobody is asked anything: wait, and be told of the recovery', () => {
  for (const answers of [[], ['message', 'credentials'], ['nonsense']])
    expect(walk(answers, { condition: 'outage' })).toMatchObject({
      kind: 'leaf',
      answers: [],
      leaf: { kind: 'wait', articles: ['server-outage'], offersNotice: true },
    })
})

test('who insists is asked all the same', () => {
  expect(walk([ANYWAY], { condition: 'outage' })).toMatchObject({ kind: 'question', number: 1, answers: [ANYWAY] })
  expect(topicsOf(walk([ANYWAY, 'stopped', 'failures'], { condition: 'outage' }))[0]).toBe('account-locked')
})

test('maintenance tells until when; where it was not announced it says so by null', () => {
  const endsAt = NOW + 7_200_000
  expect(walk([], { condition: 'maintenance', endsAt })).toMatchObject({ leaf: { kind: 'wait-maintenance', endsAt } })
  expect(walk([], { condition: 'maintenance' })).toMatchObject({ leaf: { kind: 'wait-maintenance', endsAt: null } })
})

test('a fault of the company’s network goes to the IT desk, by what is at fault', () => {
  expect(walk([], { condition: 'company_network', culprit: 'proxy' })).toMatchObject({
    leaf: { kind: 'it-desk', articles: ['company-proxy', 'company-firewall'] },
  })
  expect(topicsOf(walk([], { condition: 'company_network', culprit: 'company-network' }))[0]).toBe('wifi-disconnected')
})

test('where only something else is down and logging in works, the login has a reason of its own', () => {
  expect(walk([], { condition: 'degraded', loginWorks: true }).kind).toBe('question')
  expect(walk([], { condition: 'degraded', loginWorks: false }).kind).toBe('leaf')
  expect(walk([], { condition: 'degraded', loginWorks: null }).kind).toBe('leaf')
})

test('nothing known is no reason not to ask', () => {
  expect(walk([], { condition: 'unknown', service: 'unknown' })).toMatchObject({ kind: 'question', number: 1 })
})

const text = { ja: 'あ', en: 'a' }
const two = (first: object) => ({ a: { ...text, ...first }, b: { ...text, articles: ['licence'] } })
const question = (first: object) => ({ ask: text, answers: two(first) })
test.each([
  ['a circle', { q: question({ next: 'q' }) }, /too many/],
  [
    'five questions',
    Object.fromEntries(
      'qrstu'.split('').map((id, i) => [id, question(i < 4 ? { next: 'qrstu'[i + 1] } : { articles: ['licence'] })]),
    ),
    /too many/,
  ],
  ['a question that there is not', { q: question({ next: 'nowhere' }) }, /nowhere/],
  [
    'a question that nothing leads to',
    { q: question({ articles: ['licence'] }), z: question({ articles: ['licence'] }) },
    /leads to z/,
  ],
  ['no choice', { q: { ask: text, answers: { a: { ...text, articles: ['licence'] } } } }, /no choice/],
  ['both ways at once', { q: question({ next: 'q', articles: ['licence'] }) }, /either/],
  ['no way at all', { q: question({}) }, /either/],
  ['no article', { q: question({ articles: [] }) }, /articles/],
  ['an article that there is not', { q: question({ articles: ['lost-cat'] }) }, /articles/],
  ['one language', { q: { ask: { ja: 'あ' }, answers: two({ articles: ['licence'] }) } }, /en/],
  [
    'a word of the walk',
    { q: { ask: text, answers: { ...two({ articles: ['licence'] }), anyway: { ...text, articles: ['licence'] } } } },
    /anyway|walk/,
  ],
])('a tree with %s is refused', (_, questions, message) => {
  expect(() => parseTree({ first: 'q', questions })).toThrow(message)
})
