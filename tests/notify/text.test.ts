import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOf, cutText, unitsOf } from '../../src/notify/cut-text.ts'
import { uuidOf } from '../../src/notify/letter-key.ts'
import { escapeHtml, escapeMarkdown, urlInMarkup } from '../../src/notify/markup.ts'
import { inertOf, lineOf, linesOf, linkOf } from '../../src/notify/tame-text.ts'
import { plainText, wordingOf } from '../../src/notify/wording.ts'
import { letterOf, OUTAGE } from './messages.ts'

/** Laws of the words, whatever the words. */

const odd = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '👨‍👩‍👧‍👦',
      '🇯🇵',
      'が',
      'é',
      '\u202e',
      '\u0000',
      '\n',
      '\r\n',
      '@',
      '://',
      'www.',
      '<',
      '[',
      '*',
      '\ud800',
      '　',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 60,
})
const graphemes = (text: string) => [...new Intl.Segmenter('ja').segment(text)].map(({ segment }) => segment)

test('what is cut fits, and ends between two characters', () => {
  fc.assert(
    fc.property(odd, fc.nat(80), fc.constantFrom(unitsOf, bytesOf), (text, most, sizeOf) => {
      const cut = cutText(text, most, sizeOf)
      expect(sizeOf(cut)).toBeLessThanOrEqual(most)
      if (cut === text || cut === '') return
      expect(cut.endsWith('…')).toBe(true)
      const kept = graphemes(text.slice(0, cut.length - 1))
      expect(graphemes(text).slice(0, kept.length)).toEqual(kept)
    }),
  )
})

test('a line is one line, well formed, without anything that does not print; twice is once', () => {
  fc.assert(
    fc.property(odd, (text) => {
      const line = lineOf(text)
      expect(line).not.toMatch(/\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
      expect(line.isWellFormed()).toBe(true)
      expect(line).toBe(line.trim())
      expect(lineOf(line)).toBe(line)
      for (const one of linesOf(text).split('\n')) expect(one).not.toMatch(/\p{Cc}/u)
    }),
  )
})

test('inert words make no link and call nobody; mail addresses stay', () => {
  fc.assert(
    fc.property(odd, (text) => {
      const inert = inertOf(text)
      expect(inert).not.toContain('://')
      expect(inert).not.toMatch(/(?<![A-Za-z0-9._%+-])@\S/)
      expect(inertOf(inert)).toBe(inert)
    }),
  )
  expect(inertOf('Write to it@example.co.jp, not to @channel')).toBe('Write to it@example.co.jp, not to ＠channel')
  expect(inertOf('see https://evil.example or www.evil.example')).toBe('see https：//evil.example or www．evil.example')
})

test('escaped words leave no markup', () => {
  fc.assert(
    fc.property(odd, (text) => {
      expect(escapeHtml(text).replace(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[&<>"']/)
      expect(escapeMarkdown(text).replace(/\\./gs, '')).not.toMatch(/[`*_~|<>#[\]()]/)
    }),
  )
})

test('a link is http or https, and nothing in it ends the markup around it', () => {
  for (const no of [
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://x.example',
    '//x',
    'https://u:p@x.example',
    '',
    'x'.repeat(9),
  ])
    expect(linkOf(no)).toBeNull()
  expect(linkOf(`https://x.example/${'a'.repeat(2_000)}`)).toBeNull()
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), odd, (url, tail) => {
      const link = linkOf(`${url}${tail}`)
      if (link === null) return
      expect(urlInMarkup(link)).not.toMatch(/[()|<>[\]`\\"'\s]/)
      expect(new URL(urlInMarkup(link)).origin).toBe(new URL(link).origin)
    }),
  )
})

test('a whole message fits into whatever there is; headline first, where to look last', () => {
  const whole = plainText(wordingOf(letterOf(OUTAGE, { locale: 'ja' })), { most: 10_000 })
  expect(whole).toContain('LINE WORKSからのお知らせ：https://line-works.com/notice/')
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 700 }),
      fc.constantFrom('ja', 'en'),
      fc.constantFrom(unitsOf, bytesOf),
      (most, locale, sizeOf) => {
        const wording = wordingOf(letterOf(OUTAGE, { locale }))
        const text = plainText(wording, { most, sizeOf, mark: '🔴' })
        expect(sizeOf(text)).toBeLessThanOrEqual(most)
        if (most < 120) return
        expect(text.startsWith('🔴 LINE WORKS')).toBe(true)
        expect(text).toContain('https://dotchi.example.co.jp/incidents/8f3a?lang=ja')
      },
    ),
  )
})

test('a name is the same for the same words only', () => {
  expect(uuidOf('a', 'b')).toBe(uuidOf('a', 'b'))
  expect(new Set([uuidOf('a', 'b'), uuidOf('b', 'a'), uuidOf('ab', ''), uuidOf('ab')]).size).toBe(4)
})
