import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SERVICE_CONDITIONS } from '../../../src/core/condition.ts'
import { TOPICS } from '../../../src/core/triage/topic.ts'
import { triage } from '../../../src/core/triage/triage.ts'
import { CLIENTS, DEVICES, type TriageInput } from '../../../src/core/triage/triage-input.ts'
import { readTriageKnowledge } from '../../../src/knowledge/triage-knowledge.ts'

const knowledge = readTriageKnowledge()
const asked = (text: string, rest: Partial<TriageInput> = {}) =>
  triage({ text, device: null, client: null, service: 'operational', ...rest }, knowledge).topics
const firstOf = (text: string, rest: Partial<TriageInput> = {}) => asked(text, rest)[0]!

/** Pieces that questions, and the patterns that read them, begin with. */
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    'パスワード',
    '＠',
    'Ａｂ１',
    '「',
    '」',
    '。',
    '\n',
    'ー',
    ' ',
    '大文字',
    'ロック',
    'ｶﾞ',
    'wi',
    '障害',
    'x@',
    '\ud800',
    'ﷺ',
  ),
)
const input = fc.record({
  text: fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
  device: fc.constantFrom(null, ...DEVICES),
  client: fc.constantFrom(null, ...CLIENTS),
  service: fc.constantFrom(...SERVICE_CONDITIONS),
})

test('a cause that is named wins, whatever the service does', () => {
  for (const service of SERVICE_CONDITIONS) {
    expect(firstOf('Caps Lockがオンになっていて、パスワードが大文字で入ります', { service }).topic).toBe('caps-lock')
    expect(firstOf('The verification code never arrived, nothing in spam', { service }).topic).toBe(
      'reset-code-not-arriving',
    )
  }
})

test('without a cause the state of the service decides', () => {
  expect(asked('ログインできません', { service: 'outage' }).map(({ topic }) => topic)).toEqual(['server-outage'])
  expect(firstOf('ログインできません', { service: 'maintenance' }).topic).toBe('server-maintenance')
  expect(firstOf('ログインできません', { service: 'degraded' }).topic).toBe('server-outage')
  expect(firstOf("it doesn't open for anyone here", { service: 'outage' }).topic).toBe('server-outage')
})

test('while the service fails, nobody is sent to reset a password', () => {
  const topics = asked('急に入れなくなりました。パスワードを変えたほうがいいですか', { service: 'outage' })
  expect(topics.map(({ topic }) => topic)).not.toContain('reset-password')
})

test('a server error speaks of the service only where it may have failed', () => {
  const text = 'サーバーエラーが発生しました、と出ます'
  expect(asked(text).map(({ topic }) => topic)).not.toContain('server-outage')
  expect(asked(text, { service: 'unknown' }).map(({ topic }) => topic)).toEqual(
    expect.arrayContaining(['error-server', 'server-outage']),
  )
})

test('the words that decided are those of the text', () => {
  const text = '二段階認証のコードを入れても、正しくないと言われます'
  const { topic, because } = firstOf(text)
  expect(topic).toBe('two-step-verification')
  expect(because.length).toBeGreaterThan(0)
  for (const words of because) expect(text).toContain(words)
})

test('any text gets an answer: ranked, each topic once, allowed by the state, and the same again', () => {
  fc.assert(
    fc.property(input, (question) => {
      const { topics } = triage(question, knowledge)
      expect(topics.length).toBeGreaterThan(0)
      expect(new Set(topics.map(({ topic }) => topic)).size).toBe(topics.length)
      for (const [i, { topic, score }] of topics.entries()) {
        expect(TOPICS).toContain(topic)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1 + 1e-9)
        if (i > 0) expect(score).toBeLessThanOrEqual(topics[i - 1]!.score)
      }
      const forbidden = { operational: ['server-outage', 'server-maintenance'], outage: ['server-maintenance'] }
      for (const topic of forbidden[question.service as keyof typeof forbidden] ?? [])
        expect(topics.map((ranked) => ranked.topic)).not.toContain(topic)
      expect(triage(question, knowledge)).toEqual({ topics })
    }),
    { numRuns: 300 },
  )
})

test('what stands before and after a question does not change it', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[ \n\t]{0,40}$/),
      fc.constantFrom('アプリが固まって動きません', 'caps lock is on'),
      (around, text) => {
        expect(firstOf(`${around}${text}${around}`).topic).toBe(firstOf(text).topic)
      },
    ),
    { numRuns: 50 },
  )
})

test('a hundred thousand hostile characters cost hardly more than a thousand', () => {
  const took = (text: string) => {
    const from = performance.now()
    asked(text)
    return performance.now() - from
  }
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), (pieces) => {
      const unit = pieces.join('') || 'x'
      const text = unit.repeat(Math.ceil(100_000 / unit.length))
      // The best of three: other work on the machine is not ours. The goal is 50 ms; the limit allows for a slow machine.
      expect(Math.min(took(text), took(text), took(text))).toBeLessThan(250)
    }),
    { numRuns: 60 },
  )
})
