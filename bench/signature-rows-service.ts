import {
  all,
  asked,
  both,
  change,
  drop,
  either,
  fail,
  GENUINE,
  isControl,
  isDns,
  isLogin,
  isService,
  isSix,
  type Look,
  named,
  not,
  round,
} from './signature-round.ts'
import type { Row } from './signature-rows.ts'

const nginx = { headers: { server: 'nginx' } }
const status = (code: number, more: Look = {}) => ({ httpStatus: code, ...nginx, tlsIssuer: GENUINE, ...more })
const osaka = { vantage: 'osaka' } as const
const upstream = (why: string, code: number) => ({
  httpStatus: code,
  headers: { via: '1.1 px.example.co.jp (squid/6.6)', server: 'squid/6.6', 'x-squid-error': why },
})
const told = (error: string, code: number) => ({
  httpStatus: code,
  headers: { via: '1.1 px', 'proxy-status': `px; error=${error}` },
})
const sorry = '<html><head><title>メンテナンスのお知らせ</title></head><body>ただいまシステムメンテナンス中です。'

const row = (number: number, note: string, expected: string, ...observations: readonly (readonly Look[])[]): Row => ({
  row: number,
  note,
  expected,
  observations: observations.flat(),
})

/** Rounds that show LINE WORKS, planned work, the account, or nothing at all. */
export const SERVICE_ROWS: readonly Row[] = [
  row(0, 'all passes, no gateway', 'none', round({ leaveOut: ['gateway'] })),
  row(0, 'all passes through the proxy', 'none', round({ proxied: true })),
  row(0, 'all passes through a trusted inspecting proxy', 'none', round({ proxied: true, inspecting: true })),
  row(0, 'one control only, all passes', 'none', round({ leaveOut: ['control-b', 'control-dns', 'public-dns'] })),
  row(
    0,
    'only the login page was looked at, and passes',
    'none',
    round({ leaveOut: ['openid', 'api', 'talk', 'login-dns'] }),
  ),
  row(
    0,
    'a control site is gone, LINE WORKS passes',
    'none',
    all(round(), fail(named('control-a'), 'connect', 'ETIMEDOUT')),
  ),
  row(
    0,
    'a control answers 500, LINE WORKS passes',
    'none',
    all(round(), fail(named('control-b'), 'status', null, { httpStatus: 500 })),
  ),
  row(
    0,
    'the gateway does not answer to TCP, all else passes',
    'none',
    all(round(), fail(named('gateway'), 'connect', 'ETIMEDOUT')),
  ),
  row(0, 'two sites, all passes', 'none', round(), round(osaka)),
  row(
    0,
    'consumer LINE is down, LINE WORKS passes',
    'none',
    all(round({ also: ['line'] }), fail(named('line'), 'status', null, status(503))),
  ),
  row(0, 'one lost packet at the API', 'none', all(round(), fail(named('api'), 'connect', 'ETIMEDOUT'))),
  row(0, 'one name look-up lost', 'none', all(round(), fail(named('control-dns'), 'resolve', 'EAI_AGAIN'))),
  row(0, 'no looks at LINE WORKS at all', 'unknown', all(round(), drop(either(isService, named('login-dns'))))),
  row(0, 'names only', 'unknown', all(round(), drop(not(isDns)))),
  row(
    2,
    'the name is gone at both resolvers',
    'service',
    all(round({ also: ['outside-name'] }), fail(either(isService, named('login-dns')), 'resolve', 'ENOTFOUND')),
  ),
  row(
    2,
    'gone at both, no gateway, one control',
    'service',
    all(
      round({ also: ['outside-name'], leaveOut: ['gateway', 'control-a'] }),
      fail(either(isService, named('login-dns')), 'resolve', 'ENOTFOUND'),
    ),
  ),
  row(
    2,
    'gone at both, seen from two sites',
    'service',
    ...[{}, osaka].map((s) =>
      all(round({ ...s, also: ['outside-name'] }), fail(either(isService, named('login-dns')), 'resolve', 'ENOTFOUND')),
    ),
  ),
  row(
    2,
    'the proxy cannot look the name up either',
    'service',
    all(
      round({ proxied: true, also: ['outside-name'] }),
      fail(isDnsOfLogin, 'resolve', 'ENOTFOUND'),
      fail(isService, 'proxy', null, upstream('ERR_DNS_FAIL 0', 503)),
    ),
  ),
  row(
    2,
    'only the login name is gone at both, other parts work',
    'service',
    all(round({ also: ['outside-name'] }), fail(either(isLogin, named('login-dns')), 'resolve', 'ENOTFOUND')),
  ),
  row(
    3,
    'SERVFAIL at both resolvers',
    'service',
    all(round({ also: ['outside-name'] }), fail(either(isService, named('login-dns')), 'resolve', 'ESERVFAIL')),
  ),
  row(
    3,
    'no answer for this name at both resolvers',
    'service',
    all(round({ also: ['outside-name'] }), fail(either(isService, named('login-dns')), 'resolve', 'EAI_AGAIN')),
  ),
  row(
    7,
    'only LINE WORKS does not connect, seen from one site',
    'unknown',
    all(round({ leaveOut: ['public-dns'] }), fail(isService, 'connect', 'ETIMEDOUT')),
  ),
  row(
    7,
    'the same with one control only',
    'unknown',
    all(round({ leaveOut: ['control-a', 'gateway'] }), fail(isService, 'connect', 'ETIMEDOUT')),
  ),
  row(
    7,
    'only LINE WORKS does not connect, seen from two sites',
    'service',
    ...[{}, osaka].map((s) => all(round(s), fail(isService, 'connect', 'ETIMEDOUT'))),
  ),
  row(
    7,
    'seen from three sites, one of them without a gateway',
    'service',
    ...[{}, osaka, { vantage: 'naha', leaveOut: ['gateway'] }].map((s) =>
      all(round(s), fail(isService, 'connect', 'ETIMEDOUT')),
    ),
  ),
  row(
    7,
    'not from here, but from the other site',
    'company-network',
    all(round(), fail(isService, 'connect', 'ETIMEDOUT')),
    round(osaka),
  ),
  row(
    8,
    'refused after a whole round trip',
    'service',
    all(round(), fail(isService, 'connect', 'ECONNREFUSED', { tookMs: 21 })),
  ),
  row(
    8,
    'reset after a whole round trip, two sites',
    'service',
    ...[{}, osaka].map((s) => all(round(s), fail(isService, 'connect', 'ECONNRESET', { tookMs: 26 }))),
  ),
  row(8, 'login alone refuses, far', 'service', all(round(), fail(isLogin, 'connect', 'ECONNREFUSED', { tookMs: 19 }))),
  row(
    9,
    'the edge shows a stopgap certificate',
    'service',
    all(
      round(),
      fail(isService, 'tls', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', {
        tlsIssuer: 'Kubernetes Ingress Controller Fake Certificate',
      }),
    ),
  ),
  row(
    9,
    'the edge forgot the intermediate certificate',
    'service',
    all(round(), fail(isLogin, 'tls', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', { tlsIssuer: GENUINE })),
  ),
  row(
    10,
    'the certificate ran out, the clock is right',
    'service',
    all(round(), fail(isService, 'tls', 'CERT_HAS_EXPIRED', { tlsIssuer: GENUINE })),
  ),
  row(
    10,
    'ran out at the login only, one control',
    'service',
    all(round({ leaveOut: ['control-a'] }), fail(isLogin, 'tls', 'CERT_HAS_EXPIRED', { tlsIssuer: GENUINE })),
  ),
  row(
    10,
    'not yet valid at LINE WORKS alone',
    'service',
    all(
      round({ also: ['tcp'] }),
      fail(named('login-page', 'openid'), 'tls', 'CERT_NOT_YET_VALID', { tlsIssuer: GENUINE }),
    ),
  ),
  row(
    11,
    'a certificate of LINE WORKS for another name',
    'service',
    all(round(), fail(isLogin, 'tls', 'ERR_TLS_CERT_ALTNAME_INVALID', { tlsIssuer: GENUINE })),
  ),
  row(
    11,
    'the same through the proxy',
    'service',
    all(round({ proxied: true }), fail(isService, 'tls', 'ERR_TLS_CERT_ALTNAME_INVALID', { tlsIssuer: GENUINE })),
  ),
  row(
    12,
    'TCP connects, TLS falls silent, at LINE WORKS alone',
    'service',
    all(round({ also: ['tcp'] }), fail(both(isService, not(named('edge-tcp'))), 'tls', 'ETIMEDOUT')),
  ),
  row(
    12,
    'the same from two sites',
    'service',
    ...[{}, osaka].map((s) => all(round(s), fail(isService, 'tls', 'ETIMEDOUT'))),
  ),
  row(
    15,
    'the proxy reports no connection to LINE WORKS, controls pass through it',
    'service',
    all(round({ proxied: true }), fail(isService, 'proxy', null, upstream('ERR_CONNECT_FAIL 110', 504))),
  ),
  row(
    15,
    'the same as 503 and refused',
    'service',
    all(round({ proxied: true }), fail(isService, 'proxy', null, upstream('ERR_CONNECT_FAIL 111', 503))),
  ),
  row(
    15,
    'the proxy waited in vain for the answer',
    'service',
    all(round({ proxied: true, inspecting: true }), fail(isLogin, 'status', null, upstream('ERR_READ_TIMEOUT 0', 504))),
  ),
  row(
    15,
    'Proxy-Status names the far side',
    'service',
    all(
      round({ proxied: true }),
      fail(isService, 'status', null, { ...told('connection_timeout', 504), tlsIssuer: null }),
    ),
  ),
  row(
    15,
    'Proxy-Status: refused, seen from two sites',
    'service',
    ...[{}, osaka].map((s) =>
      all(round({ ...s, proxied: true }), fail(isService, 'proxy', null, told('connection_refused', 502))),
    ),
  ),
  row(
    15,
    'a proxy passes 502 of LINE WORKS on',
    'service',
    all(
      round({ proxied: true, inspecting: true }),
      fail(isService, 'status', null, { httpStatus: 502, headers: { server: 'nginx', via: '1.1 px (squid/6.6)' } }),
    ),
  ),
  row(
    15,
    '504 made by the proxy, no reason given, controls pass',
    'service',
    all(round({ proxied: true }), fail(isService, 'proxy', null, { httpStatus: 504, headers: { via: '1.1 px' } })),
  ),
  row(
    16,
    '503 under the genuine certificate, everywhere',
    'service',
    all(round(), fail(isService, 'status', null, status(503))),
  ),
  row(16, '500 at the login only', 'service', all(round(), fail(isLogin, 'status', null, status(500)))),
  row(
    16,
    '502 and 504, no controls looked at',
    'service',
    all(
      round({ leaveOut: ['control-a', 'control-b', 'control-dns', 'public-dns'] }),
      fail(isLogin, 'status', null, status(502)),
      fail(named('talk'), 'status', null, status(504)),
    ),
  ),
  row(
    16,
    '503 while a control is gone',
    'service',
    all(round(), fail(isService, 'status', null, status(503)), fail(named('control-a'), 'connect', 'ETIMEDOUT')),
  ),
  row(
    16,
    'a single look: 500 at the login page',
    'service',
    all(round(), drop(not(named('login-page'))), fail(named('login-page'), 'status', null, status(500))),
  ),
  row(
    16,
    'a CDN names itself in Via under the genuine certificate',
    'service',
    all(round(), fail(isService, 'status', null, status(503, { headers: { server: 'nginx', via: '1.1 varnish' } }))),
  ),
  row(16, 'the API alone answers 500', 'service', all(round(), fail(named('api'), 'status', null, status(500)))),
  row(
    16,
    'talk alone answers 503, seen from two sites',
    'service',
    ...[{}, osaka].map((s) => all(round(s), fail(named('talk'), 'status', null, status(503)))),
  ),
  row(16, 'errors here and there', 'service', all(round(), fail(named('openid', 'talk'), 'status', null, status(502)))),
  row(
    16,
    '5xx from one site, the other is cut off',
    'service',
    all(round(), fail(isService, 'status', null, status(503))),
    all(round(osaka), fail(not(named('gateway')), 'connect', 'ETIMEDOUT')),
  ),
  row(
    16,
    '5xx while some packets are lost everywhere',
    'service',
    all(round(), fail(isLogin, 'status', null, status(503)), fail(named('control-b'), 'connect', 'ETIMEDOUT')),
  ),
  row(
    17,
    'maintenance page with Retry-After',
    'maintenance',
    all(
      round(),
      fail(
        isService,
        'status',
        null,
        status(503, { headers: { server: 'nginx', 'retry-after': '7200' }, bodyHead: sorry }),
      ),
    ),
  ),
  row(
    17,
    'maintenance page without Retry-After',
    'maintenance',
    all(round(), fail(isService, 'status', null, status(503, { bodyHead: '<title>Scheduled maintenance</title>' }))),
  ),
  row(
    17,
    'maintenance page with status 200',
    'maintenance',
    all(round(), fail(named('login-page', 'talk'), 'content', 'BODY_MISMATCH', { bodyHead: sorry })),
  ),
  row(
    17,
    'Retry-After of an hour, no page',
    'maintenance',
    all(round(), fail(isService, 'status', null, status(503, { headers: { server: 'nginx', 'retry-after': '3600' } }))),
  ),
  row(
    17,
    'maintenance page through the proxy, from two sites',
    'maintenance',
    ...[{}, osaka].map((s) =>
      all(round({ ...s, proxied: true }), fail(isService, 'status', null, status(503, { bodyHead: sorry }))),
    ),
  ),
  row(
    17,
    'talk alone under maintenance',
    'maintenance',
    all(round(), fail(named('talk'), 'status', null, status(503, { bodyHead: sorry }))),
  ),
  row(
    17,
    'overloaded: Retry-After of ten seconds',
    'service',
    all(round(), fail(isService, 'status', null, status(503, { headers: { server: 'nginx', 'retry-after': '10' } }))),
  ),
  row(18, '429 at the API', 'none', all(round(), fail(named('api'), 'status', null, status(429)))),
  row(
    18,
    '429 at the login page and the API',
    'none',
    all(round(), fail(named('api', 'login-page'), 'status', null, status(429, { headers: { 'retry-after': '60' } }))),
  ),
  row(
    18,
    '429 at one, 503 at the others',
    'service',
    all(round(), fail(isLogin, 'status', null, status(503)), fail(named('api'), 'status', null, status(429))),
  ),
  row(
    20,
    'another page with the right name',
    'unknown',
    all(
      round(),
      fail(named('login-page'), 'content', 'BODY_MISMATCH', {
        bodyHead: '<title>LINE WORKS ログイン</title><div id="app">',
      }),
    ),
  ),
  row(
    20,
    'another page, two sites',
    'unknown',
    ...[{}, osaka].map((s) =>
      all(
        round(s),
        fail(named('login-page', 'talk'), 'content', 'BODY_MISMATCH', {
          bodyHead: '<title>LINE WORKS</title><main class="v2">',
        }),
      ),
    ),
  ),
  row(
    20,
    'an empty page under the genuine certificate',
    'service',
    all(round(), fail(named('login-page'), 'content', 'BODY_MISMATCH', { bodyHead: '<html><body></body></html>' })),
  ),
  row(
    20,
    'an error page with status 200',
    'service',
    all(round(), fail(isLogin, 'content', 'BODY_MISMATCH', { bodyHead: '<title>Internal error</title>' })),
  ),
  row(
    21,
    'invalid_grant, the login page passes',
    'account-or-device',
    all(
      round({ also: ['token'] }),
      fail(named('token'), 'status', null, status(400, { bodyHead: '{"error":"invalid_grant"}' })),
    ),
  ),
  row(
    21,
    'invalid_client, two sites',
    'account-or-device',
    ...[{}, osaka].map((s) =>
      all(
        round({ ...s, also: ['token'] }),
        fail(named('token'), 'status', null, status(401, { bodyHead: '{"error":"invalid_client"}' })),
      ),
    ),
  ),
  row(
    21,
    'unauthorized_client, no controls',
    'account-or-device',
    all(
      round({ also: ['token'], leaveOut: ['control-a', 'control-b'] }),
      fail(named('token'), 'status', null, status(400, { bodyHead: '{"error":"unauthorized_client"}' })),
    ),
  ),
  row(
    21,
    'this address is not allowed by the tenant',
    'account-or-device',
    all(
      round({ also: ['token'] }),
      fail(named('token'), 'status', null, status(403, { bodyHead: '許可されていないIPアドレスからのアクセスです' })),
    ),
  ),
  row(
    21,
    "the company's own single sign-on fails",
    'account-or-device',
    all(round({ also: ['sso'] }), fail(named('sso'), 'status', null, { httpStatus: 503 })),
  ),
  row(
    21,
    'single sign-on does not connect, all else passes',
    'account-or-device',
    all(round({ also: ['sso'] }), fail(named('sso'), 'connect', 'ETIMEDOUT')),
  ),
  row(
    21,
    'invalid_grant, but the login answers 500',
    'service',
    all(
      round({ also: ['token'] }),
      fail(named('token'), 'status', null, status(400, { bodyHead: '{"error":"invalid_grant"}' })),
      fail(named('login-page', 'openid'), 'status', null, status(500)),
    ),
  ),
  row(
    22,
    'the token answers 500, the static page passes',
    'service',
    all(round({ also: ['token', 'static'] }), fail(named('token'), 'status', null, status(500))),
  ),
  row(
    22,
    'the token never answers, the static page passes',
    'service',
    all(
      round({ also: ['token', 'static'] }),
      fail(named('token', 'openid'), 'request', 'ETIMEDOUT', { tlsIssuer: GENUINE }),
    ),
  ),
  row(
    22,
    'the login never answers, two sites',
    'service',
    ...[{}, osaka].map((s) =>
      all(round({ ...s, also: ['static'] }), fail(isLogin, 'request', 'ETIMEDOUT', { tlsIssuer: GENUINE })),
    ),
  ),
  row(
    23,
    'only the IPv6 of LINE WORKS is refused',
    'service',
    all(round({ also: ['ipv6'] }), fail(both(isService, isSix), 'connect', 'ECONNREFUSED', { tookMs: 22 })),
  ),
  row(
    23,
    'only the IPv6 of LINE WORKS is silent, two sites',
    'service',
    ...[{}, osaka].map((s) =>
      all(round({ ...s, also: ['ipv6'] }), fail(both(isService, isSix), 'connect', 'ETIMEDOUT')),
    ),
  ),
  row(
    23,
    'a single straggler over IPv6',
    'none',
    all(round({ also: ['ipv6'] }), fail(both(named('openid'), isSix), 'connect', 'ETIMEDOUT')),
  ),
  row(
    25,
    'LINE WORKS takes six seconds, others are quick',
    'service',
    all(round(), change(isService, { tookMs: 6120 })),
  ),
  row(
    25,
    'the login takes eight seconds, others are quick',
    'service',
    all(round({ leaveOut: ['api', 'talk'] }), change(isService, { tookMs: 8044 })),
  ),
  row(
    25,
    'slow from two sites',
    'service',
    ...[{}, osaka].map((s) => all(round(s), change(isService, { tookMs: 4380 }))),
  ),
  row(25, 'a bit slower than usual', 'none', all(round(), change(isService, { tookMs: 390 }))),
  row(
    27,
    'all attempts given up after a quarter of a second',
    'unknown',
    all(round(), fail(isService, 'connect', 'ETIMEDOUT', { tookMs: 252, family: null })),
  ),
  row(
    27,
    'given up too early, no controls',
    'unknown',
    all(
      round({ leaveOut: ['control-a', 'control-b'] }),
      fail(isService, 'connect', 'ETIMEDOUT', { tookMs: 251, family: null }),
    ),
  ),
  row(28, 'others still complain, the looks are fine', 'none', round({ also: ['token', 'static'] })),
  row(
    16,
    'service errors while a name look-up is lost',
    'service',
    all(
      round(),
      fail(isService, 'status', null, status(503)),
      fail(both(isDns, asked('public')), 'resolve', 'EAI_AGAIN'),
    ),
  ),
  row(
    16,
    'errors and silence mixed',
    'service',
    all(round(), fail(isLogin, 'status', null, status(503)), fail(named('talk', 'api'), 'connect', 'ETIMEDOUT')),
  ),
  row(
    16,
    'through an inspecting proxy, controls fine',
    'service',
    all(
      round({ proxied: true, inspecting: true }),
      fail(isService, 'status', null, { httpStatus: 503, headers: { server: 'nginx' } }),
    ),
  ),
  row(
    16,
    'only controls differ: one shows 429',
    'none',
    all(round(), fail(both(isControl, named('control-b')), 'status', null, { httpStatus: 429 })),
  ),
  row(
    2,
    'the name is gone, and only the company resolver was asked',
    'unknown',
    all(round(), fail(either(isService, named('login-dns')), 'resolve', 'ENOTFOUND')),
  ),
  row(
    2,
    'the same from two sites, which share a resolver',
    'unknown',
    ...[{}, osaka].map((s) => all(round(s), fail(either(isService, named('login-dns')), 'resolve', 'ENOTFOUND'))),
  ),
  row(16, '403 under the genuine certificate', 'unknown', all(round(), fail(isLogin, 'status', null, status(403)))),
]

function isDnsOfLogin(look: Look): boolean {
  return look.target === 'login-dns'
}
