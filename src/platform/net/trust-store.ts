import { X509Certificate } from 'node:crypto'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import type { Trust } from '../network.ts'

/** Who is believed: the roots that come with Node, those of this system, and the extra ones of the configuration. */
export interface TrustStore {
  contextFor(trust: Trust): SecureContext
  /** Whether a certificate is one of the roots that everybody has, in contrast to a company's own. */
  isPublicRoot(fingerprint256: string): boolean
}

/** Builds a store that reads the roots once, when they are first needed: that takes a tenth of a second. */
export function createTrustStore(): TrustStore {
  const contexts = new Map<string, SecureContext>()
  let publicRoots: ReadonlySet<string> | null = null

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
    isPublicRoot(fingerprint256) {
      publicRoots ??= new Set(getCACertificates('bundled').map((pem) => new X509Certificate(pem).fingerprint256))
      return publicRoots.has(fingerprint256)
    },
  }
}
