import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bodyHeadOf, cleanText } from '../../src/platform/clean-text.ts'

test.each([
  ['\u001b[31mred\u001b[0m \u001b]0;title\u0007text', 'red text'],
  ['two\r\nlines\tand\u0000 more', 'two lines and more'],
  ['right\u202eleft\u200f', 'right left'],
  ['  blanks   around  ', 'blanks around'],
  ['どっち？', 'どっち？'],
])('%j becomes %j', (text, expected) => {
  expect(cleanText(text, 100)).toBe(expected)
})

test.each([
  'https://auth.example.test/login?code=s3cr3t-value&lang=ja',
  'https://auth.example.test/cb?lang=ja&state=s3cr3t-value#x',
  'access_token=s3cr3t-value',
  '{"refresh_token": "s3cr3t-value"}',
  'Authorization: Bearer s3cr3t-value',
  'Set-Cookie: s3cr3t-value',
  'password: s3cr3t-value',
  '<input type="hidden" name="_csrf" value="s3cr3t-value-of-a-form">',
])('%j loses its secret', (text) => {
  expect(cleanText(text, 500)).not.toContain('s3cr3t')
})

test('what is no secret is kept: it is evidence', () => {
  const body = '{"code":"UNAUTHORIZED","description":"Authentication failed."}'
  expect(bodyHeadOf(body)).toBe(body)
  expect(cleanText('<label>Password: <input name="password"></label>', 500)).toContain('name="password"')
})

test('the head of a body is bounded, and nothing is nothing', () => {
  expect(bodyHeadOf('x'.repeat(100_000))).toHaveLength(512)
  expect(bodyHeadOf(' \u0000\n ')).toBeNull()
  expect(bodyHeadOf('')).toBeNull()
})

/** Any text, half of it from the characters that need care. */
const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x10_ffff }), fc.constantFrom(0x1b, 0x5b, 0x202e, 0x0a, 0x3d, 0x1f600)), {
    maxLength: 400,
  })
  .map((codes) =>
    codes
      .map((code) => String.fromCodePoint(code))
      .join('')
      .toWellFormed(),
  )

test('whatever comes in, one bounded printable line comes out', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 100 }), (text, max) => {
      const clean = cleanText(text, max)
      expect(clean.length).toBeLessThanOrEqual(max)
      expect(clean).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
      expect(clean.isWellFormed()).toBe(true)
    }),
  )
})

test('long adversarial text takes no time', () => {
  for (const text of [
    '?code='.repeat(20_000),
    '\u001b]'.repeat(50_000),
    'value="'.repeat(20_000),
    ' '.repeat(100_000),
  ]) {
    const startedAt = performance.now()
    cleanText(text, 512)
    expect(performance.now() - startedAt).toBeLessThan(500)
  }
})
