import {
  COMPANY,
  type Fault,
  farSilence,
  hour,
  lost,
  PLANNED,
  quarter,
  SERVICE,
  serverError,
  stop,
} from './harsh-show.ts'
import { CORPORATE, type Facts, GENUINE, isName, isOutside, isService, type Probe, type World } from './harsh-world.ts'

/** Rarer things that go wrong, which the judge was not written for: how well does it do where it was not looked at? */

const passes = (probe: Probe, more: Facts = {}): Facts => ({
  phase: 'done',
  error: null,
  httpStatus: probe.kind === 'api' ? 401 : 200,
  tlsIssuer: GENUINE,
  tookMs: probe.ms,
  ...more,
})
const isLogin = (probe: Probe) => isService(probe) && probe.component === 'login'
const isPage = (probe: Probe) => probe.kind === 'login-page'
const looksAtPages = ({ probes }: World) => probes.some(isPage)
const isWeb = (probe: Probe) => !isName(probe) && isOutside(probe) && probe.kind !== 'tcp'
/** The instant counted from the first look that falls into the fault. */
function sinceFirst() {
  let began = Number.POSITIVE_INFINITY
  return (at: number) => {
    began = Math.min(began, at)
    return at - began
  }
}
const MINUTE = 60_000
const blocked = (title: string): Facts =>
  stop('status', null, {
    httpStatus: 403,
    headers: { via: '1.1 filter01', server: 'squid/6.6', 'x-squid-error': 'ERR_ACCESS_DENIED 0' },
    bodyHead: `<title>${title}</title>`,
    tlsIssuer: CORPORATE,
    via: 'proxy',
  })

