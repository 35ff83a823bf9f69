import {
  all,
  asked,
  both,
  change,
  either,
  fail,
  GENUINE,
  isControl,
  isDns,
  isLogin,
  isService,
  isSix,
  isWire,
  type Look,
  named,
  not,
  round,
} from './signature-round.ts'
import type { Row } from './signature-rows.ts'

const osaka = { vantage: 'osaka' } as const
const one = { leaveOut: ['control-a', 'gateway'] } as const
const squid = (why: string | null, code: number): Look => ({
  httpStatus: code,
  headers: { via: '1.1 px.example.co.jp (squid/6.6)', server: 'squid/6.6', ...(why ? { 'x-squid-error': why } : {}) },
})
const denied = { httpStatus: 403, headers: { via: '1.1 px', 'proxy-status': 'px; error=http_request_denied' } }
const blocked = (bodyHead: string, issuer: string): Look => ({
  httpStatus: 403,
  headers: { via: '1.1 filter01' },
  bodyHead,
  tlsIssuer: issuer,
})
const hotel = { httpStatus: 302, headers: { location: 'http://portal.hotel-wifi.example/login' } }
const isCompanyName = both(isDns, asked('company'))
const isAnyName = isDns
const INSPECTORS = [
  'FortiGate CA',
  'Sophos SSL CA_1',
  'Palo Alto Networks Decryption CA',
  'Aozora Bank Web Filter CA',
  'Blue Coat ProxySG CA',
]

const row = (number: number, note: string, expected: string, ...observations: readonly (readonly Look[])[]): Row => ({
  row: number,
  note,
  expected,
  observations: observations.flat(),
})

