import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { textOf } from '../../../src/platform/net/charset.ts'

const words = 'ログインできません'
const jis = Buffer.concat([
  Buffer.from('\u001b$B', 'latin1'),
  // "ログイン" in JIS X 0208.
  Buffer.from([0x25, 0x6d, 0x25, 0x30, 0x25, 0x24, 0x25, 0x73]),
  Buffer.from('\u001b(B', 'latin1'),
])

test.each([
  ['UTF-8 by default', Buffer.from(words), undefined, words],
  ['Shift_JIS by header', iconv.encode(words, 'Shift_JIS'), 'text/html; charset=Shift_JIS', words],
  ['quoted', iconv.encode(words, 'EUC-JP'), 'text/html; charset="euc-jp"', words],
  ['ISO-2022-JP by header', jis, 'text/html; charset=iso-2022-jp', 'ログイン'],
  ['unknown label', Buffer.from(words), 'text/html; charset=klingon', words],
  ['byte order mark before header', Buffer.from(`\ufeff${words}`), 'text/html; charset=Shift_JIS', words],
  ['UTF-16 by its mark', Buffer.from(`\ufeff${words}`, 'utf16le'), undefined, words],
  ['nothing', Buffer.alloc(0), 'text/html; charset=Shift_JIS', ''],
])('%s', (_name, bytes, contentType, expected) => {
  expect(textOf(bytes, contentType)).toBe(expected)
})

test.each([
  ['<meta charset="Shift_JIS">', 'Shift_JIS'],
  ['<!doctype html><meta name="x"><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=EUC-JP">', 'EUC-JP'],
])('a page names its own characters: %s', (head, encoding) => {
  const page = `${head}<p>${words}</p>`
  expect(textOf(iconv.encode(page, encoding), 'text/html')).toBe(page)
})

test('a page that could be read so far is not UTF-16, whatever it says', () => {
  const page = `<meta charset="utf-16"><p>${words}</p>`
  expect(textOf(Buffer.from(page), 'text/html')).toBe(page)
})

test('bytes that mean nothing are shown as such', () => {
  expect(textOf(Uint8Array.from([0x61, 0xff, 0x62]), undefined)).toBe('a\ufffdb')
})
