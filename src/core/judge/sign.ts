import type { Observation } from '../observation.ts'
import { issuerKindOf } from './issuer.ts'
import {
  hasProxyMarks,
  isBlankPage,
  isBlockPage,
  isCredentialError,
  isErrorPage,
  isMadeByProxy,
  isMaintenancePage,
  isOwnPage,
  isSignInPage,
  isTenantRule,
  proxyReasonOf,
  redirectKindOf,
} from './marks.ts'
import { NEAR_MS } from './nearness.ts'

/** What one look shows, read from its phase, error and answer alone: the alphabet in which faults are written. */
export const SIGNS = [
  'passed',
  // answers that prove the path up to LINE WORKS
  'server-error',
  'maintenance-page',
  'rate-limited',
  'credential-refused',
  'forbidden',
  'blank-page',
  'changed-page',
  'bad-certificate',
  'expired-certificate',
  'answer-silent',
  // the far side, or the way to it
  'connect-silent',
  'tls-silent',
  'refused-far',
  'no-such-name',
  'resolver-failed',
  'resolver-silent',
  // the company's proxy or filter
  'proxy-login',
  'proxy-refused',
  'proxy-unreachable',
  'proxy-upstream',
  'block-page',
  'diverted',
  'inspected',
  'foreign-certificate',
  'refused-near',
  // the company's lines, Wi-Fi and this machine
  'portal',
  'no-route',
  'own-fault',
] as const
export type Sign = (typeof SIGNS)[number]

/** A connect that "times out" sooner than this (ms) was given up by the monitor, not by the network. */
const GIVEN_UP_MS = 700
/** A Retry-After of at least this many seconds is planned work rather than a moment's overload. */
const PLANNED_RETRY_S = 900

const UNKNOWN_ISSUER = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNEXPECTED_ISSUER',
  'CERT_INVALID',
])

/** Reads one look. Null where it says nothing: it was skipped. `nearMs`: a refusal that comes sooner was made in the house. */
export function signOf(look: Observation, nearMs: number = NEAR_MS): Sign | null {
  if (look.outcome === 'skipped') return null
  if (look.error === 'PROBE_CRASHED') return 'own-fault'
  if (look.phase === 'done') return 'passed'
  if (look.httpStatus === 407 || look.error === 'PROXY_AUTH_REQUIRED') return 'proxy-login'
  if (look.httpStatus === 511) return 'portal'
  switch (look.phase) {
    case 'resolve':
      return resolveSign(look)
    case 'connect':
      return connectSign(look, nearMs)
    case 'proxy':
      return proxySign(look)
    case 'tls':
      return tlsSign(look, nearMs)
    case 'request':
      return requestSign(look, nearMs)
    default:
      return answerSign(look)
  }
}

function resolveSign({ error }: Observation): Sign {
  if (error === 'ENOTFOUND' || error === 'ENODATA') return 'no-such-name'
  if (error === 'ESERVFAIL' || error === 'EREFUSED') return 'resolver-failed'
  return isUnroutable(error) ? 'no-route' : 'resolver-silent'
}

const isUnroutable = (error: Observation['error']) =>
  error === 'EHOSTUNREACH' || error === 'ENETUNREACH' || error === 'EADDRNOTAVAIL'

/** The phase in which it stopped, by itself where it was timed. */
const stoppedAfterMs = ({ phase, timings, tookMs }: Observation): number =>
  (phase === 'connect' || phase === 'tls' || phase === 'request' ? timings[phase] : null) ?? tookMs
const refusal = (look: Observation, nearMs: number): Sign =>
  stoppedAfterMs(look) < nearMs ? 'refused-near' : 'refused-far'

function connectSign(look: Observation, nearMs: number): Sign {
  const { error, tookMs, via } = look
  if (via === 'proxy') return 'proxy-unreachable'
  if (isUnroutable(error)) return 'no-route'
  if (error === 'ECONNREFUSED' || error === 'ECONNRESET') return refusal(look, nearMs)
  return tookMs < GIVEN_UP_MS ? 'own-fault' : 'connect-silent'
}

function proxySign(look: Observation): Sign {
  const reason = proxyReasonOf(look)
  if (reason === 'denied') return 'proxy-refused'
  if (look.httpStatus === null) return look.error === 'PROXY_REFUSED' ? 'proxy-refused' : 'proxy-unreachable'
  return reason === 'upstream' || (reason === null && look.httpStatus === 504) ? 'proxy-upstream' : 'proxy-refused'
}

