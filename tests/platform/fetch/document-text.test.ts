import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { documentTextOf } from '../../../src/platform/fetch/document-text.ts'

const JAPANESE = '【復旧済み】ログインに関する障害のお知らせ。ただいまサービスは正常にご利用いただけます。'
/** JIS X 0208 in seven bits, between the escapes that switch to it and back. */
function iso2022jp(text: string): Uint8Array {
  const out: number[] = []
  for (const run of text.match(/\p{ASCII}+|\P{ASCII}+/gu) ?? []) {
    const euc = [...iconv.encode(run, 'euc-jp')]
    out.push(...(euc[0]! < 0x80 ? euc : [0x1b, 0x24, 0x42, ...euc.map((byte) => byte & 0x7f), 0x1b, 0x28, 0x42]))
  }
  return Uint8Array.from(out)
}
const ENCODERS: Readonly<Record<string, (text: string) => Uint8Array>> = {
  shift_jis: (text) => iconv.encode(text, 'shift_jis'),
  'euc-jp': (text) => iconv.encode(text, 'euc-jp'),
  'iso-2022-jp': iso2022jp,
  'utf-8': (text) => Buffer.from(text),
}
const SAYINGS: readonly (readonly [string, (name: string) => [string, string]])[] = [
  ['the header says it', (name) => [`text/html; charset=${name}`, '']],
  ['a meta says it', (name) => ['text/html', `<meta charset="${name}">`]],
  [
    'an old meta says it',
    (name) => ['text/html', `<META HTTP-EQUIV="Content-Type" CONTENT="text/html; CHARSET=${name}">`],
  ],
  ['the XML declaration says it', (name) => ['application/xml', `<?xml version="1.0" encoding="${name}"?>`]],
  ['nobody says it', () => ['text/html', '']],
  ['the header is wrong', (name) => [`text/html; charset=${name === 'utf-8' ? 'shift_jis' : 'utf-8'}`, '']],
  ['the meta is wrong', (name) => ['text/html', `<meta charset="${name === 'euc-jp' ? 'shift_jis' : 'euc-jp'}">`]],
  ['the name is unknown', () => ['text/html; charset=x-none-of-them', '']],
]
const CASES = Object.keys(ENCODERS).flatMap((name) => SAYINGS.map(([how, say]) => [name, how, say] as const))

test.each(CASES)('%s is read, %s', (name, _how, say) => {
  const [contentType, head] = say(name)
  const bytes = ENCODERS[name]!(`${head}<p>${JAPANESE}</p>`)
  expect(documentTextOf(bytes, contentType)).toEqual({
    text: `${head}<p>${JAPANESE}</p>`,
    charset: name,
    garbled: false,
  })
})

test('a byte order mark decides, and is not part of the text', () => {
  expect(documentTextOf(Buffer.from(`\ufeff${JAPANESE}`), 'text/html; charset=shift_jis').text).toBe(JAPANESE)
  expect(documentTextOf(Buffer.from(`\ufeff${JAPANESE}`, 'utf16le'), undefined).text).toBe(JAPANESE)
})

test('bytes of a picture are no text', () => {
  const bytes = Uint8Array.from({ length: 4_000 }, (_, i) => (i * 7_919) % 256)
  expect(documentTextOf(bytes, 'text/html').garbled).toBe(true)
})

test('any bytes under any name give an answer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.string({ maxLength: 40 }), (bytes, type) => {
      expect(typeof documentTextOf(bytes, type).text).toBe('string')
    }),
  )
})

test('any text in UTF-8 comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      fc.pre(!text.startsWith('\ufeff') && !text.includes('\u001b'))
      expect(documentTextOf(Buffer.from(text), 'text/plain; charset=utf-8').text).toBe(text.toWellFormed())
    }),
  )
})
