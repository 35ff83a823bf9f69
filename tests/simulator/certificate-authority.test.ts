import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CertificateAuthority, createCertificateAuthority } from '../../src/simulator/certificate-authority.ts'

const DAY_MS = 86_400_000
const now = Date.now()
let authority: CertificateAuthority

beforeAll(async () => {
  authority = await createCertificateAuthority({ now })
})

describe('certificate authority', () => {
  it('issues what a client that trusts it verifies, for names and addresses', async () => {
    const credentials = await authority.issue({ names: ['login.example.test', '127.0.0.1', '::1'] })
    expect(await handshake(credentials, 'login.example.test', authority.caPem)).toBe('verified')
    expect(await handshake(credentials, '127.0.0.1', authority.caPem)).toBe('verified')
    expect(await handshake(credentials, 'other.example.test', authority.caPem)).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
  })

  it('is trusted by nobody else, not even by another authority of the same name', async () => {
    const other = await createCertificateAuthority({ now })
    const credentials = await other.issue({ names: ['127.0.0.1'] })
    expect(await handshake(credentials, '127.0.0.1', authority.caPem)).not.toBe('verified')
  })

  it('issues certificates that are past, not yet valid or self-signed', async () => {
    const names = ['127.0.0.1']
    const expired = await authority.issue({ names, validFrom: now - 9 * DAY_MS, validTo: now - DAY_MS })
    expect(await handshake(expired, '127.0.0.1', authority.caPem)).toBe('CERT_HAS_EXPIRED')
    const future = await authority.issue({ names, validFrom: now + DAY_MS, validTo: now + 9 * DAY_MS })
    expect(await handshake(future, '127.0.0.1', authority.caPem)).toBe('CERT_NOT_YET_VALID')
    const self = await authority.selfSigned({ names })
    expect(await handshake(self, '127.0.0.1', authority.caPem)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
  })
})

const servers: { close(): void }[] = []
afterAll(() => {
  for (const server of servers) server.close()
})

/** 'verified', or the code of the failure, for a client that trusts `ca` only. */
async function handshake(credentials: { key: string; cert: string }, name: string, ca: string): Promise<string> {
  const server = createServer(credentials, (_request, response) => response.end('ok'))
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const servername = name === '127.0.0.1' ? '' : name
  return new Promise((done) => {
    const socket: TLSSocket = connect({ host: '127.0.0.1', port, ca, servername }, () => {
      socket.destroy()
      done('verified')
    })
    socket.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message))
  })
}
