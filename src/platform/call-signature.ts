import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto'

/** Whether a signature given as text is the HMAC-SHA256 of these parts, one after the other; takes as long wherever it differs. */
export function isHmacOf(
  given: string,
  encoding: 'hex' | 'base64',
  key: string | Uint8Array,
  ...parts: readonly (string | Uint8Array)[]
): boolean {
  const hmac = createHmac('sha256', key)
  for (const part of parts) hmac.update(part)
  const expected = Buffer.from(hmac.digest(encoding))
  const other = Buffer.from(given)
  return other.length === expected.length && timingSafeEqual(other, expected)
}

const HEX_KEY = /^[0-9a-f]{64}$/i
const HEX_SIGNATURE = /^[0-9a-f]{128}$/i

/** Whether this is a public key of Ed25519 as vendors write it: 32 bytes in hexadecimal. */
export const isEd25519Key = (hex: string): boolean => HEX_KEY.test(hex)

/** Whether the signature (64 bytes, hexadecimal) of these bytes was made with the private half of the key. */
export function isEd25519SignatureOf(given: string, publicKeyHex: string, bytes: Uint8Array): boolean {
  if (!HEX_KEY.test(publicKeyHex) || !HEX_SIGNATURE.test(given)) return false
  const x = Buffer.from(publicKeyHex, 'hex').toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  return verify(null, bytes, key, Buffer.from(given, 'hex'))
}
