import type { Observation, ProbeError } from '../core/observation.ts'

/** A proxy to go through; credentials stay inside the network and never reach an observation. */
export interface ProxyAddress {
  readonly host: string
  readonly port: number
  /** `Basic …`, or null. */
  readonly authorization: string | null
}

/** How to go: straight, or through a proxy (names are then not resolved here). */
export type Route = { readonly via: 'direct' } | { readonly via: 'proxy'; readonly proxy: ProxyAddress }

/** Which certificates are believed, and which issuers are expected. */
export interface Trust {
  /** PEM certificates trusted beside the built-in ones. */
  readonly extraCa: readonly string[]
  /** Lower-case parts of issuer names that are expected on the service's own certificates; empty: any. */
  readonly expectedIssuers: readonly string[]
  /**
   * Whether the certificate should come from an authority that everybody has, as a public service's does. One that is
   * believed only here (by an extra or the system's own authority) is then told as TLS inspection, without any issuer
   * being named beforehand. A company's own servers may rightly have its own authority: false, as where left out.
   */
  readonly publicAuthority?: boolean
}

export interface Limits {
  /** For the whole look, milliseconds; the body read included. */
  readonly timeoutMs: number
  /** Cap on the body after decompression, bytes. */
  readonly maxBodyBytes: number
}

export interface ExchangeRequest {
  readonly url: URL
  readonly method: 'GET' | 'HEAD' | 'POST'
  /** For POST only; probes send none. */
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly route: Route
  readonly family: 4 | 6 | null
  readonly trust: Trust
  readonly limits: Limits
  /**
   * Asked about every address that the host's name resolves to, before any of them is dialled; one that is not admitted
   * ends the look. Left out: any address. Through a proxy, the proxy resolves the name, and nobody is asked.
   */
  readonly admits?: (address: string) => boolean
  /** How the decompressed body becomes text; by byte order mark, header and `<meta>` where left out. */
  readonly decode?: (bytes: Uint8Array, contentType: string | undefined) => string
  readonly signal?: AbortSignal
}

/** The facts of one step, ready to become an observation; `phase` says where it stopped, `done` that it did not. */
export type Facts = Partial<Observation> & Pick<Observation, 'phase'>

/** One HTTP request and its answer. The status is not judged here: any complete answer is `done`. */
export interface Exchange {
  readonly facts: Facts
  readonly status: number | null
  /** All answer headers, lower-case names; repeated ones joined by ", ". */
  readonly headers: Readonly<Record<string, string>>
  /** Decompressed and decoded by charset, capped; '' where none came. */
  readonly body: string
}

/** `resolver` null: as this system resolves (getaddrinfo); otherwise the address of a DNS server, with or without port. */
export interface ResolveRequest {
  readonly name: string
  readonly type: 'A' | 'AAAA'
  readonly resolver: string | null
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}
export type Resolved =
  | { readonly addresses: readonly string[]; readonly error: null; readonly tookMs: number }
  | { readonly addresses: readonly []; readonly error: ProbeError; readonly detail: string; readonly tookMs: number }

export interface ConnectRequest {
  readonly host: string
  readonly port: number
  readonly route: Route
  readonly family: 4 | 6 | null
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}
export interface HandshakeRequest extends ConnectRequest {
  readonly serverName: string
  readonly trust: Trust
}

/** Everything a probe may do to the network. What goes wrong is in the facts; only a programmer's mistake throws. */
export interface Network {
  resolve(request: ResolveRequest): Promise<Resolved>
  /** Resolves and connects, then closes. */
  connect(request: ConnectRequest): Promise<Facts>
  /** Resolves, connects and shakes hands, then closes; keeps the certificate's facts when verification fails. */
  handshake(request: HandshakeRequest): Promise<Facts>
  exchange(request: ExchangeRequest): Promise<Exchange>
}
