import { z } from 'zod'
import { basicAuth } from './http-channel.ts'
import { refusal, secret } from './option-rules.ts'

/** How one logs in to a server of one's own: by a token, or by a name and a password. */
export const SERVER_LOGIN = {
  token: secret.nullable().default(null).describe('An access token. Write it as token_FILE.'),
  user: z.string().min(1).max(200).nullable().default(null).describe('Instead of a token, together with password.'),
  password: secret.nullable().default(null).describe('Write it as password_FILE.'),
}

interface Login {
  readonly token: string | null
  readonly user: string | null
  readonly password: string | null
}

/** Whether there are both a name and a password, or neither. */
export const isWholeLogin = ({ user, password }: Login): boolean => (user === null) === (password === null)
export const HALF_LOGIN = {
  ...refusal({ ja: 'user と password は両方書いてください', en: 'user and password belong together' }),
  path: ['user'],
}

/** The headers that log in, and what of them must not be told. */
export function loginOf({ token, user, password }: Login): {
  readonly headers: Readonly<Record<string, string>>
  readonly secrets: readonly string[]
} {
  if (token !== null) return { headers: { authorization: `Bearer ${token}` }, secrets: [token] }
  if (user === null || password === null) return { headers: {}, secrets: [] }
  const authorization = basicAuth(user, password)
  return { headers: { authorization }, secrets: [password, authorization.slice('Basic '.length)] }
}
