import type { Certificate, DetailedPeerCertificate, TLSSocket } from 'node:tls'
import type { TlsFacts } from '../../core/observation.ts'
import { cleanText } from '../clean-text.ts'

const NAME_LENGTH = 200
const ALT_NAMES = 50
const CHAIN_LENGTH = 10

/**
 * The other side's certificate and what stands above it, or null where it sent none. Not by `getPeerX509Certificate`:
 * in Node 24 that gives away a reference it does not own, and a second look at the certificate crashes the process.
 */
export function peerCertificateOf(socket: TLSSocket): DetailedPeerCertificate | null {
  const certificate = socket.getPeerCertificate(true)
  return certificate?.raw ? certificate : null
}

/** What a certificate says, believed or not. */
export function certificateFactsOf(leaf: DetailedPeerCertificate, protocol: string | null): TlsFacts {
  return {
    issuer: shortNameOf(leaf.issuer),
    subject: shortNameOf(leaf.subject),
    altNames: altNamesOf(leaf.subjectaltname),
    validFromAt: instantOf(leaf.valid_from),
    validToAt: instantOf(leaf.valid_to),
    fingerprint256: leaf.fingerprint256,
    protocol,
    chain: chainOf(leaf).map(({ subject }) => shortNameOf(subject) ?? ''),
  }
}

/** From the leaf up, as far as it was sent or completed from what is trusted. */
export function chainOf(leaf: DetailedPeerCertificate): readonly DetailedPeerCertificate[] {
  const chain = [leaf]
  // A root names itself as its issuer.
  for (let next = leaf.issuerCertificate; next && chain.length < CHAIN_LENGTH; next = next.issuerCertificate) {
    if (chain.some(({ fingerprint256 }) => fingerprint256 === next.fingerprint256)) break
    chain.push(next)
  }
  return chain
}

/** The common name, the organisation where there is none, or all there is. */
export function shortNameOf(name: Certificate | undefined): string | null {
  const said =
    [name?.CN, name?.O].flat().find(Boolean) ??
    Object.values(name ?? {})
      .flat()
      .join(', ')
  return cleanText(said, NAME_LENGTH) || null
}

function altNamesOf(text: string | undefined): readonly string[] {
  const names = (text ?? '').split(', ').map((entry) => entry.replace(/^(DNS|IP Address):/, ''))
  return names
    .filter(Boolean)
    .slice(0, ALT_NAMES)
    .map((name) => cleanText(name, NAME_LENGTH))
}

function instantOf(text: string): number | null {
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}
