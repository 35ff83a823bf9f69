import fc from 'fast-check'
import { expect, test } from 'vitest'
import { preferredLocale } from '../../src/http/preferred-locale.ts'

test.each([
  { lang: 'en', header: 'ja', expected: 'en', why: '?lang= wins' },
  { lang: 'fr', header: 'en', expected: 'en', why: 'a language that is not spoken counts as not given' },
  { lang: null, header: 'en-US,en;q=0.9,ja;q=0.8', expected: 'en', why: 'the first of equal weight' },
  { lang: null, header: 'fr, en;q=0.3, ja;q=0.7', expected: 'ja', why: 'the heavier one' },
  { lang: null, header: 'EN-gb', expected: 'en', why: 'case does not matter' },
  { lang: null, header: 'en;q=0, ja;q=0.1', expected: 'ja', why: 'q=0 refuses' },
  { lang: null, header: 'fr,de', expected: 'ja', why: 'none of them: the default' },
  { lang: null, header: 'en;q=abc', expected: 'ja', why: 'a weight that is no number' },
  { lang: null, header: undefined, expected: 'ja', why: 'nothing said' },
])('$lang / $header → $expected: $why', ({ lang, header, expected }) => {
  expect(preferredLocale(lang, header, 'ja')).toBe(expected)
})

test('any header whatsoever gives a language', () => {
  fc.assert(
    fc.property(fc.option(fc.string()), fc.string({ maxLength: 5000 }), (lang, header) => {
      expect(['ja', 'en']).toContain(preferredLocale(lang, header, 'ja'))
    }),
  )
})
