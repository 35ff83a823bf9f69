import 'reflect-metadata'
import { X509Certificate } from 'node:crypto'
import { type DetailedPeerCertificate, rootCertificates } from 'node:tls'
import { X509Certificate as ForeignCertificate, X509CertificateGenerator } from '@peculiar/x509'
import { expect, test } from 'vitest'
import { issuerDriftOf } from '../../../src/platform/net/issuer-drift.ts'
import { createTrustStore } from '../../../src/platform/net/trust-store.ts'
import type { Trust } from '../../../src/platform/network.ts'
import { createTestAuthority } from '../../support/certificates.ts'

const { isPublicRoot } = createTrustStore()

/** A leaf below a root, as Node describes them. */
function leafBelow(rootPem: string, issuer: Record<string, string>): DetailedPeerCertificate {
  const root = described(rootPem)
  root.issuerCertificate = root
  const leaf = { issuer, fingerprint256: 'leaf', raw: leafRaw, issuerCertificate: root }
  return leaf as unknown as DetailedPeerCertificate
}

function described(pem: string): DetailedPeerCertificate {
  const { raw, fingerprint256 } = new X509Certificate(pem)
  return { raw, fingerprint256 } as DetailedPeerCertificate
}

const leafRaw = new X509Certificate((await (await createTestAuthority()).issue({ names: ['a.test'] })).cert).raw

/** The key of a root that everybody has, in a certificate by another authority. */
async function crossSigned(rootPem: string): Promise<string> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const { privateKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const { publicKey, subject } = new ForeignCertificate(rootPem)
  const certificate = await X509CertificateGenerator.create({
    subject,
    issuer: 'CN=An older root',
    publicKey,
    signingKey: privateKey,
    signingAlgorithm: algorithm,
    notBefore: new Date(0),
    notAfter: new Date(2 ** 40),
  })
  return certificate.toString('pem')
}

const expecting = (...expectedIssuers: string[]): Trust => ({ extraCa: [], expectedIssuers })
const PUBLIC: Trust = { ...expecting(), publicAuthority: true }

test('an authority that everybody has is a change, a company\u2019s own is an inspection', async () => {
  const company = await createTestAuthority('Example Web Gateway')
  const issuer = { O: 'Example', CN: 'Example CA 1' }
  const known = leafBelow(rootCertificates[0]!, issuer)
  const own = leafBelow(company.caPem, issuer)
  expect(issuerDriftOf(known, expecting('digicert'), isPublicRoot)).toEqual(['issuer-changed:Example CA 1'])
  expect(issuerDriftOf(own, expecting('digicert'), isPublicRoot)).toEqual(['tls-inspection:Example CA 1'])
  const crossed = leafBelow(await crossSigned(rootCertificates[0]!), issuer)
  expect(issuerDriftOf(crossed, expecting('digicert'), isPublicRoot)).toEqual(['issuer-changed:Example CA 1'])
  // No issuer needs to be named to see that a public service suddenly has a private authority.
  expect(issuerDriftOf(known, PUBLIC, isPublicRoot)).toEqual([])
  expect(issuerDriftOf(own, PUBLIC, isPublicRoot)).toEqual(['tls-inspection:Example CA 1'])
  expect(issuerDriftOf(own, { ...PUBLIC, expectedIssuers: ['example ca'] }, isPublicRoot)).toEqual([])
})

test.each([
  [{ O: 'DigiCert Inc', CN: 'Global G2' }, ['digicert'], []],
  [{ O: 'Other', CN: 'DigiCert TLS RSA' }, ['globalsign', 'digicert'], []],
  [{ O: 'Example' }, [], []],
  [{ O: 'Example' }, ['digicert'], ['tls-inspection:Example']],
  [{ CN: 'A\u001b[31mB' }, ['digicert'], ['tls-inspection:AB']],
])('issuer %j, expected %j: %j', async (issuer, expected, drift) => {
  const { caPem } = await createTestAuthority()
  const leaf = leafBelow(caPem, issuer as Record<string, string>)
  expect(issuerDriftOf(leaf, expecting(...expected), isPublicRoot)).toEqual(drift)
})
