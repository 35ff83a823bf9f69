import { expect, test } from 'vitest'
import { type Phase, PROBE_ERRORS, type ProbeError } from '../../../src/core/observation.ts'
import { DeadlinePassed } from '../../../src/platform/net/deadline.ts'
import { certificateErrorOf, failureOf, NetFailure } from '../../../src/platform/net/net-failure.ts'

const system = (code: string, syscall?: string) => Object.assign(new Error(`something ${code}`), { code, syscall })

const rows: [Phase, string, ProbeError, Phase?][] = [
  ['resolve', 'ENOTFOUND', 'ENOTFOUND'],
  ['resolve', 'ENODATA', 'ENODATA'],
  ['resolve', 'ESERVFAIL', 'ESERVFAIL'],
  ['resolve', 'EREFUSED', 'EREFUSED'],
  ['resolve', 'EAI_AGAIN', 'EAI_AGAIN'],
  ['resolve', 'ETIMEDOUT', 'EAI_AGAIN'],
  ['connect', 'ETIMEDOUT', 'ETIMEDOUT'],
  ['connect', 'ECONNREFUSED', 'ECONNREFUSED'],
  ['connect', 'ECONNRESET', 'ECONNRESET'],
  ['connect', 'ECONNABORTED', 'ECONNRESET'],
  ['connect', 'EHOSTUNREACH', 'EHOSTUNREACH'],
  ['connect', 'EHOSTDOWN', 'EHOSTUNREACH'],
  ['connect', 'EACCES', 'EHOSTUNREACH'],
  ['connect', 'EPERM', 'EHOSTUNREACH'],
  ['connect', 'ENETUNREACH', 'ENETUNREACH'],
  ['connect', 'ENETDOWN', 'ENETUNREACH'],
  ['connect', 'EADDRNOTAVAIL', 'EADDRNOTAVAIL'],
  ['connect', 'EAFNOSUPPORT', 'EADDRNOTAVAIL'],
  ['connect', 'EMFILE', 'PROBE_CRASHED'],
  ['tls', 'CERT_HAS_EXPIRED', 'CERT_HAS_EXPIRED'],
  ['tls', 'ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['tls', 'CERT_REVOKED', 'CERT_INVALID'],
  ['tls', 'EPROTO', 'TLS_HANDSHAKE'],
  ['tls', 'ERR_SSL_WRONG_VERSION_NUMBER', 'TLS_HANDSHAKE'],
  ['tls', 'ERR_TLS_PROTOCOL_VERSION_CONFLICT', 'TLS_HANDSHAKE'],
  ['request', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'TLS_HANDSHAKE', 'tls'],
  ['request', 'EPIPE', 'ECONNRESET'],
  ['request', 'HPE_INVALID_CONSTANT', 'HTTP_PARSE'],
  ['proxy', 'HPE_HEADER_OVERFLOW', 'HTTP_PARSE'],
  ['content', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET'],
  ['content', 'Z_DATA_ERROR', 'BODY_ENCODING'],
  ['content', 'ERR__ERROR_FORMAT_PADDING_1', 'BODY_ENCODING'],
  ['content', 'ZSTD_error_prefix_unknown', 'BODY_ENCODING'],
]

test.each(rows)('at %s, %s is %s', (phase, code, error, blamed = phase) => {
  expect(failureOf(system(code), phase)).toEqual({ phase: blamed, error, detail: `something ${code}` })
})

test('the end of the stream in a handshake is not a reset', () => {
  expect(failureOf(system('ECONNRESET'), 'tls')).toMatchObject({ error: 'TLS_HANDSHAKE' })
  expect(failureOf(system('ECONNRESET', 'read'), 'tls')).toMatchObject({ error: 'ECONNRESET' })
  expect(failureOf(system('ECONNRESET'), 'request')).toMatchObject({ error: 'ECONNRESET' })
})

test('a certificate’s failure keeps its name, or becomes the general one', () => {
  expect(certificateErrorOf('CERT_NOT_YET_VALID')).toBe('CERT_NOT_YET_VALID')
  expect(certificateErrorOf('SELF_SIGNED_CERT_IN_CHAIN')).toBe('SELF_SIGNED_CERT_IN_CHAIN')
  expect(certificateErrorOf('UNABLE_TO_GET_ISSUER_CERT')).toBe('UNABLE_TO_GET_ISSUER_CERT_LOCALLY')
  expect(certificateErrorOf('INVALID_CA')).toBe('CERT_INVALID')
})

test('what is classified already stays so; the deadline speaks like the kernel', () => {
  expect(failureOf(new NetFailure('PROXY_REFUSED', '403 Forbidden'), 'proxy')).toEqual({
    phase: 'proxy',
    error: 'PROXY_REFUSED',
    detail: '403 Forbidden',
  })
  expect(failureOf(new DeadlinePassed(5_000), 'content')).toMatchObject({ phase: 'content', error: 'ETIMEDOUT' })
})

test('a mistake of the programmer is none of the world’s failures', () => {
  expect(failureOf(new TypeError('x is not a function'), 'request')).toBeNull()
  expect(failureOf(new Error('no code at all'), 'request')).toBeNull()
  expect(failureOf('a string', 'request')).toBeNull()
})

test('the detail names the code, is bounded and carries no control characters', () => {
  const detail = failureOf(
    Object.assign(new Error(`\u001b[31m${'x'.repeat(900)}\n`), { code: 'EPROTO' }),
    'tls',
  )!.detail
  expect(detail).toMatch(/^EPROTO: x+$/)
  expect(detail.length).toBeLessThanOrEqual(200)
})

test('every error of the network is in the closed list', () => {
  for (const [, , error] of rows) expect(PROBE_ERRORS).toContain(error)
})
