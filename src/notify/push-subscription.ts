import { ECDH } from 'node:crypto'
import { z } from 'zod'
import type { PushKeys } from './push-encryption.ts'

/** A browser as it described itself when somebody subscribed: what `PushSubscription.toJSON()` gives. */
const SUBSCRIPTION = z.object({
  endpoint: z
    .string()
    .max(1_500)
    .refine((text) => URL.parse(text)?.protocol === 'https:'),
  keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(100) }),
})

/** Where one browser is reached, and by which keys. */
export interface Browser {
  readonly endpoint: string
  readonly keys: PushKeys
}

const decoded = (text: string) => Buffer.from(text, 'base64url')

/** Reads a subscription; null where it is none, its keys included. */
export function parseSubscription(text: string): Browser | null {
  const parsed = SUBSCRIPTION.safeParse(jsonOf(text))
  if (!parsed.success) return null
  const [p256dh, auth] = [decoded(parsed.data.keys.p256dh), decoded(parsed.data.keys.auth)]
  return isPoint(p256dh) && auth.length === 16 ? { endpoint: parsed.data.endpoint, keys: { p256dh, auth } } : null
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isPoint(key: Buffer): boolean {
  try {
    return key.length === 65 && ECDH.convertKey(key, 'prime256v1', undefined, undefined, 'compressed').length === 33
  } catch {
    return false
  }
}
