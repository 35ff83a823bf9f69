import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** SHA-256 in hexadecimal: what is kept of a secret that must be known again but never read. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Whether a secret is the one behind the hash; takes as long wherever they differ. */
export const hasHash = (secret: string, hash: string): boolean =>
  timingSafeEqual(createHash('sha256').update(secret).digest(), Buffer.from(hash.padEnd(64, '0').slice(0, 64), 'hex'))

/** The signature (HMAC-SHA256, hexadecimal) of these bytes, sent at this instant by whoever knows the secret. */
export const signatureOf = (secret: string, timestamp: number, body: Uint8Array): string =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')

/** Whether the signature is that of these bytes. */
export function isSignedBy(secret: string, timestamp: number, body: Uint8Array, signature: string): boolean {
  if (!/^[0-9a-f]{64}$/.test(signature)) return false
  return timingSafeEqual(Buffer.from(signatureOf(secret, timestamp, body), 'hex'), Buffer.from(signature, 'hex'))
}

/** 256 bits of chance, in letters that need no escaping. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** Letters and digits that nobody mistakes for each other, also when read out on the telephone. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 16

/** A code that people can read out: sixteen letters of thirty (78 bits), in groups of four. */
export function newCode(): string {
  let letters = ''
  while (letters.length < CODE_LENGTH) {
    // Bytes past the last whole thirty would make some letters likelier.
    for (const byte of randomBytes(32)) if (byte < 240 && letters.length < CODE_LENGTH) letters += LETTERS[byte % 30]
  }
  return letters.match(/.{4}/g)!.join('-')
}

/** A code as it was given out, however it was typed; null where it cannot be one. */
export function parseCode(text: string): string | null {
  const letters = text.toUpperCase().replaceAll(/[\s-]/g, '')
  const isCode = letters.length === CODE_LENGTH && [...letters].every((letter) => LETTERS.includes(letter))
  return isCode ? letters.match(/.{4}/g)!.join('-') : null
}
