import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAddressGuard, isAllowEntry, isPublicAddress } from '../../../src/platform/fetch/address-guard.ts'

const PRIVATE = [
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.254', '127.0.0.1', '127.9.9.9'],
  ...['169.254.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.8', '192.0.2.1', '192.168.0.1'],
  ...['192.168.255.255', '198.18.0.1', '198.19.255.255', '198.51.100.7', '203.0.113.9', '224.0.0.1', '239.255.255.250'],
  ...['240.0.0.1', '255.255.255.255'],
  ...['::', '::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:7f00:1', '::ffff:a9fe:a9fe', '::127.0.0.1'],
  ...['64:ff9b::7f00:1', '64:ff9b::10.0.0.1', '2002:7f00:1::', '2002:a00:1::1', 'fc00::1', 'fd12:3456::1', 'fe80::1'],
  ...['fe80::1%eth0', 'fec0::1', 'ff02::1', '2001:db8::1', '100::1', '4000::1', '2001::1'],
  ...['', 'localhost', '127.1', '0x7f000001', '2130706433', '1.2.3', '::g'],
]
const PUBLIC = [
  ...['1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.1', '100.63.255.255', '100.128.0.1', '126.255.255.255'],
  ...['128.0.0.1', '172.15.255.255', '172.32.0.1', '192.167.255.255', '192.169.0.1', '223.255.255.255'],
  ...['2606:4700:4700::1111', '2400:cb00::1', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8', '2002:808:808::1'],
]

test('the table holds at least sixty cases', () => expect(PRIVATE.length + PUBLIC.length).toBeGreaterThanOrEqual(60))
test.each(PRIVATE)('%s is not of the public internet', (address) => expect(isPublicAddress(address)).toBe(false))
test.each(PUBLIC)('%s is', (address) => expect(isPublicAddress(address)).toBe(true))

test('an address inside IPv6 is as private as it is outside', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address))
      expect(isPublicAddress(`64:ff9b::${address}`)).toBe(isPublicAddress(address))
    }),
  )
})

describe('what can be said of a URL before its name is resolved', () => {
  const guard = createAddressGuard()
  test.each([
    ...['http://127.0.0.1/', 'http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://[::1]/'],
    ...['http://[::ffff:10.0.0.1]/', 'http://localhost/', 'http://LOCALHOST./', 'http://a.localhost/', 'http://nas/'],
    ...['http://printer.local/', 'http://db.internal/', 'http://x.corp/', 'ftp://example.com/', 'file:///etc/passwd'],
    ...['http://user:pw@example.com/', 'gopher://example.com/', 'data:text/html,x', 'http://①②⑦.0.0.1/'],
  ])('%s is refused', (url) => expect(guard.admitsUrl(new URL(url))).toBe(false))
  test.each(['https://line-works.com/', 'http://8.8.8.8/', 'https://[2606:4700::1]/', 'https://例え.jp/'])(
    '%s may be asked',
    (url) => expect(guard.admitsUrl(new URL(url))).toBe(true),
  )
})

test('the allow-list names hosts, addresses and networks, and nothing beyond them', () => {
  const guard = createAddressGuard(['intra.example.co.jp', '10.1.0.0/16', '127.0.0.1', '::1'])
  expect(guard.admits('192.168.3.4', 'INTRA.example.co.jp')).toBe(true)
  expect(guard.admits('192.168.3.4', 'other.example.co.jp')).toBe(false)
  expect(guard.admits('10.1.255.255', 'x.example')).toBe(true)
  expect(guard.admits('::ffff:10.1.2.3', 'x.example')).toBe(true)
  expect(guard.admits('10.2.0.0', 'x.example')).toBe(false)
  expect(guard.admitsUrl(new URL('http://127.0.0.1:8080/'))).toBe(true)
  expect(guard.admitsUrl(new URL('http://127.0.0.2:8080/'))).toBe(false)
  expect(guard.admitsUrl(new URL('http://[::1]:8080/'))).toBe(true)
  for (const entry of ['intra.example.co.jp', '10.1.0.0/16', 'fd00::/8', '::1', 'nas'])
    expect(isAllowEntry(entry)).toBe(true)
  for (const entry of ['', 'http://x/', '10.1.0.0/99', 'a b', '-x', '*.example.com'])
    expect(isAllowEntry(entry)).toBe(false)
})
