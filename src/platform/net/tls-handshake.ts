import { isIP, type Socket } from 'node:net'
import { checkServerIdentity, type DetailedPeerCertificate, type TLSSocket, connect as tlsConnect } from 'node:tls'
import type { Trust } from '../network.ts'
import { certificateFactsOf, peerCertificateOf } from './certificate-facts.ts'
import { issuerDriftOf } from './issuer-drift.ts'
import { type Journey, timed } from './journey.ts'
import { certificateErrorOf, NetFailure } from './net-failure.ts'
import type { TrustStore } from './trust-store.ts'

export interface Handshake {
  readonly serverName: string
  readonly trust: Trust
  readonly store: TrustStore
}

/**
 * Shakes hands over an open socket. The certificate is looked at before it is judged, so that its facts are kept when
 * it is not believed; only a believed one gets any further byte.
 */
export async function shakeHands(journey: Journey, socket: Socket, handshake: Handshake): Promise<TLSSocket> {
  // Built before the clock starts: reading the roots is no part of the handshake.
  const secureContext = handshake.store.contextFor(handshake.trust)
  return timed(journey, 'tls', 'tls', async () => {
    const secure = tlsConnect({
      socket,
      secureContext,
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
      ...(isIP(handshake.serverName) ? {} : { servername: handshake.serverName }),
    })
    journey.sockets.push(secure)
    await journey.deadline.race(whenSecure(secure))
    const leaf = peerCertificateOf(secure)
    if (!leaf) throw new NetFailure('TLS_HANDSHAKE', 'the other side sent no certificate')
    const tls = certificateFactsOf(leaf, secure.getProtocol())
    Object.assign(journey.seen, { tls, tlsIssuer: tls.issuer })
    judge(secure, handshake.serverName, leaf)
    journey.seen.drift = issuerDriftOf(leaf, handshake.trust, handshake.store.isPublicRoot)
    return secure
  })
}

function whenSecure(secure: TLSSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    secure.once('secureConnect', resolve)
    // Stays on for good, as on the socket below it.
    secure.on('error', reject)
  })
}

function judge(secure: TLSSocket, serverName: string, leaf: DetailedPeerCertificate): void {
  const code: unknown = secure.authorizationError
  // Node's own check of the name ran against what it was told; it is made again here, for its reason in words.
  const mismatch = checkServerIdentity(serverName, leaf)
  if (code && code !== 'ERR_TLS_CERT_ALTNAME_INVALID')
    throw new NetFailure(certificateErrorOf(String(code)), String(code))
  if (mismatch) throw new NetFailure('ERR_TLS_CERT_ALTNAME_INVALID', mismatch.message)
}
