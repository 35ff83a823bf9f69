import type { ConnectRequest, ExchangeRequest, HandshakeRequest, Trust } from '../../src/platform/network.ts'

/** Generous: on a busy machine a deadline must end only what is meant to hang. */
export const LONG_MS = 15_000

export const NO_TRUST: Trust = { extraCa: [], expectedIssuers: [] }

/** Believes one more authority. */
export const trusting = (caPem: string, ...expectedIssuers: string[]): Trust => ({ extraCa: [caPem], expectedIssuers })

/** A GET, straight and with generous limits, but for what is said otherwise. */
export const get = (url: string, overrides: Partial<ExchangeRequest> = {}): ExchangeRequest => ({
  url: new URL(url),
  method: 'GET',
  route: { via: 'direct' },
  family: null,
  trust: NO_TRUST,
  limits: { timeoutMs: LONG_MS, maxBodyBytes: 100_000 },
  ...overrides,
})

export const connectTo = (host: string, port: number, overrides: Partial<ConnectRequest> = {}): ConnectRequest => ({
  host,
  port,
  route: { via: 'direct' },
  family: null,
  timeoutMs: LONG_MS,
  ...overrides,
})

export const handshakeWith = (port: number, overrides: Partial<HandshakeRequest> = {}): HandshakeRequest => ({
  ...connectTo('127.0.0.1', port),
  serverName: 'localhost',
  trust: NO_TRUST,
  ...overrides,
})
