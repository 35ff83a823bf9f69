import { createECDH, createPrivateKey, type KeyObject } from 'node:crypto'

/** How a server of ours proves to push services that it is the one that people subscribed to (RFC 8292). */
export interface VapidOptions {
  /** 32 bytes in base64url. */
  readonly privateKey: string
  /** Whom a push service may write to: mailto: or https:. */
  readonly contact: string
}

/** A push service refuses promises of more than a day. */
const PROMISE_S = 12 * 3_600

const decoded = (text: string) => Buffer.from(text, 'base64url')

/** The server's key as browsers know it, from the private one. */
export function publicKeyOf(privateKey: string): string {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(decoded(privateKey))
  return pair.getPublicKey('base64url')
}

/** Whether this is a private key as `privateKey` wants it. */
export function isVapidKey(text: string): boolean {
  try {
    return decoded(text).length === 32 && publicKeyOf(text) !== ''
  } catch {
    return false
  }
}

function signingKeyOf(privateKey: string): KeyObject {
  const point = decoded(publicKeyOf(privateKey))
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  return createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y!, d: privateKey }, format: 'jwk' })
}

/** Says that it is us who push, to this service only (RFC 8292). */
export async function promiseOf(endpoint: string, options: VapidOptions, now: number): Promise<string> {
  const { SignJWT } = await import('jose')
  const token = await new SignJWT()
    .setProtectedHeader({ typ: 'JWT', alg: 'ES256' })
    .setAudience(new URL(endpoint).origin)
    .setSubject(options.contact)
    .setExpirationTime(Math.floor(now / 1000) + PROMISE_S)
    .sign(signingKeyOf(options.privateKey))
  return `vapid t=${token}, k=${publicKeyOf(options.privateKey)}`
}
