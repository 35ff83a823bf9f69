import { X509Certificate } from 'node:crypto'
import { type DetailedPeerCertificate, rootCertificates } from 'node:tls'
import { expect, test } from 'vitest'
import { issuerDriftOf } from '../../../src/platform/net/issuer-drift.ts'
import { createTrustStore } from '../../../src/platform/net/trust-store.ts'
import { createTestAuthority } from '../../support/certificates.ts'

const { isPublicRoot } = createTrustStore()

/** A leaf below a root, as Node describes them. */
function leafBelow(rootPem: string, issuer: Record<string, string>): DetailedPeerCertificate {
  const root = { fingerprint256: new X509Certificate(rootPem).fingerprint256 } as DetailedPeerCertificate
  root.issuerCertificate = root
  return { issuer, fingerprint256: 'leaf', issuerCertificate: root } as unknown as DetailedPeerCertificate
}

test('an authority that everybody has is a change, a company\u2019s own is an inspection', async () => {
  const company = await createTestAuthority('Example Web Gateway')
  const issuer = { O: 'Example', CN: 'Example CA 1' }
  expect(issuerDriftOf(leafBelow(rootCertificates[0]!, issuer), ['digicert'], isPublicRoot)).toEqual([
    'issuer-changed:Example CA 1',
  ])
  expect(issuerDriftOf(leafBelow(company.caPem, issuer), ['digicert'], isPublicRoot)).toEqual([
    'tls-inspection:Example CA 1',
  ])
})

test.each([
  [{ O: 'DigiCert Inc', CN: 'Global G2' }, ['digicert'], []],
  [{ O: 'Other', CN: 'DigiCert TLS RSA' }, ['globalsign', 'digicert'], []],
  [{ O: 'Example' }, [], []],
  [{ O: 'Example' }, ['digicert'], ['tls-inspection:Example']],
  [{ CN: 'A\u001b[31mB' }, ['digicert'], ['tls-inspection:AB']],
])('issuer %j, expected %j: %j', async (issuer, expected, drift) => {
  const { caPem } = await createTestAuthority()
  expect(issuerDriftOf(leafBelow(caPem, issuer as Record<string, string>), expected, isPublicRoot)).toEqual(drift)
})
