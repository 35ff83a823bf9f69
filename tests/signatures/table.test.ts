import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/**
 * The failure signatures, one row each: what is seen, whose fault it is, and where it is made real. Every situation is built on
 * loopback or in a network of its own, looked at with the real probes and the shipped targets, and then judged.
 *
 * | row | seen | culprit | in |
 * |---|---|---|---|
 * | 1 | no such name, says the company's resolver alone | company network | names |
 * | 2 | no such name, say both resolvers | LINE WORKS | names |
 * | 3 | SERVFAIL of both · of the company's alone | LINE WORKS · company network | names |
 * | 4 | no answer of any resolver · of the company's · of public ones alone | company network · company network · nobody | names |
 * | 5 | a private, a sinkhole's or another public address | proxy or filter | names |
 * | 6 | no route; the gateway is gone | company network | routes |
 * | 7 | connections unanswered: all · LINE WORKS alone | company network · unknown | connections, routes |
 * | 8 | connections cut: at once · after a round trip · by the proxy | filter · LINE WORKS · proxy | connections, proxies |
 * | 9 | an issuer nobody believes, mitmproxy among them | proxy or filter | certificates, proxies |
 * | 10 | out of date: several hosts · LINE WORKS alone | this machine's clock · LINE WORKS | certificates |
 * | 11 | for another name: a block page · a portal · LINE WORKS itself | filter · company network · LINE WORKS | certificates |
 * | 12 | silence in the handshake: all (a real MTU black hole) · LINE WORKS alone | company network · LINE WORKS | routes, connections |
 * | 13 | 407; CONNECT refused | proxy | proxies |
 * | 14 | an answer with the mark of a proxy or filter | proxy or filter | proxies |
 * | 15 | 502, 503, 504 of the proxy: LINE WORKS alone · everything | LINE WORKS · company network | proxies |
 * | 16 | 5xx under the genuine certificate | LINE WORKS | answers |
 * | 17 | 503: announced · not announced · past its end | maintenance · LINE WORKS · LINE WORKS | answers, over-time |
 * | 18 | 429 | nobody; we ask less | answers |
 * | 19 | 511, redirects, foreign pages, also of controls | company network (sign-in page) | answers |
 * | 20 | 200 with another body from the right host | unknown, never an outage | answers, over-time |
 * | 21 | the token is refused · with a clock that is off | account · this machine's clock | answers |
 * | 22 | only the login backend fails | LINE WORKS | answers, over-time |
 * | 23 | only IPv6 fails: LINE WORKS · everything | LINE WORKS, in part · company network | routes |
 * | 24 | every server's clock differs from ours | this machine's clock | certificates |
 * | 25 | slow: LINE WORKS alone · everything | LINE WORKS, in part · company network | connections, over-time |
 * | 26 | the monitor itself was held up, slept or stopped | unknown | over-time |
 * | 27 | every attempt given up after a quarter of a second | nobody: the monitor's own mistake | over-time |
 * | 28 | all is well again while words still say otherwise | nobody; both are shown | over-time |
 *
 * Emulated, because loopback has no such thing: the time of a round trip (thirty milliseconds before a connection is cut), and
 * hours (rounds that were really looked at are judged as if they had come every thirty seconds).
 */
const ROWS = 28

test('every row of the table has at least one test', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts') && name !== 'table.test.ts')
  const text = files.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8')).join('\n')
  const tested = new Set([...text.matchAll(/'row (\d+):/g)].map(([, row]) => Number(row)))
  expect([...tested].sort((a, b) => a - b)).toEqual(Array.from({ length: ROWS }, (_, index) => index + 1))
})
