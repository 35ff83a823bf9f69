import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LOGIN_ID_FAULTS, type LoginIdFault, readLoginId } from '../../../src/core/check/login-id.ts'
import { editDistance, nearestDomain } from '../../../src/core/check/nearest-domain.ts'

const DOMAINS = ['minato-trading', 'minato.example']

test.each<[string, readonly LoginIdFault[], string | null]>([
  ['yamada@minato-trading', [], null],
  ['yamada.taro_2@minato.example', [], null],
  ['yamada＠minato-trading', ['full-width'], 'yamada@minato-trading'],
  ['ｙａｍａｄａ@minato-trading', ['full-width'], 'yamada@minato-trading'],
  ['yamada@minatoートrading', ['full-width', 'japanese', 'domain-misspelt'], null],
  ['yamada@minatoーtrading', ['full-width'], 'yamada@minato-trading'],
  [' yamada@minato-trading', ['space'], 'yamada@minato-trading'],
  ['yamada@minato-trading　', ['space'], 'yamada@minato-trading'],
  ['yamada\u00a0@minato-trading', ['space'], 'yamada@minato-trading'],
  ['yamada@minato-trading\u200b', ['invisible'], 'yamada@minato-trading'],
  ['\ufeffyamada@minato-trading\r\n', ['invisible'], 'yamada@minato-trading'],
  ['yamada', ['no-at'], null],
  ['@minato-trading', ['no-name'], null],
  ['yamada@', ['no-domain'], null],
  ['yamada@@minato-trading', ['dots'], 'yamada@minato-trading'],
  ['yamada@minato-trading.', ['dots'], 'yamada@minato-trading'],
  ['yamada@x@minato-trading', ['two-ats'], null],
  ['やまだ@minato-trading', ['japanese'], null],
  ['yаmada@minato-trading', ['foreign'], null],
  ['yamada(sales)@minato-trading', ['symbol'], null],
  ['Yamada@Minato-Trading', ['upper-case'], 'yamada@minato-trading'],
  ['yamada@minato-tradlng', ['domain-misspelt'], 'yamada@minato-trading'],
  ['yamada@rninato-trading', ['domain-misspelt'], 'yamada@minato-trading'],
  ['yamada@minat0-trading', ['domain-misspelt'], 'yamada@minato-trading'],
  ['yamada@minato_trading', ['domain-misspelt'], 'yamada@minato-trading'],
  ['yamada@minato', ['domain-misspelt'], 'yamada@minato.example'],
  ['yamada@gmail.com', ['domain-unknown'], null],
  ['', [], null],
  ['　 ', [], null],
])('%j: %j', (typed, faults, suggestion) => {
  const reading = readLoginId(typed, DOMAINS)
  expect(reading.faults).toEqual(faults)
  expect(reading.suggestion).toBe(suggestion)
})

test('where the company has one domain, a missing one is filled in; where it has two, both are offered', () => {
  expect(readLoginId('yamada', ['minato-trading']).suggestion).toBe('yamada@minato-trading')
  expect(readLoginId('yamada', DOMAINS).domains).toEqual(DOMAINS)
})

test('without any domain in the configuration no domain is called wrong', () => {
  expect(readLoginId('yamada@anything.example', []).faults).toEqual([])
  expect(readLoginId('yamada', [])).toEqual({ faults: ['no-at'], suggestion: null, domains: [] })
})

const word = fc.stringMatching(/^[a-z][a-z0-9_-]{0,12}[a-z0-9]$/)
const id = fc.tuple(word, fc.constantFrom(...DOMAINS)).map(([name, domain]) => `${name}@${domain}`)

test('a right ID is found right', () => {
  fc.assert(
    fc.property(id, (typed) => {
      expect(readLoginId(typed, DOMAINS).faults).toEqual([])
    }),
  )
})

const slips: Readonly<Record<string, (typed: string, at: number) => string>> = {
  'full-width': (typed) => typed.replace('@', '＠'),
  space: (typed, at) => `${typed.slice(0, at)} ${typed.slice(at)}`,
  invisible: (typed, at) => `${typed.slice(0, at)}\u200b${typed.slice(at)}`,
  'upper-case': (typed) => typed.toUpperCase(),
}

test('each slip in a right ID is named, alone, and the right ID is found again', () => {
  fc.assert(
    fc.property(id, fc.constantFrom(...Object.keys(slips)), fc.nat(40), (right, slip, place) => {
      const reading = readLoginId(slips[slip]!(right, place % (right.length + 1)), DOMAINS)
      expect(reading).toEqual({ faults: [slip], suggestion: right, domains: [] })
    }),
  )
})

test('whatever is typed, it is read; a suggestion has no faults left', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.array(word, { maxLength: 3 }), (typed, domains) => {
      const { faults, suggestion } = readLoginId(typed, domains)
      expect(faults).toEqual(LOGIN_ID_FAULTS.filter((fault) => faults.includes(fault)))
      if (suggestion !== null) {
        expect(suggestion).not.toBe(typed)
        expect(readLoginId(suggestion, domains)).toEqual({ faults: [], suggestion: null, domains: [] })
      }
    }),
    { numRuns: 500 },
  )
})

test('the distance between words: nothing between equal ones, the same both ways, one for one slip', () => {
  expect(editDistance('minato', 'mianto')).toBe(1)
  expect(editDistance('minato', 'minat')).toBe(1)
  expect(editDistance('', 'abc')).toBe(3)
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, a)).toBe(0)
      expect(editDistance(a, b)).toBe(editDistance(b, a))
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
      expect(editDistance(a, b) === 0).toBe(a === b)
    }),
  )
})

test('of two domains that are equally near, none is guessed', () => {
  expect(nearestDomain('minata', ['minato', 'minate'])).toBeNull()
  expect(nearestDomain('completely-different', DOMAINS)).toBeNull()
})
