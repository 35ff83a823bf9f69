import { webcrypto } from 'node:crypto'
import { type CertificateAuthority, createCertificateAuthority } from './certificate-authority.ts'
import { CONTROL_DOMAIN, SERVICE_DOMAIN } from './dns-server.ts'
import type { Certificates } from './site-server.ts'
import type { PublicKey } from './sites/service-sites.ts'

const DAY_MS = 86_400_000

/** The authorities of the pretend world, and what they issue to its hosts. */
export interface Authorities {
  readonly service: CertificateAuthority
  readonly internet: CertificateAuthority
  readonly company: CertificateAuthority
  /** For hosts of the service, and for all others. */
  readonly serviceCertificates: Certificates
  readonly internetCertificates: Certificates
}

/** Makes them anew; `now` is the instant, epoch milliseconds, at which they are good. */
export async function createAuthorities(host: string, now: number): Promise<Authorities> {
  const [service, internet, company] = await Promise.all([
    createCertificateAuthority({ now, name: 'Dotchi Simulator CA' }),
    createCertificateAuthority({ now, name: 'Dotchi Simulator Internet CA' }),
    createCertificateAuthority({ now, name: 'Example Company Inspection CA' }),
  ])
  const certificatesOf = async (authority: CertificateAuthority, domain: string): Promise<Certificates> => {
    const names = [`*.${domain}`, host, 'localhost']
    const [valid, expired, inspected, portal] = await Promise.all([
      authority.issue({ names }),
      authority.issue({ names, validFrom: now - 90 * DAY_MS, validTo: now - DAY_MS / 24 }),
      company.issue({ names }),
      company.selfSigned({ names: ['portal.guest-wifi.test'] }),
    ])
    return { valid, expired, inspected, portal }
  }
  const [serviceCertificates, internetCertificates] = await Promise.all([
    certificatesOf(service, SERVICE_DOMAIN),
    certificatesOf(internet, CONTROL_DOMAIN),
  ])
  return { service, internet, company, serviceCertificates, internetCertificates }
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
