import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLexicon } from '../../../src/core/triage/lexicon.ts'
import { triage } from '../../../src/core/triage/triage.ts'
import { readTriageKnowledge } from '../../../src/knowledge/triage-knowledge.ts'

const lexicon = createLexicon(['locked', 'expired', 'invitation', 'update', 'code'])

test.each([
  ['two letters changed places', 'lokced', 'locked'],
  ['a letter is missing', 'invitaion', 'invitation'],
  ['a letter too many', 'expireed', 'expired'],
])('%s: %s means %s', (_, written, meant) => {
  expect(lexicon.meantBy(written)).toBe(meant)
})

test.each(['locked', 'looked', 'blocked', 'expert', 'cdoe', 'xpired', ''])('%s is left alone', (word) => {
  expect(lexicon.meantBy(word)).toBe(null)
})

test('what is meant is always a known word, and a known word means itself', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,24}$/), { maxLength: 8 }),
      fc.stringMatching(/^[a-z]{0,24}$/),
      (words, word) => {
        const some = createLexicon(words)
        const meant = some.meantBy(word)
        if (meant !== null) expect(words).toContain(meant)
        if (some.has(word)) expect(meant).toBe(null)
      },
    ),
  )
})

test('misspelt words still lead to their topic, and are shown as they were written', () => {
  const ask = (text: string) =>
    triage({ text, device: null, client: null, service: 'operational' }, readTriageKnowledge()).topics[0]!
  expect(ask('my account is lokced after too many atempts').topic).toBe('account-locked')
  const { topic, because } = ask('the invitaion link has expierd')
  expect(topic).toBe('registration-expired')
  expect(because.join(' ')).toMatch(/invitaion|expierd/)
})
