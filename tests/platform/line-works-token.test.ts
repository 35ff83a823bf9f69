import { generateKeyPairSync } from 'node:crypto'
import { jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { createAccessTokens, isPrivateKey } from '../../src/platform/line-works-token.ts'
import type { Outgoing, Sent } from '../../src/platform/sender.ts'
import { createFakeClock } from '../support/fake-clock.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const ACCOUNT = {
  clientId: 'client-1',
  clientSecret: 'himitsu&1',
  serviceAccount: 'abc.serviceaccount@example',
  privateKey: PEM,
}

const answered = (status: number, body: unknown): Sent => ({
  ...{ kind: 'answered', status, headers: {}, retryAfterMs: null },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

/** The place of the tokens: hands out t1, t2 … unless told otherwise. */
function desk(answers: Sent[] = []) {
  const clock = createFakeClock()
  const asked: Outgoing[] = []
  const tokens = createAccessTokens({
    account: ACCOUNT,
    scopes: ['bot', 'user.read'],
    clock,
    send: async (outgoing) => {
      asked.push(outgoing)
      return answers.shift() ?? answered(200, { access_token: `t${asked.length}`, expires_in: '3600' })
    },
  })
  return { clock, asked, tokens }
}

test('the assertion is signed by the account’s own key and says who asks, for how long', async () => {
  const { tokens, asked, clock } = desk()
  expect(await tokens.get()).toEqual({ kind: 'token', token: 't1' })
  expect(asked[0]!.url.href).toBe('https://auth.worksmobile.com/oauth2/v2.0/token')
  const form = new URLSearchParams(Buffer.from(asked[0]!.body!).toString())
  expect(Object.fromEntries(form)).toMatchObject({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    client_id: 'client-1',
    client_secret: 'himitsu&1',
    scope: 'bot user.read',
  })
  const { payload, protectedHeader } = await jwtVerify(form.get('assertion')!, publicKey, {
    currentDate: new Date(clock.now()),
  })
  expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT' })
  expect(payload).toMatchObject({ iss: 'client-1', sub: 'abc.serviceaccount@example' })
  expect(payload.iat! * 1000).toBeLessThan(clock.now())
  expect(payload.exp! - payload.iat!).toBeLessThanOrEqual(3600)
})

test('a token is kept until shortly before its end, and all who wait share one request', async () => {
  const { tokens, asked, clock } = desk()
  await Promise.all([tokens.get(), tokens.get(), tokens.get()])
  await clock.advance(54 * 60_000)
  expect(await tokens.get()).toEqual({ kind: 'token', token: 't1' })
  expect(asked).toHaveLength(1)
  await clock.advance(2 * 60_000)
  expect(await tokens.get()).toEqual({ kind: 'token', token: 't2' })
})

test('a token that was refused is not handed out again; one that was refused long ago takes no new one away', async () => {
  const { tokens, asked } = desk()
  await tokens.get()
  tokens.drop('t1')
  expect(await tokens.get()).toEqual({ kind: 'token', token: 't2' })
  tokens.drop('t1')
  expect(await tokens.get()).toEqual({ kind: 'token', token: 't2' })
  expect(asked).toHaveLength(2)
})

test.each([
  ['refused', answered(401, { code: 'UNAUTHORIZED' })],
  ['an answer without a token', answered(200, { returnCode: '99' })],
  ['no JSON', answered(200, '<html>login</html>')],
  ['nobody there', { kind: 'unreachable', detail: 'ECONNREFUSED' } as const],
])('no token: %s; the next asker tries again', async (_name, sent) => {
  const { tokens } = desk([sent])
  expect(await tokens.get()).toEqual({ kind: 'none', sent })
  expect(await tokens.get()).toEqual({ kind: 'token', token: 't2' })
})

test('a private key is known as such', () => {
  expect(isPrivateKey(PEM)).toBe(true)
  expect(isPrivateKey('-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----')).toBe(false)
  const { privateKey: other } = generateKeyPairSync('ed25519')
  expect(isPrivateKey(other.export({ type: 'pkcs8', format: 'pem' }).toString())).toBe(false)
})
