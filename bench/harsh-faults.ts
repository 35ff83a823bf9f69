import {
  COMPANY,
  type Fault,
  farSilence,
  hour,
  lost,
  maintenance,
  PLANNED,
  SERVICE,
  serverError,
  stop,
  trouble,
} from './harsh-show.ts'
import { CORPORATE, GENUINE, isName, isOutside, isService } from './harsh-world.ts'

/** What can go wrong in the harsher episodes. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  down: {
    ...SERVICE,
    weight: 10,
    accept: ['outage'],
    make: (d, w) => {
      const how = trouble(d, w)
      return (p) => (isService(p) && d.chance(0.95) ? how(p) : null)
    },
  },
  'login-down': {
    ...SERVICE,
    weight: 12,
    accept: ['outage'],
    make: (d, w) => {
      const how = trouble(d, w)
      return (p) => (isService(p) && p.component === 'login' && d.chance(0.95) ? how(p) : null)
    },
  },
  partial: {
    ...SERVICE,
    weight: 12,
    accept: ['degraded', 'outage'],
    make: (d, w) => {
      const share = d.between(0.25, 0.75)
      const [a, b] = [serverError(d, w), farSilence(d, w)]
      return (p) => (isService(p) && d.chance(share) ? (d.chance(0.6) ? a(p) : b(p)) : null)
    },
  },
  flapping: {
    ...SERVICE,
    weight: 6,
    accept: ['degraded', 'outage'],
    make: (d, w) => {
      const how = trouble(d, w)
      const edges: number[] = []
      for (let sum = 0; sum < 7_200_000; ) {
        sum += d.exponential(90_000)
        edges.push(sum)
      }
      let began = Number.POSITIVE_INFINITY
      return (p, _hit, at) => {
        began = Math.min(began, at)
        const isOn = edges.filter((edge) => edge <= at - began).length % 2 === 0
        return isOn && isService(p) && d.chance(0.95) ? how(p) : null
      }
    },
  },
  slow: {
    ...SERVICE,
    weight: 6,
    accept: ['degraded'],
    make: (d) => {
      const factor = d.between(5, 20)
      return (p) =>
        isService(p) ? { phase: 'done', error: null, tookMs: Math.round(p.ms * factor * d.logNormal(1, 0.4)) } : null
    },
  },
  'one-part': {
    ...SERVICE,
    weight: 5,
    accept: ['degraded'],
    make: (d, w) => {
      const part = d.pick(['api', 'talk', 'mail'].filter((c) => w.probes.some((p) => p.component === c)))
      const how = serverError(d, w)
      return (p) => (isService(p) && p.component === part && d.chance(0.97) ? how(p) : null)
    },
  },
  'names-gone': {
    ...SERVICE,
    weight: 2,
    accept: ['outage'],
    make: (_d, w) => (p) =>
      p.role === 'service'
        ? w.proxied && !isName(p)
          ? stop('proxy', null, { httpStatus: 503, headers: { via: '1.1 px', 'x-squid-error': 'ERR_DNS_FAIL 0' } })
          : stop('resolve', 'ENOTFOUND')
        : null,
  },
  'bad-certificate': {
    ...SERVICE,
    weight: 2,
    accept: ['outage', 'degraded'],
    make: (d) => {
      const error = d.pick(['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'])
      return (p) => (isService(p) && p.component === 'login' ? stop('tls', error, { tlsIssuer: GENUINE }) : null)
    },
  },
  six: {
    ...SERVICE,
    weight: 3,
    accept: ['degraded', 'operational'],
    make: () => (p) => (isService(p) && p.family === 6 ? stop('connect', 'ETIMEDOUT') : null),
  },
  planned: { ...PLANNED, weight: 6, planned: 'on time', make: maintenance },
  'planned-late': { ...PLANNED, weight: 3, planned: 'late', make: maintenance },
  'planned-early': { ...PLANNED, weight: 2, planned: 'early', make: maintenance },
  'planned-unannounced': {
    ...PLANNED,
    weight: 2,
    planned: 'unannounced',
    make: maintenance,
  },
  'planned-overrun': {
    ...PLANNED,
    weight: 3,
    planned: 'overrun',
    make: (d, w) => {
      const how = serverError(d, { ...w, proxied: false, inspecting: false })
      return (p) => (isService(p) && d.chance(0.97) ? how(p) : null)
    },
  },
  'cut-off': {
    ...COMPANY,
    weight: 9,
    make: (d, w) => {
      const gateway = d.chance(0.4)
      return (p) =>
        p.role === 'gateway' ? (gateway ? stop('connect', 'EHOSTUNREACH') : null) : d.chance(0.97) ? lost(p, w) : null
    },
  },
  lossy: {
    ...COMPANY,
    weight: 6,
    make: (d, w) => {
      const share = d.between(0.3, 0.65)
      return (p) => (isOutside(p) && d.chance(share) ? lost(p, w) : null)
    },
  },
  resolver: {
    ...COMPANY,
    weight: 5,
    make: (d, w) => {
      const error = d.pick(['EAI_AGAIN', 'ESERVFAIL'])
      return (p) =>
        p.role === 'gateway' || p.resolver === 'public' || (w.proxied && !isName(p)) ? null : stop('resolve', error)
    },
  },
  filter: {
    ...COMPANY,
    weight: 6,
    minutes: hour,
    make: (d, w) => {
      const how = d.pick(['page', 'cut', 'certificate'])
      return (p) =>
        !isService(p)
          ? null
          : how === 'cut' && !w.proxied
            ? stop('connect', 'ECONNRESET', { tookMs: 1 })
            : how === 'certificate' && !w.inspecting
              ? stop('tls', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', { tlsIssuer: CORPORATE })
              : stop('status', null, {
                  httpStatus: 403,
                  headers: { via: '1.1 filter01' },
                  bodyHead: '<title>アクセスが規制されています</title>',
                  tlsIssuer: CORPORATE,
                  via: 'proxy',
                })
    },
  },
  'proxy-login': {
    ...COMPANY,
    weight: 4,
    make: () => (p) =>
      isName(p) || p.role === 'gateway'
        ? null
        : stop('proxy', null, { httpStatus: 407, headers: { server: 'squid' }, via: 'proxy' }),
  },
  'proxy-gone': {
    ...COMPANY,
    weight: 3,
    make: (_d, w) => (p) =>
      w.proxied && !isName(p) && p.role !== 'gateway'
        ? stop('proxy', 'ECONNREFUSED', { tookMs: 1 })
        : w.proxied
          ? null
          : isName(p) || p.role === 'gateway'
            ? null
            : lost(p, w),
  },
  portal: {
    ...COMPANY,
    weight: 3,
    make: () => (p) =>
      isName(p) || p.role === 'gateway'
        ? null
        : p.role === 'control'
          ? stop('status', null, { httpStatus: 302, headers: { location: 'http://guest.wifi.example/login' } })
          : stop('tls', 'ERR_TLS_CERT_ALTNAME_INVALID', { tlsIssuer: 'Guest Wi-Fi Portal' }),
  },
  'slow-line': {
    ...COMPANY,
    weight: 3,
    accept: ['company_network', 'operational'],
    make: (d) => (p) =>
      isOutside(p)
        ? { phase: 'done', error: null, tookMs: Math.round((isName(p) ? 400 : 3000) * d.logNormal(1, 0.4)) }
        : null,
  },
  both: {
    ...COMPANY,
    weight: 5,
    minutes: hour,
    accept: ['company_network', 'outage', 'unknown'],
    others: ['outage'],
    isService: true,
    make: (d, w) => {
      const how = serverError(d, w)
      return (p, isHit) => (isHit && isOutside(p) ? (d.chance(0.97) ? lost(p, w) : null) : isService(p) ? how(p) : null)
    },
  },
  'control-gone': {
    weight: 4,
    hits: 'all',
    accept: ['operational'],
    minutes: hour,
    make: () => (p) => (p.target === 'site-a' ? stop('connect', 'ETIMEDOUT') : null),
  },
  'line-down': {
    weight: 3,
    hits: 'all',
    accept: ['operational'],
    minutes: hour,
    make: () => (p) => (p.role === 'line' ? stop('status', null, { httpStatus: 503, tlsIssuer: GENUINE }) : null),
  },
  'sso-down': {
    weight: 2,
    hits: 'all',
    accept: ['operational', 'account_or_device', 'company_network'],
    minutes: hour,
    make: () => (p) =>
      p.role === 'identity-provider' ? stop('status', null, { httpStatus: 503, tlsIssuer: GENUINE }) : null,
  },
  flood: { weight: 4, hits: 'all', accept: ['operational'], minutes: hour, make: () => () => null },
  'false-notice': { weight: 3, hits: 'all', accept: ['operational'], minutes: hour, make: () => () => null },
  pause: {
    weight: 4,
    hits: 'all',
    accept: ['operational', 'unknown'],
    minutes: (d) => d.between(6, 15),
    make: () => () => null,
  },
}
