import { hasHash, hashOf, isSignedBy, signatureOf } from '../../platform/sign.ts'

/** In what right somebody works at the desk. */
export type DeskRight = 'admin' | 'desk'

/** The secrets of the configuration; null: nobody has that right. */
export interface DeskTokens {
  readonly adminToken: string | null
  readonly deskToken: string | null
}

/** A working day: nobody types a token twice, and a computer that is left behind forgets it over night. */
export const SESSION_MS = 8 * 3_600_000
const COOKIE = 'dotchi_desk'

const tokenOf = (right: DeskRight, { adminToken, deskToken }: DeskTokens) =>
  right === 'admin' ? adminToken : deskToken
/** Bound to the token: whoever changes the token ends every session. */
const keyOf = (token: string) => hashOf(`dotchi desk session ${token}`)
const bytesOf = (right: DeskRight) => Buffer.from(`desk ${right}`)

/** The right that a typed token gives; null where it gives none. */
export function rightOfToken(given: string, tokens: DeskTokens): DeskRight | null {
  for (const right of ['admin', 'desk'] as const) {
    const token = tokenOf(right, tokens)
    if (token !== null && given !== '' && hasHash(given, hashOf(token))) return right
  }
  return null
}

/** The right and the end of a session, signed: nothing has to be remembered here, and no token is in it. */
export function sessionOf(right: DeskRight, now: number, tokens: DeskTokens): string {
  const token = tokenOf(right, tokens)
  if (token === null) throw new Error('a session without a token')
  const expiresAt = now + SESSION_MS
  return `${right}.${expiresAt}.${signatureOf(keyOf(token), expiresAt, bytesOf(right))}`
}

/** The right of whoever sends this Cookie header; null where the session is none of ours, or is over. */
export function rightOfCookie(header: string | undefined, now: number, tokens: DeskTokens): DeskRight | null {
  for (const part of (header ?? '').slice(0, 4_000).split(';')) {
    const [name, value = ''] = part.trim().split('=', 2)
    if (name !== COOKIE) continue
    const [right, expires = '', signature = ''] = value.split('.')
    if (right !== 'admin' && right !== 'desk') continue
    const expiresAt = Number(expires)
    const token = tokenOf(right, tokens)
    if (token === null || !/^\d{13,16}$/.test(expires) || expiresAt <= now || expiresAt > now + SESSION_MS) continue
    if (isSignedBy(keyOf(token), expiresAt, bytesOf(right), signature)) return right
  }
  return null
}

/** Sent to `/desk` only, kept from scripts and from requests that other sites begin. '' as session: ends it. */
export function setCookie(session: string, isSecure: boolean): string {
  const maxAge = session === '' ? 0 : SESSION_MS / 1000
  return `${COOKIE}=${session}; Path=/desk; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
}
