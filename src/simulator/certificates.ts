import { webcrypto } from 'node:crypto'
import { type CertificateAuthority, type Credentials, createCertificateAuthority } from './certificate-authority.ts'
import { CONTROL_DOMAIN, SERVICE_DOMAIN } from './dns-server.ts'
import type { Certificates } from './site-server.ts'
import type { PublicKey } from './sites/service-sites.ts'

const DAY_MS = 86_400_000

/** Reads as one of the authorities that everybody trusts, as the real service's does: that is how an answer counts as genuine. */
export const SERVICE_AUTHORITY = 'Simulated DigiCert CA'

/** The authorities of the pretend world, and what they issue to its hosts. */
export interface Authorities {
  readonly service: CertificateAuthority
  readonly internet: CertificateAuthority
  /** The company's web filter, which its computers trust, and a device that they do not. */
  readonly filter: CertificateAuthority
  readonly inspection: CertificateAuthority
  /** For hosts of the service, and for all others. */
  readonly serviceCertificates: Certificates
  readonly internetCertificates: Certificates
  readonly companyCertificates: { readonly blocked: Credentials; readonly inspected: Credentials }
}

/** Makes them anew; `now` is the instant, epoch milliseconds, at which they are good. */
export async function createAuthorities(host: string, now: number): Promise<Authorities> {
  const [service, internet, filter, inspection] = await Promise.all([
    createCertificateAuthority({ now, name: SERVICE_AUTHORITY }),
    createCertificateAuthority({ now, name: 'Simulated Sectigo CA' }),
    createCertificateAuthority({ now, name: 'Example Company Web Filter CA' }),
    createCertificateAuthority({ now, name: 'Example Company TLS Inspection CA' }),
  ])
  const certificatesOf = async (authority: CertificateAuthority, domain: string): Promise<Certificates> => {
    const names = [`*.${domain}`, host, 'localhost']
    const [valid, expired, inspected, portal] = await Promise.all([
      authority.issue({ names }),
      authority.issue({ names, validFrom: now - 90 * DAY_MS, validTo: now - DAY_MS / 24 }),
      inspection.issue({ names }),
      inspection.selfSigned({ names: ['portal.guest-wifi.test'] }),
    ])
    return { valid, expired, inspected, portal }
  }
  const [serviceCertificates, internetCertificates] = await Promise.all([
    certificatesOf(service, SERVICE_DOMAIN),
    certificatesOf(internet, CONTROL_DOMAIN),
  ])
  const companyCertificates = {
    blocked: await filter.issue({ names: [host, 'localhost'] }),
    inspected: await inspection.issue({ names: [host, 'localhost'] }),
  }
  return { service, internet, filter, inspection, serviceCertificates, internetCertificates, companyCertificates }
}

/** A key to sign tokens that nobody ever asks for; only its public half leaves. */
export async function createSigningKey(): Promise<PublicKey> {
  const pair = (await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair
  const { kty, crv, x, y } = await webcrypto.subtle.exportKey('jwk', pair.publicKey)
  return { kty, crv, x, y, use: 'sig', alg: 'ES256', kid: 'simulator' }
}
