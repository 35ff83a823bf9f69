import { describe, expect, test } from 'vitest'
import {
  endpointOf,
  host,
  hostName,
  hostPattern,
  isOnHost,
  resolverAddress,
  webUrl,
} from '../../src/probes/option-rules.ts'

const isOk = (schema: { safeParse(value: unknown): { success: boolean } }, value: string) =>
  schema.safeParse(value).success

describe('what is accepted', () => {
  test.each([
    ['url', webUrl, ['http://a.example', 'https://a.example:8443/x?y#z', 'http://[::1]:80/', 'https://日本.example/']],
    ['host', host, ['a', 'a.example', 'a_b.example', '192.0.2.1', '::1', '2001:db8::1']],
    ['name', hostName, ['a.example', 'a.example.', 'xn--wgv71a.example', '_dmarc.a.example']],
    ['pattern', hostPattern, ['a.example', '*.a.example', 'a.example:8443', '127.0.0.1:80', '[::1]:443', '[::1]']],
    ['resolver', resolverAddress, ['1.1.1.1', '::1', '1.1.1.1:5353', '[2001:db8::1]:53']],
  ])('%s', (_, schema, values) => expect(values.filter((value) => !isOk(schema, value))).toEqual([]))
})

describe('what is refused', () => {
  test.each([
    [
      'url',
      webUrl,
      ['', 'a.example', 'ftp://a.example', 'javascript:1', 'http://u:p@a.example/', 'http://', 'file:///x'],
    ],
    ['host', host, ['', 'a b', 'http://a', 'a:80', '-a.example', 'a..b', '999.1.1.1/8', 'x'.repeat(300)]],
    ['name', hostName, ['', '192.0.2.1', '::1', 'a b']],
    ['pattern', hostPattern, ['', '*', '*.', 'a.*.example', 'a:0', 'a:65536', '[::1', 'http://a', '*a.example']],
    ['resolver', resolverAddress, ['', 'dns.example', '1.1.1.1:0', '1.1.1:53', '::1:x', '[1.1.1.1']],
  ])('%s', (_, schema, values) => expect(values.filter((value) => isOk(schema, value))).toEqual([]))
})

describe('a URL lies on a host', () => {
  test.each([
    ['https://a.example/x', 'a.example', true],
    ['https://A.EXAMPLE/x', 'a.example', true],
    ['https://a.example/x', 'A.Example', true],
    ['http://a.example:80/', 'a.example', true],
    ['https://a.example:443/', 'a.example:443', true],
    ['https://a.example:8443/', 'a.example', false],
    ['https://a.example:8443/', 'a.example:8443', true],
    ['https://b.a.example/', 'a.example', false],
    ['https://b.a.example/', '*.a.example', true],
    ['https://c.b.a.example/', '*.a.example', true],
    ['https://a.example/', '*.a.example', false],
    ['https://evila.example/', '*.a.example', false],
    ['https://a.example.evil.invalid/', 'a.example', false],
    ['https://a.example@evil.invalid/', 'a.example', false],
    ['http://[::1]:8080/', '[::1]:8080', true],
    ['http://[::1]/', '[::1]:8080', false],
  ])('%s on %s: %s', (url, pattern, expected) => expect(isOnHost(new URL(url), [pattern])).toBe(expected))

  test('on none where there is no pattern', () => expect(isOnHost(new URL('http://a.example'), [])).toBe(false))
})

test.each([
  ['https://a.example/x', { host: 'a.example', port: 443 }],
  ['http://a.example/x', { host: 'a.example', port: 80 }],
  ['http://[2001:db8::1]:8080/x', { host: '2001:db8::1', port: 8080 }],
])('who is asked for %s', (url, endpoint) => expect(endpointOf(url)).toEqual(endpoint))