function tlsSign(look: Observation, nearMs: number): Sign {
  const { error, tlsIssuer } = look
  const issuer = issuerKindOf(tlsIssuer)
  if (error === 'ETIMEDOUT') return 'tls-silent'
  if (error === 'ECONNRESET' || error === 'ECONNREFUSED' || error === 'TLS_HANDSHAKE') return refusal(look, nearMs)
  if (isUnroutable(error)) return 'no-route'
  if (issuer === 'inspection' || error === 'UNEXPECTED_ISSUER') return 'inspected'
  if (issuer === 'portal') return 'portal'
  if (error === 'CERT_HAS_EXPIRED' || error === 'CERT_NOT_YET_VALID') return 'expired-certificate'
  if (issuer === 'public' || issuer === 'stopgap') return 'bad-certificate'
  return error !== null && (UNKNOWN_ISSUER.has(error) || error === 'ERR_TLS_CERT_ALTNAME_INVALID')
    ? 'foreign-certificate'
    : 'bad-certificate'
}

function requestSign(look: Observation, nearMs: number): Sign {
  if (proxyReasonOf(look) === 'denied') return 'proxy-refused'
  if (isUnroutable(look.error)) return 'no-route'
  if (look.error === 'ECONNREFUSED') return refusal(look, nearMs)
  // Without TLS it is the proxy that hears the request, and the proxy that hangs up.
  if (look.via === 'proxy' && look.tlsIssuer === null && look.error === 'ECONNRESET') return 'proxy-unreachable'
  return 'answer-silent'
}

/** A complete answer came: who made it, and what does it say? */
function answerSign(look: Observation): Sign {
  const status = look.httpStatus ?? 200
  const genuine = issuerKindOf(look.tlsIssuer) === 'public' && !isMadeByProxy(look)
  if (!genuine && (isBlockPage(look) || proxyReasonOf(look) === 'denied')) return 'block-page'
  if (status === 429) return 'rate-limited'
  if (status >= 500) return failureSign(look, status, genuine)
  if (status >= 300 && status < 400) return redirectSign(look, look.headers.location ?? look.finalUrl)
  if (status >= 400) return refusalSign(look, status, genuine)
  if (look.error === 'UNEXPECTED_REDIRECT') return redirectSign(look, look.finalUrl ?? look.headers.location)
  return contentSign(look, genuine)
}

function failureSign(look: Observation, status: number, genuine: boolean): Sign {
  const planned = status === 503 && Number(look.headers['retry-after'] ?? 0) >= PLANNED_RETRY_S
  if (genuine) return isMaintenancePage(look) || planned ? 'maintenance-page' : 'server-error'
  const reason = proxyReasonOf(look)
  if (reason === 'upstream') return 'proxy-upstream'
  if (isMadeByProxy(look))
    return reason === null && (status === 502 || status === 504) ? 'proxy-upstream' : 'proxy-refused'
  if (isMaintenancePage(look) || planned) return 'maintenance-page'
  // A proxy that only left its name passed the far side's failure on.
  const passedOn = look.headers.server !== undefined || look.headers.via === undefined
  return passedOn ? 'server-error' : 'proxy-upstream'
}

function redirectSign(look: Observation, location: string | null | undefined): Sign {
  const kind = redirectKindOf(location)
  if (kind === 'filter') return 'block-page'
  if (kind === 'portal') return 'portal'
  if (kind === 'foreign') return look.role === 'control' ? 'portal' : 'foreign-certificate'
  return look.role === 'control' ? 'portal' : 'changed-page'
}

function refusalSign(look: Observation, status: number, genuine: boolean): Sign {
  // The API's own 401 passes; one that is not its JSON was said by somebody else.
  if (look.kind === 'api' && status === 401) return hasProxyMarks(look) ? 'block-page' : 'changed-page'
  if ((status === 400 || status === 401 || status === 403) && isCredentialError(look) && !hasProxyMarks(look))
    return 'credential-refused'
  if (isSignInPage(look)) return 'portal'
  if (!genuine && hasProxyMarks(look)) return 'block-page'
  if (status === 403 && isTenantRule(look)) return 'credential-refused'
  if (status === 401) return 'credential-refused'
  return status === 403 || status === 451 ? 'forbidden' : 'changed-page'
}

function contentSign(look: Observation, genuine: boolean): Sign {
  // A resolver's answer that no public service can have.
  if (look.kind === 'dns') return 'diverted'
  if (isMaintenancePage(look) && !isMadeByProxy(look)) return 'maintenance-page'
  if (isSignInPage(look) || (look.role === 'control' && !genuine)) return 'portal'
  if (isBlankPage(look)) return 'blank-page'
  return isErrorPage(look) && !isOwnPage(look) ? 'blank-page' : 'changed-page'
}
