import { type Observation, observationOf } from '../../../src/core/observation.ts'

/** Looks for judging tests: a small monitor with all that matters, at one instant. */

export const ISSUER = 'DigiCert TLS RSA SHA256 2020 CA1'
export const T0 = Date.UTC(2026, 5, 1)

type Facts = Partial<Observation>

const TARGETS: readonly (readonly [string, Facts])[] = [
  ['login-dns', { role: 'service', kind: 'dns', component: 'login', resolver: 'company', tookMs: 8 }],
  ['login-page', { role: 'service', kind: 'login-page', component: 'login', httpStatus: 200, tookMs: 180 }],
  ['openid', { role: 'service', kind: 'openid', component: 'login', httpStatus: 200, tookMs: 120 }],
  ['api', { role: 'service', kind: 'api', component: 'api', httpStatus: 401, tookMs: 90 }],
  ['talk', { role: 'service', kind: 'http', component: 'talk', httpStatus: 200, tookMs: 150 }],
  ['control-a', { role: 'control', kind: 'control', httpStatus: 204, tookMs: 40 }],
  ['control-b', { role: 'control', kind: 'control', httpStatus: 204, tookMs: 60 }],
  ['control-dns', { role: 'control', kind: 'dns', resolver: 'company', tookMs: 8 }],
  ['gateway', { role: 'gateway', kind: 'tcp', tookMs: 1 }],
]

export const lookAt = (target: string, facts: Facts): Observation =>
  observationOf({ target, role: 'service', kind: 'http', vantage: 'tokyo', ...facts }, facts)

/** How each target of a round fails; null where it passes. */
export type Failing = (look: Observation) => Facts | null
export const fine: Failing = () => null

export function roundAt(at: number, failing: Failing = fine, vantage = 'tokyo'): readonly Observation[] {
  return TARGETS.map(([target, usual], index) => {
    const wire = usual.kind !== 'dns' && usual.kind !== 'tcp'
    const facts = { ...usual, vantage, at: at + index * 1000, tlsIssuer: wire ? ISSUER : null }
    const passing = lookAt(target, facts)
    const trouble = failing(passing)
    return trouble ? lookAt(target, { ...facts, httpStatus: null, ...trouble }) : passing
  })
}

const isWire = (look: Observation) => look.kind !== 'dns' && look.kind !== 'tcp'
export const isService = (look: Observation): boolean => look.role === 'service' && isWire(look)

export const serverError: Failing = (look) =>
  isService(look) ? { phase: 'status', httpStatus: 503, headers: { server: 'nginx' } } : null
export const loginError: Failing = (look) => (look.component === 'login' ? serverError(look) : null)
export const silence: Failing = (look) =>
  isService(look) ? { phase: 'connect', error: 'ETIMEDOUT', tookMs: 5000 } : null
export const cutOff: Failing = (look) => {
  if (look.role === 'gateway') return null
  if (look.kind === 'dns') return { phase: 'resolve', error: 'EAI_AGAIN', tookMs: 5000 }
  return { phase: 'connect', error: 'ETIMEDOUT', tookMs: 5000 }
}
export const proxyLogin: Failing = (look) => (isWire(look) ? { phase: 'proxy', httpStatus: 407, via: 'proxy' } : null)
export const maintenancePage: Failing = (look) =>
  isService(look)
    ? {
        phase: 'status',
        httpStatus: 503,
        headers: { 'retry-after': '3600' },
        bodyHead: '<title>メンテナンス中</title>',
      }
    : null
export const slow: Failing = (look) =>
  isService(look) ? { phase: 'done', httpStatus: look.httpStatus, tookMs: look.tookMs * 15 } : null
