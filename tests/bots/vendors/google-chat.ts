import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { Vendor } from './vendor.ts'

export const CHAT = 'chat@system.gserviceaccount.com'
export const PROJECT = '1234567890'
const { publicKey, privateKey } = await generateKeyPair('RS256')
export const JWK = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' }

export interface Claims {
  readonly iss?: string
  readonly aud?: string
  readonly at: number
  readonly kid?: string
  readonly key?: typeof privateKey
}

/** A token as Google signs one for each call. */
export const tokenOf = ({ iss = CHAT, aud = PROJECT, at, kid = 'key-1', key = privateKey }: Claims) =>
  new SignJWT({})
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
    .setIssuer(iss)
    .setAudience(aud)
    .setIssuedAt(Math.floor(at / 1000))
    .setExpirationTime(Math.floor(at / 1000) + 300)
    .sign(key)

/** https://developers.google.com/workspace/chat/receive-respond-interactions */
export const googleChatVendor: Vendor = {
  kind: 'google-chat',
  options: (api) => ({ audience: PROJECT, certificates: api }),
  secrets: [],
  ask: ({ text, at, id }) =>
    JSON.stringify({
      type: 'MESSAGE',
      eventTime: new Date(at).toISOString(),
      message: {
        name: `spaces/AAAAAAAAAAA/messages/${id}`,
        sender: { name: 'users/12345678901234567890', displayName: 'Yamada', type: 'HUMAN' },
        text: `@Dotchi ${text}`,
        argumentText: ` ${text}`,
        space: { name: 'spaces/AAAAAAAAAAA', type: 'ROOM' },
      },
      space: { name: 'spaces/AAAAAAAAAAA' },
    }),
  sign: async (_, at) => ({ 'content-type': 'application/json', authorization: `Bearer ${await tokenOf({ at })}` }),
  answer: () => ({ body: { keys: [JWK] } }),
  said: (answer) => JSON.parse(answer).text as string,
  callsEverybody: '<users/all>',
  isByApi: false,
}
