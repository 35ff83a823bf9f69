import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'

/** The keys by which a browser wants to be written to (the Push API's `PushSubscription`), decoded. */
export interface PushKeys {
  /** Its public key on P-256, uncompressed: 65 bytes. */
  readonly p256dh: Uint8Array
  /** Its secret of authentication: 16 bytes. */
  readonly auth: Uint8Array
}

/** What is new for each message; handed in by tests only. */
export interface PushChance {
  readonly privateKey: Uint8Array
  readonly salt: Uint8Array
}

/** Size of a record: a message is one record, and push services take 4,096 bytes at least. */
const RECORD = 4_096
/** What fits beside the head (86 bytes), the tag (16) and the mark of the end. */
export const MOST_PUSH_BYTES = RECORD - 86 - 16 - 1

const derive = (key: Uint8Array, salt: Uint8Array, info: Uint8Array | string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, info, length))

/**
 * Encrypts a message for one browser: RFC 8291 (keys) over RFC 8188 (`aes128gcm`). Neither the push service nor anybody
 * on the way can read it. Throws where the browser's key is no point of the curve.
 */
export function encryptPush(text: Uint8Array, keys: PushKeys, chance?: PushChance): Buffer {
  const own = createECDH('prime256v1')
  if (chance) own.setPrivateKey(chance.privateKey)
  else own.generateKeys()
  const salt = chance?.salt ?? randomBytes(16)
  const publicKey = own.getPublicKey()
  const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), keys.p256dh, publicKey])
  const secret = derive(own.computeSecret(keys.p256dh), keys.auth, keyInfo, 32)
  const contentKey = derive(secret, salt, 'Content-Encoding: aes128gcm\0', 16)
  const nonce = derive(secret, salt, 'Content-Encoding: nonce\0', 12)
  const cipher = createCipheriv('aes-128-gcm', contentKey, nonce)
  // 2 marks the last record.
  const sealed = Buffer.concat([
    cipher.update(text),
    cipher.update(Uint8Array.of(2)),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  const head = Buffer.alloc(21)
  head.set(salt)
  head.writeUInt32BE(RECORD, 16)
  head.writeUInt8(publicKey.length, 20)
  return Buffer.concat([head, publicKey, sealed])
}
