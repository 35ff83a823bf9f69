import { beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../src/platform/clock.ts'
import { type CertificateAuthority, createCertificateAuthority } from '../../src/simulator/certificate-authority.ts'
import { rawServer, see, webServer } from './rig.ts'

const DAY_MS = 86_400_000
const now = systemClock.now()
let authority: CertificateAuthority
beforeAll(async () => {
  authority = await createCertificateAuthority({ now, name: 'Test CA' })
})

async function look(
  days: number,
  names = ['127.0.0.1'],
  options: Record<string, unknown> = {},
  expectedIssuers = ['test ca'],
) {
  const validTo = now + days * DAY_MS
  const credentials = await authority.issue({ names, validFrom: now - 90 * DAY_MS, validTo })
  const { port } = await webServer((_, response) => response.end(), credentials)
  return see('tls', { host: '127.0.0.1', port, ...options }, { trust: { extraCa: [authority.caPem], expectedIssuers } })
}

test('a good certificate: issuer, end, chain', async () => {
  const seen = await look(60)
  expect(seen).toMatchObject({ outcome: 'passed', tlsIssuer: 'Test CA', drift: [] })
  expect(seen.tls?.validToAt).toBeGreaterThan(now + 59 * DAY_MS)
  expect(seen.tls?.chain.length).toBeGreaterThan(0)
})

test('one that ends soon is noted; how soon is soon is configured', async () => {
  expect(await look(10)).toMatchObject({ outcome: 'passed', drift: ['certificate-ends-soon'] })
  expect(await look(10, ['127.0.0.1'], { warnDays: 5 })).toMatchObject({ outcome: 'passed', drift: [] })
})

test('a certificate that only this company believes in is told as inspection, without any issuer being configured', async () => {
  expect(await look(60, ['127.0.0.1'], {}, [])).toMatchObject({ outcome: 'passed', drift: ['tls-inspection:Test CA'] })
})

test('one that has ended fails, and its facts are kept', async () => {
  const seen = await look(-1)
  expect(seen).toMatchObject({ phase: 'tls', error: 'CERT_HAS_EXPIRED', tlsIssuer: 'Test CA', drift: [] })
  expect(seen.tls?.validToAt).toBeLessThan(now)
})

test('the name can be another than the host', async () => {
  expect(await look(60, ['login.example'], { serverName: 'login.example' })).toMatchObject({ outcome: 'passed' })
  expect(await look(60, ['login.example'])).toMatchObject({ phase: 'tls', error: 'ERR_TLS_CERT_ALTNAME_INVALID' })
})

test('what does not speak TLS fails in the handshake', async () => {
  const { port } = await rawServer('HTTP/1.1 400 Bad Request\r\n\r\n')
  expect(await see('tls', { host: '127.0.0.1', port })).toMatchObject({ phase: 'tls', error: 'TLS_HANDSHAKE' })
})