/** Rounds that show the company: its proxy or filter, its lines and resolver, or the monitor's own machine. */
export const COMPANY_ROWS: readonly Row[] = [
  row(
    1,
    'the company resolver denies the name, a public one knows it',
    'company-network',
    all(
      round({ also: ['outside-name'] }),
      fail(either(isService, both(named('login-dns'), asked('company'))), 'resolve', 'ENOTFOUND'),
    ),
  ),
  row(
    1,
    'the same, one control, no gateway',
    'company-network',
    all(
      round({ ...one, also: ['outside-name'] }),
      fail(either(isService, both(named('login-dns'), asked('company'))), 'resolve', 'ENOTFOUND'),
    ),
  ),
  row(
    1,
    'only some names are denied',
    'company-network',
    all(
      round({ also: ['outside-name'] }),
      fail(either(isLogin, both(named('login-dns'), asked('company'))), 'resolve', 'ENOTFOUND'),
    ),
  ),
  row(
    3,
    'the company resolver alone says SERVFAIL',
    'company-network',
    all(
      round({ also: ['outside-name'] }),
      fail(either(isService, both(named('login-dns'), asked('company'))), 'resolve', 'ESERVFAIL'),
    ),
  ),
  row(
    3,
    'SERVFAIL for every name inside',
    'company-network',
    all(round(), fail(either(isCompanyName, isWire), 'resolve', 'ESERVFAIL')),
  ),
  row(
    4,
    'no answer from any resolver, nothing connects',
    'company-network',
    all(round(), fail(either(isAnyName, isWire), 'resolve', 'EAI_AGAIN')),
  ),
  row(
    4,
    'the company resolver is silent, a public one answers',
    'company-network',
    all(round({ also: ['outside-name'] }), fail(either(isCompanyName, isWire), 'resolve', 'EAI_AGAIN')),
  ),
  row(
    4,
    'silent inside, and no public resolver is asked',
    'company-network',
    all(round({ leaveOut: ['public-dns'] }), fail(either(isCompanyName, isWire), 'resolve', 'EAI_AGAIN')),
  ),
  row(
    5,
    'a block page host under the name: certificate of the filter',
    'proxy',
    all(round(), fail(isService, 'tls', 'ERR_TLS_CERT_ALTNAME_INVALID', { tlsIssuer: 'Cisco Umbrella Root CA' })),
  ),
  row(
    5,
    'the same, and the other site is fine',
    'proxy',
    all(round(), fail(isService, 'tls', 'ERR_TLS_CERT_ALTNAME_INVALID', { tlsIssuer: 'Fortinet_CA_SSL FortiGuard' })),
    round(osaka),
  ),
  row(
    6,
    'no route, the gateway is gone',
    'company-network',
    all(round(), fail(not(isDns), 'connect', 'EHOSTUNREACH'), fail(isDns, 'resolve', 'EAI_AGAIN')),
  ),
  row(
    6,
    'network unreachable, no gateway looked at',
    'company-network',
    all(
      round({ leaveOut: ['gateway'] }),
      fail(isWire, 'connect', 'ENETUNREACH', { tookMs: 1 }),
      fail(isDns, 'resolve', 'EAI_AGAIN'),
    ),
  ),
  row(
    6,
    'the machine has no address',
    'company-network',
    all(round(), fail(not(isDns), 'connect', 'EADDRNOTAVAIL', { tookMs: 0 }), fail(isDns, 'resolve', 'EAI_AGAIN')),
  ),
  row(
    7,
    'nothing outside connects, the gateway answers',
    'company-network',
    all(round(), fail(isWire, 'connect', 'ETIMEDOUT'), fail(isDns, 'resolve', 'EAI_AGAIN')),
  ),
  row(
    7,
    'nothing connects, names still resolve',
    'company-network',
    all(round(), fail(isWire, 'connect', 'ETIMEDOUT')),
  ),
  row(
    7,
    'nothing connects, one control only',
    'company-network',
    all(round(one), fail(isWire, 'connect', 'ETIMEDOUT')),
  ),
  row(
    7,
    'both sites are cut off',
    'company-network',
    ...[{}, osaka].map((s) => all(round(s), fail(isWire, 'connect', 'ETIMEDOUT'), fail(isDns, 'resolve', 'EAI_AGAIN'))),
  ),
  row(
    7,
    'one site is cut off, the other is fine',
    'company-network',
    all(round(), fail(isWire, 'connect', 'ETIMEDOUT')),
    round(osaka),
  ),
  row(
    7,
    'packets are lost here and there',
    'company-network',
    all(
      round(),
      fail(named('login-page', 'talk', 'control-a', 'control-b'), 'connect', 'ETIMEDOUT'),
      fail(named('control-dns'), 'resolve', 'EAI_AGAIN'),
    ),
  ),
  row(
    8,
    'cut within a millisecond, LINE WORKS alone',
    'proxy',
    all(round(), fail(isService, 'connect', 'ECONNRESET', { tookMs: 1 })),
  ),
  row(
    8,
    'refused within two milliseconds, one control',
    'proxy',
    all(round(one), fail(isService, 'connect', 'ECONNREFUSED', { tookMs: 2 })),
  ),
  row(
    8,
    'cut at once, and the other site is fine',
    'proxy',
    all(round(), fail(isService, 'connect', 'ECONNRESET', { tookMs: 1 })),
    round(osaka),
  ),
  row(
    8,
    'the proxy refuses connections',
    'proxy',
    all(round({ proxied: true }), fail(isWire, 'proxy', 'ECONNREFUSED', { tookMs: 1 })),
  ),
  row(8, 'the proxy does not answer', 'proxy', all(round({ proxied: true }), fail(isWire, 'proxy', 'ETIMEDOUT'))),
  ...INSPECTORS.map((tlsIssuer) =>
    row(
      9,
      `inspected by ${tlsIssuer}, not trusted`,
      'proxy',
      all(round(), fail(isService, 'tls', 'SELF_SIGNED_CERT_IN_CHAIN', { tlsIssuer })),
    ),
  ),
  row(
    9,
    'an unknown issuer on controls too',
    'proxy',
    all(
      round(),
      fail(either(isService, named('control-b')), 'tls', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', {
        tlsIssuer: 'Mikazuki Holdings Root CA 3',
      }),
    ),
  ),
  row(
    9,
    'inspected through the proxy, everywhere',
    'proxy',
    all(
      round({ proxied: true }),
      fail(isWire, 'tls', 'SELF_SIGNED_CERT_IN_CHAIN', { tlsIssuer: 'Netskope Goskope CA' }),
    ),
  ),
  row(
    9,
    'inspected at one site, the other is fine',
    'proxy',
    all(round(), fail(isService, 'tls', 'SELF_SIGNED_CERT_IN_CHAIN', { tlsIssuer: 'i-FILTER SSL CA' })),
    round(osaka),
  ),
  row(
    10,
    'certificates of unrelated sites are not valid yet either',
    'company-network',
    all(
      round(),
      fail(either(isService, named('control-b')), 'tls', 'CERT_NOT_YET_VALID', { tlsIssuer: GENUINE }),
      change(named('control-a'), { clockSkewMs: 86_400_000 }),
    ),
  ),
  row(
    10,
    'certificates of unrelated sites have run out too',
    'company-network',
    all(round(), fail(either(isService, named('control-b')), 'tls', 'CERT_HAS_EXPIRED', { tlsIssuer: GENUINE })),
  ),
  row(
    11,
    'the sign-in page of a hotel',
    'company-network',
    all(
      round(),
      fail(isService, 'tls', 'ERR_TLS_CERT_ALTNAME_INVALID', { tlsIssuer: 'Hotel Guest Portal' }),
      fail(named('control-a'), 'status', null, hotel),
      fail(named('control-b'), 'tls', 'ERR_TLS_CERT_ALTNAME_INVALID', { tlsIssuer: 'Hotel Guest Portal' }),
    ),
  ),
  row(
    12,
    'large packets are lost, for every site with TLS',
    'company-network',
    all(
      round({ also: ['tcp'] }),
      fail(either(both(isService, not(named('edge-tcp'))), named('control-b')), 'tls', 'ETIMEDOUT'),
    ),
  ),
  row(
    12,
    'large packets are lost, two sites',
    'company-network',
    ...[{}, osaka].map((s) => all(round(s), fail(either(isService, named('control-b')), 'tls', 'ETIMEDOUT'))),
  ),
  row(
    13,
    '407 for LINE WORKS and for others',
    'proxy',
    all(round({ proxied: true }), fail(isWire, 'proxy', null, squid('ERR_CACHE_ACCESS_DENIED 0', 407))),
  ),
  row(
    13,
    '407 for LINE WORKS alone',
    'proxy',
    all(round({ proxied: true }), fail(isService, 'proxy', null, squid('ERR_CACHE_ACCESS_DENIED 0', 407))),
  ),
  row(
    13,
    '407 without any header',
    'proxy',
    all(
      round({ proxied: true, leaveOut: ['gateway', 'control-dns'] }),
      fail(isWire, 'proxy', null, { httpStatus: 407 }),
    ),
  ),
  row(
    13,
    'CONNECT denied with 403',
    'proxy',
    all(round({ proxied: true }), fail(isService, 'proxy', null, squid('ERR_ACCESS_DENIED 0', 403))),
  ),
  row(
    13,
    'CONNECT denied, Proxy-Status says so',
    'proxy',
    all(round({ proxied: true }), fail(isLogin, 'proxy', null, denied)),
  ),
  row(
    13,
    'CONNECT answered with a bare 403',
    'proxy',
    all(round({ proxied: true }), fail(isService, 'proxy', null, { httpStatus: 403 })),
  ),
  row(
    14,
    'a block page of the filter',
    'proxy',
    all(
      round({ proxied: true }),
      fail(isService, 'status', null, blocked('<title>アクセスが規制されています</title>', 'i-FILTER CA')),
    ),
  ),
  row(
    14,
    'a block page in English',
    'proxy',
    all(
      round({ proxied: true }),
      fail(
        isService,
        'status',
        null,
        blocked('<title>Web Page Blocked</title> Category: Instant Messaging', 'FortiGate CA'),
      ),
    ),
  ),
  row(
    14,
    'a block page with status 200',
    'proxy',
    all(
      round({ proxied: true, inspecting: true }),
      fail(isService, 'content', 'BODY_MISMATCH', {
        bodyHead: '<h1>Access to this site has been blocked by your administrator</h1>',
      }),
    ),
  ),
  row(
    14,
    'a redirect to the page of the filter',
    'proxy',
    all(
      round({ proxied: true, inspecting: true }),
      fail(isService, 'status', null, { httpStatus: 302, headers: { location: 'https://block.zscaler.net/deny' } }),
    ),
  ),
  row(
    14,
    '403 with the marks of squid',
    'proxy',
    all(round({ proxied: true, inspecting: true }), fail(isService, 'status', null, squid('ERR_ACCESS_DENIED 0', 403))),
  ),
  row(
    14,
    '403 with Via only, from an inspecting proxy',
    'proxy',
    all(
      round({ proxied: true, inspecting: true }),
      fail(isService, 'status', null, { httpStatus: 403, headers: { via: '1.1 px (squid/6.6)' } }),
    ),
  ),
  row(
    15,
    'the proxy reaches nothing, and nothing is reached directly',
    'company-network',
    all(
      round({ proxied: true }),
      fail(isWire, 'proxy', null, squid('ERR_CONNECT_FAIL 110', 504)),
      fail(isDns, 'resolve', 'EAI_AGAIN'),
    ),
  ),
  row(
    15,
    'the proxy reaches nothing, names resolve',
    'company-network',
    all(round({ proxied: true }), fail(isWire, 'proxy', null, squid('ERR_CONNECT_FAIL 110', 504))),
  ),
  row(
    15,
    'the proxy reaches nothing here, the other site is fine',
    'company-network',
    all(round({ proxied: true }), fail(isWire, 'proxy', null, squid('ERR_CONNECT_FAIL 110', 503))),
    round({ ...osaka, proxied: true }),
  ),
  row(
    15,
    'directly all is reached, through the proxy nothing',
    'proxy',
    all(round({ proxied: true }), fail(isWire, 'proxy', null, squid('ERR_CONNECT_FAIL 110', 503))),
    all(round({ leaveOut: ['gateway', 'login-dns', 'control-dns', 'public-dns'] })),
  ),
  row(
    19,
    'the sign-in page of the guest Wi-Fi, everywhere',
    'company-network',
    all(
      round(),
      fail(isWire, 'content', 'BODY_MISMATCH', {
        httpStatus: 200,
        bodyHead: '<title>Sign in to Wi-Fi</title>',
        tlsIssuer: null,
      }),
    ),
  ),
  row(19, '511', 'company-network', all(round(), fail(isWire, 'status', null, { httpStatus: 511, tlsIssuer: null }))),
  row(
    19,
    'redirected to a foreign host, controls too',
    'company-network',
    all(
      round(),
      fail(isControl, 'status', null, hotel),
      fail(isService, 'status', null, { ...hotel, tlsIssuer: null }),
    ),
  ),
  row(
    19,
    'one control only shows the portal, LINE WORKS does not connect',
    'company-network',
    all(
      round({ leaveOut: ['control-b'] }),
      fail(named('control-a'), 'status', null, hotel),
      fail(isService, 'connect', 'ECONNREFUSED', { tookMs: 9 }),
    ),
  ),
  row(
    23,
    'IPv6 fails for everything',
    'company-network',
    all(round({ also: ['ipv6'] }), fail(isSix, 'connect', 'ETIMEDOUT')),
  ),
  row(
    23,
    'no IPv6 route',
    'company-network',
    all(round({ also: ['ipv6'] }), fail(isSix, 'connect', 'ENETUNREACH', { tookMs: 0 })),
  ),
  row(
    24,
    'the clock is five minutes off, the token is refused',
    'company-network',
    all(
      round({ also: ['token'] }),
      fail(named('token'), 'status', null, { httpStatus: 401, bodyHead: '{"error":"invalid_client"}' }),
      change(isWire, { clockSkewMs: 301_200 }),
    ),
  ),
  row(
    24,
    'the clock is two minutes off, the other way',
    'company-network',
    all(
      round({ also: ['token'] }),
      fail(named('token'), 'status', null, { httpStatus: 400, bodyHead: '{"error":"invalid_grant"}' }),
      change(isWire, { clockSkewMs: -122_000 }),
    ),
  ),
  row(
    24,
    'one server has a wrong clock, ours is right',
    'none',
    all(round(), change(named('control-b'), { clockSkewMs: 900_000 })),
  ),
  row(
    25,
    'everything is slow',
    'company-network',
    all(round(), change(isWire, { tookMs: 5230 }), change(isDns, { tookMs: 1920 })),
  ),
  row(
    25,
    'everything is slow through the proxy',
    'company-network',
    all(round({ proxied: true }), change(isWire, { tookMs: 6010 }), change(isDns, { tookMs: 1540 })),
  ),
  row(
    26,
    'the gateway and everything behind it are gone',
    'company-network',
    all(round(), fail(not(isDns), 'connect', 'ETIMEDOUT'), fail(isDns, 'resolve', 'EAI_AGAIN')),
  ),
  row(
    26,
    'the gateway is gone, one control, no names',
    'company-network',
    all(
      round({ leaveOut: ['control-a', 'control-dns', 'public-dns', 'login-dns'] }),
      fail(not(isDns), 'connect', 'EHOSTUNREACH'),
    ),
  ),
  row(
    13,
    '407 at one site, the other is fine',
    'proxy',
    all(round({ proxied: true }), fail(isWire, 'proxy', null, { httpStatus: 407 })),
    round(osaka),
  ),
  row(
    13,
    '407 while single sign-on passes directly',
    'proxy',
    all(round({ proxied: true, also: ['sso'] }), fail(isWire, 'proxy', null, squid(null, 407))),
  ),
  row(
    4,
    'names are lost, and consumer LINE with them',
    'company-network',
    all(round({ also: ['line'] }), fail(either(isCompanyName, isWire, named('line')), 'resolve', 'EAI_AGAIN')),
  ),
  row(
    5,
    'the company resolver gives a private address',
    'proxy',
    all(
      round({ also: ['outside-name'] }),
      fail(both(named('login-dns'), asked('company')), 'content', 'BODY_MISMATCH', { bodyHead: '10.20.30.40' }),
      fail(isService, 'connect', 'ECONNREFUSED', { tookMs: 12 }),
    ),
  ),
  row(
    5,
    'a private address where a block page answers',
    'proxy',
    all(
      round(),
      fail(named('login-dns'), 'content', 'BODY_MISMATCH'),
      fail(isService, 'tls', 'ERR_TLS_CERT_ALTNAME_INVALID', { tlsIssuer: 'Hinode Web Filter CA' }),
    ),
  ),
  row(
    15,
    'only the proxy cannot look the name up',
    'proxy',
    all(
      round({ proxied: true }),
      fail(isService, 'proxy', null, { httpStatus: 502, headers: { 'proxy-status': 'px; error=dns_timeout' } }),
    ),
  ),
  row(
    1,
    'every resolver, the public one too, says that no name exists',
    'company-network',
    all(
      round({ also: ['outside-name'] }),
      fail(() => true, 'resolve', 'ENOTFOUND'),
    ),
  ),
]
