import type { DetailedPeerCertificate } from 'node:tls'
import type { Trust } from '../network.ts'
import { chainOf, shortNameOf } from './certificate-facts.ts'

/**
 * What to tell about the issuer of a certificate that was believed. One that is not expected does not fail the look:
 * people whose machines trust it can log in. But it is told, as one of
 * - `tls-inspection:NAME`: its root is a company's own, so that somebody on the way reads along;
 * - `issuer-changed:NAME`: its root is one that everybody has, so that the service merely changed its authority.
 */
export function issuerDriftOf(
  leaf: DetailedPeerCertificate,
  { expectedIssuers, publicAuthority = false }: Trust,
  isPublicRoot: (certificate: Buffer) => boolean,
): readonly string[] {
  if (expectedIssuers.length === 0 && !publicAuthority) return []
  const said = Object.values(leaf.issuer).flat().join(' ').toLowerCase()
  if (expectedIssuers.some((part) => said.includes(part))) return []
  const name = shortNameOf(leaf.issuer) ?? 'unknown'
  if (!chainOf(leaf).some(({ raw }) => isPublicRoot(raw))) return [`tls-inspection:${name}`]
  return expectedIssuers.length === 0 ? [] : [`issuer-changed:${name}`]
}
