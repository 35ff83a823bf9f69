import { type CertificateAuthority, createCertificateAuthority } from '../../src/simulator/certificate-authority.ts'

export const DAY_MS = 86_400_000

/** An authority that issues for the present moment; `caPem` is to be trusted by the test. */
export const createTestAuthority = (name = 'Dotchi Test CA'): Promise<CertificateAuthority> =>
  createCertificateAuthority({ now: Date.now(), name })
