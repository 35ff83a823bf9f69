import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BROWSERS, type Browser, browserOf, SYSTEMS, withHints } from '../../../src/core/check/browser-of.ts'
import { SUPPORTS, type SupportTable, supportOf } from '../../../src/core/check/support.ts'
import { browserText, isDoubtful, supportSentence } from '../../../src/core/check/support-words.ts'
import { readSupportTable } from '../../../src/knowledge/support-table.ts'

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const CASES: readonly [string, Browser['name'], number | null, Browser['system'], number | null][] = [
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/157.0.0.0 Safari/537.36`,
    'chrome',
    157,
    'windows',
    null,
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/157.0.0.0 Safari/537.36 Edg/157.0.0.0`,
    'edge',
    157,
    'windows',
    null,
  ],
  ['Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko', 'internet-explorer', 11, 'windows', 6.1],
  ['Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 5.1)', 'internet-explorer', 8, 'windows', 5.1],
  [
    `Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/64.0.3282.140 Safari/537.36 Edge/18.17763`,
    'edge-legacy',
    18,
    'windows',
    null,
  ],
  ['Mozilla/5.0 (Windows NT 10.0; rv:153.0) Gecko/20100101 Firefox/153.0', 'firefox', 153, 'windows', null],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/27.2 Safari/605.1.15',
    'safari',
    27.2,
    'macos',
    null,
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.2 Mobile/15E148 Safari/604.1',
    'safari',
    26.2,
    'ios',
    26,
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 15_8 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.6 Mobile/15E148 Safari/604.1',
    'safari',
    15.6,
    'ios',
    15,
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/157.0.1 Mobile/15E148 Safari/604.1',
    'chrome',
    157,
    'ios',
    18,
  ],
  [
    `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/157.0.0.0 Mobile Safari/537.36`,
    'chrome',
    157,
    'android',
    null,
  ],
  [
    `Mozilla/5.0 (Linux; Android 9; SH-04L) ${WEBKIT} SamsungBrowser/30.0 Chrome/140.0.0.0 Mobile Safari/537.36`,
    'samsung',
    30,
    'android',
    9,
  ],
  [
    `Mozilla/5.0 (Linux; Android 14; Pixel; wv) ${WEBKIT} Version/4.0 Chrome/157.0.0.0 Mobile Safari/537.36 Line/15.1.0/IAB`,
    'in-app',
    15,
    'android',
    14,
  ],
  [
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/157.0.0.0 Safari/537.36`,
    'chrome',
    157,
    'chromeos',
    null,
  ],
  [`Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} HeadlessChrome/140.0.0.0 Safari/537.36`, 'chrome', 140, 'linux', null],
  ['curl/8.5.0', 'other', null, 'other', null],
  ['', 'other', null, 'other', null],
]

test.each(CASES)('%s', (userAgent, name, version, system, systemVersion) => {
  expect(browserOf(userAgent)).toEqual({ name, version, system, systemVersion })
})

test('Windows 10 and 11 are told apart only by what the browser tells on request', () => {
  const browser = browserOf(CASES[0]![0])
  expect(withHints(browser, { platform: 'Windows', platformVersion: '15.0.0' }).systemVersion).toBe(11)
  expect(withHints(browser, { platform: 'Windows', platformVersion: '10.0.0' }).systemVersion).toBe(10)
  expect(withHints(browser, { platform: 'Windows', platformVersion: '' })).toEqual(browser)
})

const table = readSupportTable()

test.each<[number, string, string]>([
  [0, 'recommended', 'unknown'],
  [1, 'current', 'unknown'],
  [2, 'unsupported', 'too-old'],
  [4, 'unsupported', 'unknown'],
  [5, 'current', 'unknown'],
  [6, 'current', 'unknown'],
  [7, 'update', 'current'],
  [8, 'too-old', 'too-old'],
  [12, 'unsupported', 'current'],
  [14, 'too-old', 'unknown'],
  [15, 'unknown', 'unknown'],
])('case %i is %s, its system %s', (index, browser, system) => {
  expect(supportOf(browserOf(CASES[index]![0]), table)).toEqual({ browser, system })
})

test('the table is dated and names its sources; its steps are in order', () => {
  expect(table.asOf).toMatch(/^\d{4}-\d\d-\d\d$/)
  expect(table.sources.length).toBeGreaterThan(0)
  expect(Object.keys(table.browsers).sort()).toEqual(['chrome', 'edge', 'firefox', 'safari'])
  for (const row of Object.values(table.browsers)) expect(row.tooOldBelow).toBeLessThan(row.updateBelow)
})

test('a newer version is never worse', () => {
  const rank = (version: number, from: SupportTable) =>
    ['too-old', 'update', 'current', 'recommended'].indexOf(
      supportOf({ name: 'chrome', version, system: 'linux', systemVersion: null }, from).browser,
    )
  fc.assert(
    fc.property(fc.nat(300), fc.nat(100), (version, more) => {
      expect(rank(version + more, table)).toBeGreaterThanOrEqual(rank(version, table))
    }),
  )
})

test('whatever a header says, it is read, told in words, and never called fine when it is not known', () => {
  const part = fc.constantFrom(
    'Chrome/',
    'Firefox/',
    'Windows NT ',
    'Android ',
    'iPhone OS ',
    'Version/',
    'Safari/',
    '9',
    '_',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 6 })), { maxLength: 20 }), (parts) => {
      const browser = browserOf(parts.join(''))
      expect(BROWSERS).toContain(browser.name)
      expect(SYSTEMS).toContain(browser.system)
      const support = supportOf(browser, table)
      expect(SUPPORTS).toContain(support.browser)
      if (browser.version === null) expect(['unknown', 'unsupported']).toContain(support.browser)
      expect(browserText(browser).ja + supportSentence(support).en).not.toMatch(/undefined|NaN|null/)
      if (support.browser === 'unsupported') expect(isDoubtful(support)).toBe(true)
    }),
  )
})
