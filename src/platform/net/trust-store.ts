import { X509Certificate } from 'node:crypto'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import type { Trust } from '../network.ts'

/** Who is believed: the roots that come with Node, those of this system, and the extra ones of the configuration. */
export interface TrustStore {
  contextFor(trust: Trust): SecureContext
  /**
   * Whether a certificate (DER) holds the key of a root that everybody has, in contrast to a company's own. The key
   * counts, not the certificate: a chain may end in a root that an older one has signed as well.
   */
  isPublicRoot(certificate: Buffer): boolean
}

/** Builds a store that reads the roots once, when they are first needed: that takes a tenth of a second. */
export function createTrustStore(): TrustStore {
  const contexts = new Map<string, SecureContext>()
  let publicKeys: ReadonlySet<string> | null = null

  return {
    contextFor({ extraCa }) {
      const key = extraCa.join('\n')
      const known = contexts.get(key)
      if (known) return known
      const ca = [...new Set([...getCACertificates('bundled'), ...getCACertificates('system'), ...extraCa])]
      const context = createSecureContext({ ca })
      contexts.set(key, context)
      return context
    },
    isPublicRoot(certificate) {
      publicKeys ??= new Set(getCACertificates('bundled').map(keyOf))
      return publicKeys.has(keyOf(certificate))
    },
  }
}

const keyOf = (certificate: string | Buffer): string =>
  new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
