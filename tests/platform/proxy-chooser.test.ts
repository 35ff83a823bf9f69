import { expect, test } from 'vitest'
import type { Problem } from '../../src/config/problem.ts'
import { proxySettings } from '../../src/config/proxy-settings.ts'
import { bypassOf } from '../../src/platform/net/proxy-bypass.ts'
import { createProxyChooser } from '../../src/platform/proxy-chooser.ts'

const service = new URL('https://auth.example.test/login')

/** As the configuration hands it on: host and port, or the problem that it tells. */
const chosen = (environment: Record<string, string>, url = service, proxy = 'environment', noProxy: string[] = []) => {
  const problems: Problem[] = []
  const chooser = createProxyChooser(proxySettings({ url: proxy, noProxy }, environment, problems))
  const address = chooser.proxyFor(url)
  return problems[0]?.path ?? (address && `${address.host}:${address.port}`)
}

test.each<[string, Record<string, string>, string, string | null]>([
  ['nothing set', {}, 'https://a.test/', null],
  ['HTTPS_PROXY', { HTTPS_PROXY: 'http://proxy.test:8080' }, 'https://a.test/', 'proxy.test:8080'],
  ['lower case', { https_proxy: 'http://proxy.test:8080' }, 'https://a.test/', 'proxy.test:8080'],
  ['lower case first', { https_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:2' }, 'https://a.test/', 'a:1'],
  ['without a scheme', { HTTPS_PROXY: 'proxy.test:3128' }, 'https://a.test/', 'proxy.test:3128'],
  ['without a port', { HTTPS_PROXY: 'http://proxy.test' }, 'https://a.test/', 'proxy.test:80'],
  ['IPv6', { HTTPS_PROXY: 'http://[2001:db8::1]:3128' }, 'https://a.test/', '2001:db8::1:3128'],
  ['HTTP_PROXY is not for https', { HTTP_PROXY: 'http://proxy.test:8080' }, 'https://a.test/', null],
  ['HTTP_PROXY', { HTTP_PROXY: 'http://proxy.test:8080' }, 'http://a.test/', 'proxy.test:8080'],
  ['ALL_PROXY', { ALL_PROXY: 'http://all.test:1' }, 'https://a.test/', 'all.test:1'],
  ['empty is none', { HTTPS_PROXY: '' }, 'https://a.test/', null],
  ['NO_PROXY', { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'x.test, a.test' }, 'https://a.test/', null],
  ['no_proxy', { HTTPS_PROXY: 'http://p:1', no_proxy: 'a.test' }, 'https://a.test/', null],
  ['our own loopback', { HTTPS_PROXY: 'http://p:1' }, 'https://127.0.0.1:8443/', null],
  ['our own loopback, IPv6', { HTTPS_PROXY: 'http://p:1' }, 'https://[::1]/', null],
  ['localhost', { HTTPS_PROXY: 'http://p:1' }, 'https://localhost/', null],
])('environment: %s', (_name, environment, url, expected) => {
  expect(chosen(environment, new URL(url))).toBe(expected)
})

test('the configuration goes before the environment, with its own exceptions', () => {
  const environment = { HTTPS_PROXY: 'http://env.test:1', NO_PROXY: '*' }
  expect(chosen(environment, service, 'http://mine.test:2')).toBe('mine.test:2')
  expect(chosen(environment, service, 'http://mine.test:2', ['.example.test'])).toBeNull()
  expect(chosen(environment, new URL('https://127.0.0.1/'), 'http://mine.test:2')).toBe('mine.test:2')
  expect(chosen(environment, service, 'none')).toBeNull()
})

test('credentials become Basic, also with signs of their own', () => {
  const of = (proxy: string) =>
    createProxyChooser(proxySettings({ url: proxy, noProxy: [] }, {}, [])).proxyFor(service)?.authorization
  const decoded = (proxy: string) => Buffer.from(of(proxy)!.slice('Basic '.length), 'base64').toString('utf8')
  expect(of('http://proxy.test:1')).toBeNull()
  expect(decoded('http://user:p%40ss%3Aw%E3%81%82@proxy.test:1')).toBe('user:p@ss:wあ')
  expect(decoded('http://user@proxy.test:1')).toBe('user:')
  expect(decoded('http://user:100%@proxy.test:1')).toBe('user:100%')
})

test.each([
  'socks5://user:canary@proxy.test:1',
  'https://proxy.test',
  'http://user:can/ary@proxy.test:1',
  'http://proxy.test:99999',
  'http://',
  'user:canary@',
  'http://proxy.test/path',
])('%s cannot be used, and its password is not told', (text) => {
  const problems: Problem[] = []
  proxySettings({ url: 'environment', noProxy: [] }, { HTTPS_PROXY: text }, problems)
  expect(problems.map(({ path }) => path)).toEqual(['HTTPS_PROXY'])
  expect(JSON.stringify(problems)).not.toContain('canary')
})

test.each<[string, string, boolean]>([
  ['', 'https://a.test/', false],
  ['*', 'https://a.test/', true],
  ['a.test', 'https://a.test/', true],
  ['a.test', 'https://b.a.test/', true],
  ['.a.test', 'https://b.a.test/', true],
  ['*.a.test', 'https://b.a.test/', true],
  ['a.test', 'https://ba.test/', false],
  ['A.Test', 'https://a.test/', true],
  ['a.test.', 'https://a.test./', true],
  ['a.test:8443', 'https://a.test:8443/', true],
  ['a.test:8443', 'https://a.test/', false],
  ['a.test:443', 'https://a.test/', true],
  ['a.test:80', 'http://a.test/', true],
  ['x.test a.test', 'https://a.test/', true],
  ['10.0.0.0/8', 'https://10.1.2.3/', true],
  ['10.0.0.0/8', 'https://11.1.2.3/', false],
  ['10.0.0.0/8', 'https://a.test/', false],
  ['10.1.2.3', 'https://10.1.2.3/', true],
  ['10.0.0.0/8', 'https://[::ffff:10.1.2.3]/', true],
  ['2001:db8::/32', 'https://[2001:db8::1]/', true],
  ['2001:db8::1', 'https://[2001:db8::1]/', true],
  ['[2001:db8::1]:8443', 'https://[2001:db8::1]:8443/', true],
  ['[2001:db8::1]:8443', 'https://[2001:db8::1]/', false],
  ['10.0.0.0/99, .', 'https://10.1.2.3/', false],
])('NO_PROXY=%s and %s: %s', (list, url, expected) => {
  expect(bypassOf(list)(new URL(url))).toBe(expected)
})
