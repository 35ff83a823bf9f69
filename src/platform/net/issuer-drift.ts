import type { DetailedPeerCertificate } from 'node:tls'
import { chainOf, shortNameOf } from './certificate-facts.ts'

/**
 * What to tell about the issuer of a certificate that was believed. One that is not expected does not fail the look:
 * people whose machines trust it can log in. But it is told, as one of
 * - `tls-inspection:NAME`: its root is a company's own, so that somebody on the way reads along;
 * - `issuer-changed:NAME`: its root is one that everybody has, so that the service merely changed its authority.
 *
 * `expected`: lower-case parts of issuer names; empty: any issuer will do.
 */
export function issuerDriftOf(
  leaf: DetailedPeerCertificate,
  expected: readonly string[],
  isPublicRoot: (fingerprint256: string) => boolean,
): readonly string[] {
  if (expected.length === 0) return []
  const said = Object.values(leaf.issuer).flat().join(' ').toLowerCase()
  if (expected.some((part) => said.includes(part))) return []
  const kind = isPublicRoot(chainOf(leaf).at(-1)!.fingerprint256) ? 'issuer-changed' : 'tls-inspection'
  return [`${kind}:${shortNameOf(leaf.issuer) ?? 'unknown'}`]
}