export const ODD_FAULTS: Readonly<Record<string, Fault>> = {
  'filter-one': {
    ...COMPANY,
    isSeen: looksAtPages,
    weight: 6,
    minutes: hour,
    make: () => (p) => (isPage(p) ? blocked('このカテゴリへのアクセスは規制されています') : null),
  },
  'filter-login': {
    ...COMPANY,
    weight: 5,
    minutes: hour,
    make: (_d, w) => (p) =>
      isLogin(p) ? (w.proxied ? blocked('Access denied') : stop('tls', 'ECONNRESET', { tookMs: 2 })) : null,
  },
  'half-line': {
    ...COMPANY,
    weight: 5,
    accept: ['company_network', 'unknown'],
    make: (d, w) => {
      const dead = new Set(w.probes.filter((p) => isWeb(p) && d.chance(0.5)).map(({ target }) => target))
      for (const role of ['service', 'control'])
        dead.add(w.probes.find((p) => p.role === role && isWeb(p))?.target ?? '')
      return (p) => (isWeb(p) && dead.has(p.target) && d.chance(0.95) ? lost(p, w) : null)
    },
  },
  'resolver-flaky': {
    ...COMPANY,
    weight: 4,
    make: (d, w) => {
      const share = d.between(0.35, 0.7)
      return (p) =>
        p.role === 'gateway' || p.resolver === 'public' || !d.chance(share)
          ? null
          : w.proxied && !isName(p)
            ? stop('proxy', null, {
                httpStatus: 503,
                headers: { server: 'squid/6.6', 'x-squid-error': 'ERR_DNS_FAIL 110' },
              })
            : stop('resolve', 'EAI_AGAIN')
    },
  },
  'proxy-overloaded': {
    ...COMPANY,
    weight: 5,
    make: (d, w) => {
      const share = d.between(0.3, 0.8)
      return (p) =>
        !isWeb(p) || !d.chance(share)
          ? null
          : w.proxied
            ? stop('proxy', d.chance(0.5) ? 'ETIMEDOUT' : 'ECONNRESET')
            : lost(p, w)
    },
  },
  'no-large-packets': {
    ...COMPANY,
    weight: 3,
    make: (d, w) => (p) =>
      isWeb(p) && d.chance(0.96) ? (w.proxied ? stop('request', 'ETIMEDOUT') : stop('tls', 'ETIMEDOUT')) : null,
  },
  sinkhole: {
    ...COMPANY,
    weight: 3,
    make: () => (p) =>
      isName(p) && p.role === 'service' && p.resolver === 'company'
        ? stop('content', 'BODY_MISMATCH', { bodyHead: '10.9.8.7' })
        : isService(p)
          ? stop('tls', 'ERR_TLS_CERT_ALTNAME_INVALID', { tlsIssuer: CORPORATE })
          : null,
  },
  'no-way-there': {
    ...COMPANY,
    weight: 5,
    minutes: hour,
    accept: ['company_network', 'outage', 'unknown'],
    make: (d, w) => (p) => (isService(p) && d.chance(0.96) ? lost(p, w) : null),
  },
  'one-region': {
    ...SERVICE,
    weight: 4,
    hits: 'some',
    accept: ['outage', 'degraded'],
    others: ['outage', 'degraded', 'operational'],
    make: (d, w) => {
      const how = serverError(d, { ...w, proxied: false, inspecting: false })
      return (p, isHit) => (isHit && isService(p) && d.chance(0.96) ? how(p) : null)
    },
  },
  'slow-login': {
    ...SERVICE,
    isSeen: looksAtPages,
    weight: 4,
    accept: ['degraded'],
    make: (d) => {
      const factor = d.between(8, 20)
      return (p) => (isPage(p) ? passes(p, { tookMs: Math.round(p.ms * factor * d.logNormal(1, 0.3)) }) : null)
    },
  },
  short: {
    ...SERVICE,
    weight: 5,
    accept: ['outage'],
    minutes: (d) => d.between(5, 7),
    make: (d, w) => {
      const how = serverError(d, { ...w, proxied: false })
      return (p) => (isLogin(p) && d.chance(0.97) ? how(p) : null)
    },
  },
  growing: {
    ...SERVICE,
    weight: 4,
    accept: ['degraded', 'outage', 'operational'],
    turn: { afterMinutes: 12, accept: ['degraded', 'outage'] },
    minutes: (d) => d.between(40, 70),
    make: (d, w) => {
      const [how, since] = [serverError(d, w), sinceFirst()]
      return (p, _hit, at) => (isService(p) && d.chance(Math.min(0.96, since(at) / (25 * MINUTE))) ? how(p) : null)
    },
  },
  'line-then-service': {
    ...SERVICE,
    weight: 4,
    isService: false,
    accept: ['company_network'],
    turn: { afterMinutes: 12, accept: ['outage'] },
    minutes: (d) => d.between(35, 60),
    make: (d, w) => {
      const [how, since] = [serverError(d, { ...w, proxied: false }), sinceFirst()]
      return (p, _hit, at) =>
        since(at) < 12 * MINUTE
          ? isOutside(p) && d.chance(0.97)
            ? lost(p, w)
            : null
          : isService(p) && d.chance(0.96)
            ? how(p)
            : null
    },
  },
  'reset-by-far': {
    ...SERVICE,
    weight: 3,
    accept: ['outage', 'company_network', 'unknown'],
    make: (d) => (p) => (isService(p) && d.chance(0.96) ? stop('tls', 'ECONNRESET', { tookMs: 35 }) : null),
  },
  'empty-pages': {
    ...SERVICE,
    weight: 3,
    accept: ['outage', 'degraded'],
    make: () => (p) =>
      isPage(p) || p.kind === 'http'
        ? isService(p)
          ? stop('content', 'BODY_MISMATCH', { httpStatus: 200, bodyHead: '<html></html>', tlsIssuer: GENUINE })
          : null
        : null,
  },
  'maintenance-as-200': {
    ...PLANNED,
    weight: 4,
    planned: 'on time',
    make: (d) => (p) =>
      isService(p) && d.chance(0.97)
        ? stop('content', 'BODY_MISMATCH', {
            httpStatus: 200,
            bodyHead: '<title>ただいまメンテナンス中です</title>',
            tlsIssuer: GENUINE,
          })
        : null,
  },
  'asked-too-often': {
    weight: 3,
    hits: 'all',
    accept: ['operational', 'unknown'],
    minutes: hour,
    make: () => (p) =>
      isService(p) && p.kind !== 'tls' ? stop('status', null, { httpStatus: 429, tlsIssuer: GENUINE }) : null,
  },
  redesigned: {
    weight: 4,
    hits: 'all',
    accept: ['operational', 'unknown'],
    minutes: hour,
    make: () => (p) =>
      isPage(p)
        ? stop('content', 'BODY_MISMATCH', {
            httpStatus: 200,
            bodyHead: '<title>LINE WORKS</title><main>新しいログイン画面へようこそ</main>',
            tlsIssuer: GENUINE,
          })
        : null,
  },
  forbidden: {
    weight: 3,
    hits: 'all',
    accept: ['operational', 'unknown'],
    minutes: hour,
    make: () => (p) =>
      isPage(p)
        ? stop('status', null, { httpStatus: 403, bodyHead: '<h1>403 Forbidden</h1>', tlsIssuer: GENUINE })
        : null,
  },
  'clock-jumps': {
    weight: 3,
    hits: 'all',
    accept: ['unknown', 'company_network'],
    minutes: quarter,
    make: (d) => {
      const clockSkewMs = d.pick([-400_000, 150_000, 4_000_000])
      return (p) => (isWeb(p) ? passes(p, { clockSkewMs, httpStatus: p.role === 'control' ? 204 : 200 }) : null)
    },
  },
  'controls-gone': {
    weight: 5,
    hits: 'all',
    accept: ['operational'],
    minutes: hour,
    make: (d, w) => (p) => (p.role === 'control' && isWeb(p) && d.chance(0.97) ? lost(p, w) : null),
  },
  'controls-gone-outage': {
    ...SERVICE,
    weight: 4,
    accept: ['outage'],
    make: (d, w) => {
      const how = serverError(d, { ...w, proxied: false })
      return (p) => (p.target === 'site-a' ? lost(p, w) : isLogin(p) && d.chance(0.96) ? how(p) : null)
    },
  },
  'far-silence-short': {
    ...SERVICE,
    weight: 3,
    accept: ['outage', 'unknown'],
    minutes: (d) => d.between(6, 12),
    make: (d, w) => {
      const how = farSilence(d, w)
      return (p) => (isService(p) && d.chance(0.96) ? how(p) : null)
    },
  },
  restarts: {
    weight: 3,
    hits: 'all',
    accept: ['operational', 'unknown'],
    minutes: (d) => d.between(4, 6),
    make: () => () => null,
  },
}
