import type { Observation, Phase, ProbeError } from '../../core/observation.ts'
import { cleanText } from '../clean-text.ts'

/** What one class of failure means, from the system's word for it. */
export interface Failure {
  readonly phase: Phase
  readonly error: ProbeError
  readonly detail: string
}

/** A failure that is already classified: thrown inside the network, turned into facts at its edge. */
export class NetFailure extends Error {
  readonly error: ProbeError
  /** Facts that only come with this failure, for example the status of a proxy's refusal. */
  readonly facts: Partial<Observation>
  constructor(error: ProbeError, detail: string, facts: Partial<Observation> = {}) {
    super(detail)
    this.error = error
    this.facts = facts
  }
}

const DETAIL_LENGTH = 200

const BY_CODE: Readonly<Record<string, ProbeError>> = {
  ENOTFOUND: 'ENOTFOUND',
  ENODATA: 'ENODATA',
  ESERVFAIL: 'ESERVFAIL',
  EREFUSED: 'EREFUSED',
  EAI_AGAIN: 'EAI_AGAIN',
  ETIMEDOUT: 'ETIMEDOUT',
  ECONNREFUSED: 'ECONNREFUSED',
  ECONNRESET: 'ECONNRESET',
  ECONNABORTED: 'ECONNRESET',
  EPIPE: 'ECONNRESET',
  ERR_STREAM_PREMATURE_CLOSE: 'ECONNRESET',
  EHOSTUNREACH: 'EHOSTUNREACH',
  EHOSTDOWN: 'EHOSTUNREACH',
  // A firewall on this very machine forbids the way.
  EACCES: 'EHOSTUNREACH',
  EPERM: 'EHOSTUNREACH',
  ENETUNREACH: 'ENETUNREACH',
  ENETDOWN: 'ENETUNREACH',
  EAFNOSUPPORT: 'EADDRNOTAVAIL',
  EADDRNOTAVAIL: 'EADDRNOTAVAIL',
  CERT_HAS_EXPIRED: 'CERT_HAS_EXPIRED',
  CERT_NOT_YET_VALID: 'CERT_NOT_YET_VALID',
  SELF_SIGNED_CERT_IN_CHAIN: 'SELF_SIGNED_CERT_IN_CHAIN',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  UNABLE_TO_GET_ISSUER_CERT: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ERR_TLS_CERT_ALTNAME_INVALID: 'ERR_TLS_CERT_ALTNAME_INVALID',
  EPROTO: 'TLS_HANDSHAKE',
}

const BY_PREFIX: readonly (readonly [string, ProbeError])[] = [
  ['HPE_', 'HTTP_PARSE'],
  ['ERR_SSL_', 'TLS_HANDSHAKE'],
  ['ERR_TLS_', 'TLS_HANDSHAKE'],
  ['ERR_HTTP_', 'HTTP_PARSE'],
  ['Z_', 'BODY_ENCODING'],
  ['ERR__ERROR_FORMAT', 'BODY_ENCODING'],
  ['ERR_BROTLI', 'BODY_ENCODING'],
  ['ERR_ZSTD', 'BODY_ENCODING'],
  ['ZSTD_', 'BODY_ENCODING'],
]

/** Verification failures that have no name of their own here. */
const isCertificateCode = (code: string) => /CERT|CRL|CA$|CHAIN|PURPOSE|SIGNATURE|HOSTNAME/.test(code)

/** The class of a verification failure, from OpenSSL's or Node's code. */
export const certificateErrorOf = (code: string): ProbeError => BY_CODE[code] ?? 'CERT_INVALID'

/**
 * The class of whatever was thrown on the way, and the phase to blame. Null for a programmer's mistake, which is to be
 * thrown on.
 */
export function failureOf(thrown: unknown, phase: Phase): Failure | null {
  if (thrown instanceof NetFailure) return { phase, error: thrown.error, detail: detailOf(thrown) }
  if (!(thrown instanceof Error) || thrown instanceof TypeError || thrown instanceof RangeError) return null
  const { code, syscall } = thrown as NodeJS.ErrnoException
  if (typeof code !== 'string') return null
  const error = errorOf(code, phase, syscall)
  return { phase: phaseOf(error, phase), error, detail: detailOf(thrown) }
}

function errorOf(code: string, phase: Phase, syscall: string | undefined): ProbeError {
  // A reset comes from a system call; the end of the stream in the handshake is Node's own word.
  if (phase === 'tls' && code === 'ECONNRESET' && syscall === undefined) return 'TLS_HANDSHAKE'
  // No answer from the resolver has a name of its own.
  if (phase === 'resolve' && code === 'ETIMEDOUT') return 'EAI_AGAIN'
  const exact = BY_CODE[code]
  if (exact) return exact
  const prefixed = BY_PREFIX.find(([prefix]) => code.startsWith(prefix))
  if (prefixed) return prefixed[1]
  if (phase === 'tls' && isCertificateCode(code)) return 'CERT_INVALID'
  return 'PROBE_CRASHED'
}

/** In TLS 1.3 the server's refusal of the handshake arrives only after our request was sent. */
const phaseOf = (error: ProbeError, phase: Phase): Phase =>
  error === 'TLS_HANDSHAKE' && phase === 'request' ? 'tls' : phase

function detailOf(thrown: Error): string {
  const { code } = thrown as NodeJS.ErrnoException
  const text = code === undefined || thrown.message.includes(code) ? thrown.message : `${code}: ${thrown.message}`
  return cleanText(text, DETAIL_LENGTH)
}
