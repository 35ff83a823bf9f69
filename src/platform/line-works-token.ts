import { createPrivateKey } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from './clock.ts'
import type { Send, Sent } from './sender.ts'

/** An app of the Developer Console and its service account, which acts without a person. */
export interface ServiceAccount {
  readonly clientId: string
  readonly clientSecret: string
  /** `xxxxx.serviceaccount@domain`. */
  readonly serviceAccount: string
  /** PEM, as the console hands it out. */
  readonly privateKey: string
}

export interface AccessTokenOptions {
  readonly account: ServiceAccount
  /** What the token is for, each also granted in the console: `bot`, `user.read` … */
  readonly scopes: readonly string[]
  readonly clock: Clock
  readonly send: Send
  /** Where tokens are handed out; another place in tests only. */
  readonly tokenUrl?: string
}

export type AccessToken =
  | { readonly kind: 'token'; readonly token: string }
  /** No token: `sent` is how the request for it ended, which tells whether it is worth another one. */
  | { readonly kind: 'none'; readonly sent: Sent }

/** Access tokens of LINE WORKS, kept until shortly before they end. */
export interface AccessTokens {
  /** The token that is valid now; several askers share one request. */
  get(): Promise<AccessToken>
  /** That token was refused (401): the next asker gets a new one. */
  drop(token: string): void
}

const TOKEN_URL = 'https://auth.worksmobile.com/oauth2/v2.0/token'
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
/** A clock that is a little ahead must not make the assertion one from the future. */
const BACK_S = 30
const ASSERTION_S = 1_800
/** A token is not used in its last minutes, or last tenth where it lives shorter. */
const SPARE_MS = 5 * 60_000

/** `expires_in` comes as a number or as text. */
const ANSWER = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive().default(3_600) })

/** Whether this PEM holds an RSA key, as a service account's is. */
export function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa'
  } catch {
    return false
  }
}

/** Builds the place where tokens come from. The key must be one (`isPrivateKey`). */
export function createAccessTokens(options: AccessTokenOptions): AccessTokens {
  const { clock } = options
  let held: { readonly token: string; readonly until: number } | null = null
  let underWay: Promise<AccessToken> | null = null

  const fetchToken = async (): Promise<AccessToken> => {
    const askedAt = clock.now()
    const sent = await askFor(await assertionOf(options.account, askedAt), options)
    const answer = sent.kind === 'answered' && sent.status === 200 ? ANSWER.safeParse(jsonOf(sent.body)) : null
    if (!answer?.success) return { kind: 'none', sent }
    const { access_token: token, expires_in: seconds } = answer.data
    const livesMs = seconds * 1000
    held = { token, until: askedAt + livesMs - Math.min(SPARE_MS, livesMs / 10) }
    return { kind: 'token', token }
  }

  return {
    async get() {
      if (held && clock.now() < held.until) return { kind: 'token', token: held.token }
      underWay ??= fetchToken().finally(() => {
        underWay = null
      })
      return underWay
    },
    drop(token) {
      if (held?.token === token) held = null
    },
  }
}

async function assertionOf({ clientId, serviceAccount, privateKey }: ServiceAccount, now: number): Promise<string> {
  // Loaded only where LINE WORKS is spoken to.
  const { SignJWT } = await import('jose')
  const issuedAt = Math.floor(now / 1000) - BACK_S
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(clientId)
    .setSubject(serviceAccount)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ASSERTION_S)
    .sign(createPrivateKey(privateKey))
}

function askFor(assertion: string, options: AccessTokenOptions): Promise<Sent> {
  const { account, scopes, send, tokenUrl = TOKEN_URL } = options
  const form = new URLSearchParams({
    assertion,
    grant_type: GRANT,
    client_id: account.clientId,
    client_secret: account.clientSecret,
    scope: scopes.join(' '),
  })
  return send({
    url: new URL(tokenUrl),
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: Buffer.from(form.toString()),
  })
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
