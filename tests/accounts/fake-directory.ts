import { generateKeyPairSync } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { DIRECTORY_OPTIONS } from '../../src/accounts/account-options.ts'
import { createDirectory } from '../../src/accounts/directory.ts'
import type { Clock } from '../../src/platform/clock.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createAddressGuard } from '../../src/platform/fetch/address-guard.ts'
import { createSender } from '../../src/platform/sender.ts'
import { type Given, openJsonServer } from '../support/json-server.ts'
import { NO_TRUST } from '../support/requests.ts'

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const PRIVATE_KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

/** A user as the directory describes an active one. */
export const ACTIVE = {
  userId: 'u-1',
  email: 'yamada@example',
  isSuspended: false,
  suspendedReason: null,
  isPending: false,
  isAwaiting: false,
  isDeleted: false,
  leaveOfAbsence: null,
}

/** What the pretend directory knows and how it behaves; a test may change it at any time. */
export interface FakeDirectory {
  readonly users: Map<string, Given>
  /** Tokens that it takes; each one handed out is added. */
  readonly tokens: Set<string>
  /** How the next requests are answered instead, in their order. */
  readonly next: Given[]
  tokenAnswer: Given | null
}

/** A pretend Directory API with its token endpoint on loopback. */
export async function openFakeDirectory(clock: Clock = systemClock) {
  const fake: FakeDirectory = { users: new Map(), tokens: new Set(), next: [], tokenAnswer: null }
  let issued = 0
  const server = await openJsonServer(({ path, headers }) => {
    if (path === '/token') {
      if (fake.tokenAnswer) return fake.tokenAnswer
      const token = `token-${++issued}`
      fake.tokens.add(token)
      return { body: { access_token: token, token_type: 'Bearer', expires_in: '3600', scope: 'user.read' } }
    }
    const next = fake.next.shift()
    if (next) return next
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
    if (!fake.tokens.has(token))
      return { status: 401, body: { code: 'UNAUTHORIZED', description: 'Authentication failed' } }
    const id = decodeURIComponent(path.replace('/v1.0/users/', ''))
    return fake.users.get(id) ?? { status: 404, body: { code: 'NOT_FOUND', description: 'Not found' } }
  })
  const sender = createSender({
    clock: systemClock,
    trust: NO_TRUST,
    proxyFor: () => null,
    guard: createAddressGuard(['127.0.0.1']),
  })
  onTestFinished(() => sender.close())
  const options = DIRECTORY_OPTIONS.parse({
    clientId: 'client',
    clientSecret: 'client-secret',
    serviceAccount: 'abcde.serviceaccount@example',
    privateKey: PRIVATE_KEY,
    api: `${server.url}/v1.0`,
    tokenUrl: `${server.url}/token`,
  })
  return { ...server, fake, options, directory: createDirectory(options, { clock, send: sender.send }) }
}
