import { z } from 'zod'
import type { Clock } from './clock.ts'
import type { Send } from './sender.ts'

/** Whose tokens are believed. */
export interface BearerTrust {
  /** Where the issuer publishes its keys (a JSON Web Key Set). */
  readonly jwksUrl: string
  readonly issuer: string
  readonly audience: string
  /** Claims that must have exactly these values. */
  readonly claims?: Readonly<Record<string, unknown>>
}

/** `unreachable`: the keys could not be had, so that nothing can be said of the token. */
export type BearerAnswer = 'valid' | 'invalid' | 'expired' | 'unreachable'

export interface BearerVerifier {
  verify(token: string): Promise<BearerAnswer>
}

const KEYS = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) })
type Keys = z.output<typeof KEYS>
/** Keys are asked for again after so long, and early where a token names one that is not known: but no more often than that. */
const KEEP_MS = 6 * 3_600_000
const LEAST_MS = 60_000
const TOLERANCE_S = 60

/** Builds a verifier of signed bearer tokens (JWT, RS256). Keys are kept; several callers share one request for them. */
export function createBearerVerifier(
  trust: BearerTrust,
  { clock, send }: { readonly clock: Clock; readonly send: Send },
): BearerVerifier {
  let held: { readonly keys: Keys; readonly at: number } | null = null
  let triedAt = Number.NEGATIVE_INFINITY
  let underWay: Promise<void> | null = null

  const fetchKeys = async () => {
    triedAt = clock.now()
    const sent = await send({ url: new URL(trust.jwksUrl), method: 'GET', headers: { accept: 'application/json' } })
    const keys = sent.kind === 'answered' && sent.status === 200 ? KEYS.safeParse(jsonOf(sent.body)) : null
    if (keys?.success) held = { keys: keys.data, at: clock.now() }
  }
  const refresh = () => {
    underWay ??= fetchKeys().finally(() => {
      underWay = null
    })
    return underWay
  }

  return {
    async verify(token) {
      // Loaded only where such tokens are taken.
      const { createLocalJWKSet, errors, jwtVerify } = await import('jose')
      const once = async (): Promise<BearerAnswer | 'unknown-key'> => {
        if (!held) return 'unreachable'
        try {
          const { payload } = await jwtVerify(token, createLocalJWKSet(held.keys), {
            algorithms: ['RS256'],
            issuer: trust.issuer,
            audience: trust.audience,
            requiredClaims: ['exp', 'iat'],
            clockTolerance: TOLERANCE_S,
            currentDate: new Date(clock.now()),
          })
          const fits = Object.entries(trust.claims ?? {}).every(([name, value]) => payload[name] === value)
          return fits ? 'valid' : 'invalid'
        } catch (error) {
          if (error instanceof errors.JWKSNoMatchingKey) return 'unknown-key'
          return error instanceof errors.JWTExpired ? 'expired' : 'invalid'
        }
      }
      if (!held || clock.now() - held.at > KEEP_MS) await refresh()
      const first = await once()
      if (first !== 'unknown-key') return first
      if (clock.now() - triedAt < LEAST_MS) return 'invalid'
      await refresh()
      const second = await once()
      return second === 'unknown-key' ? 'invalid' : second
    },
  }
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
