import type { Component } from './condition.ts'

/** What part a target plays: the service itself, something that does not fail together with it, or what lies between. */
export const ROLES = ['service', 'control', 'gateway', 'identity-provider', 'line'] as const
export type Role = (typeof ROLES)[number]

/** Where a look stopped, in the order in which a look goes; `done` means that it passed. */
export const PHASES = ['resolve', 'connect', 'proxy', 'tls', 'request', 'status', 'content', 'done'] as const
export type Phase = (typeof PHASES)[number]

/** Everything that can go wrong, classified. Node's own names where it has one. */
export const PROBE_ERRORS = [
  // resolve
  'ENOTFOUND', // NXDOMAIN
  'ENODATA', // the name exists, this record type does not
  'ESERVFAIL',
  'EREFUSED', // the resolver refuses to answer
  'EAI_AGAIN', // no answer from the resolver in time
  // connect, and any later phase
  'ETIMEDOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  // proxy
  'PROXY_AUTH_REQUIRED', // 407
  'PROXY_REFUSED', // CONNECT answered with anything but 2xx or 407
  // tls
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_INVALID', // any other verification failure
  'UNEXPECTED_ISSUER', // verified, by an issuer that is not among the expected ones: TLS inspection
  'TLS_HANDSHAKE', // alert, protocol error or end of stream in the handshake
  // request, content
  'HTTP_PARSE', // what came back is not HTTP
  'TOO_MANY_REDIRECTS',
  'BODY_TOO_LARGE',
  'BODY_ENCODING', // compressed body that cannot be read
  'BODY_MISMATCH', // the body lacks what makes it this page
  'UNEXPECTED_REDIRECT', // ended on a host that it should not end on
  // the monitor itself
  'PROBE_CRASHED', // a mistake in our own code: never evidence against anybody
] as const
export type ProbeError = (typeof PROBE_ERRORS)[number]

/** A probe's three outcomes. `skipped` adds no evidence. */
export type Outcome = 'passed' | 'failed' | 'skipped'

/** Why a look was not taken. `proxy-resolves`: names are resolved by the proxy, so what this machine's resolver says is no matter. */
export const SKIP_REASONS = [
  'no-ipv4',
  'no-ipv6',
  'no-proxy',
  'proxy-resolves',
  'backing-off',
  'not-configured',
  'overlap',
] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

/** Milliseconds each phase took, null where the look did not come to it or does not have it. */
export interface PhaseTimings {
  readonly resolve: number | null
  readonly connect: number | null
  /** CONNECT sent to the proxy until its answer. */
  readonly proxy: number | null
  readonly tls: number | null
  /** Request sent until the first byte of the answer. */
  readonly request: number | null
  readonly body: number | null
}

/** What a certificate says, kept also when its verification fails. Instants in epoch milliseconds. */
export interface TlsFacts {
  readonly issuer: string | null
  readonly subject: string | null
  readonly altNames: readonly string[]
  readonly validFromAt: number | null
  readonly validToAt: number | null
  readonly fingerprint256: string | null
  readonly protocol: string | null
  /** Subjects from the leaf to the root, as far as they were sent. */
  readonly chain: readonly string[]
}

/**
 * One look at one target from one vantage: the only thing a probe can say.
 * Instants are epoch milliseconds, durations milliseconds. A field that does not apply is null.
 */
export interface Observation {
  readonly target: string
  readonly role: Role
  /** The probe kind that looked, a key of the probe registry. */
  readonly kind: string
  readonly component: Component | null
  readonly vantage: string
  readonly via: 'direct' | 'proxy'
  /** For `dns`: whose resolver was asked. */
  readonly resolver: 'company' | 'public' | null
  readonly family: 4 | 6 | null
  readonly at: number
  readonly outcome: Outcome
  readonly skipped: SkipReason | null
  readonly phase: Phase
  readonly error: ProbeError | null
  /** The system's own words for the error, cleaned and bounded: for the log and for experts. */
  readonly detail: string | null
  readonly httpStatus: number | null
  /** Lower-case names; only those that help to tell who answered (see `KEPT_HEADERS`). */
  readonly headers: Readonly<Record<string, string>>
  /** Head of an unexpected body: cleaned of control characters, at most 512 characters. */
  readonly bodyHead: string | null
  /** Where redirects led to, without query. */
  readonly finalUrl: string | null
  readonly address: string | null
  /** host:port of the proxy used, never its credentials. */
  readonly proxy: string | null
  readonly tls: TlsFacts | null
  /** Common name (or organisation) of the leaf's issuer; the same as `tls.issuer`. */
  readonly tlsIssuer: string | null
  /** Server's Date header minus our clock, where one came. */
  readonly clockSkewMs: number | null
  readonly timings: PhaseTimings
  readonly tookMs: number
  /** 1, or 2 where the first look failed and was repeated at once. */
  readonly attempts: number
  /** What changed against the shipped or learnt picture of the page (form target, script hosts); it does not fail the look. */
  readonly drift: readonly string[]
}

/** The answer headers an observation keeps: they tell a proxy from the service. */
export const KEPT_HEADERS = ['via', 'proxy-status', 'x-squid-error', 'server', 'retry-after', 'location'] as const

export const NO_TIMINGS: PhaseTimings = {
  resolve: null,
  connect: null,
  proxy: null,
  tls: null,
  request: null,
  body: null,
}

/** What identifies a look: who is looked at, from where and how. */
export type Sighting = Pick<Observation, 'target' | 'role' | 'kind' | 'vantage'> &
  Partial<Pick<Observation, 'component' | 'via' | 'resolver' | 'family' | 'at'>>

/** An observation with every fact that `facts` leaves out set to null, none or empty. A look passed when `phase` is `done`. */
export function observationOf(sighting: Sighting, facts: Partial<Observation> = {}): Observation {
  const phase = facts.phase ?? 'done'
  return {
    component: null,
    via: 'direct',
    resolver: null,
    family: null,
    at: 0,
    skipped: null,
    error: null,
    detail: null,
    httpStatus: null,
    headers: {},
    bodyHead: null,
    finalUrl: null,
    address: null,
    proxy: null,
    tls: null,
    tlsIssuer: null,
    clockSkewMs: null,
    timings: NO_TIMINGS,
    tookMs: 0,
    attempts: 1,
    drift: [],
    ...sighting,
    ...facts,
    phase,
    outcome: facts.skipped ? 'skipped' : phase === 'done' ? 'passed' : 'failed',
  }
}
