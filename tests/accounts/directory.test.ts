import { expect, test } from 'vitest'
import { isLoginId } from '../../src/accounts/directory.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { ACTIVE, openFakeDirectory } from './fake-directory.ts'

const NONE = {
  isSuspended: false,
  isPending: false,
  isAwaiting: false,
  isDeleted: false,
  suspendedReason: null,
  leave: 'none',
}

test('an account is found by its login id, with a token of the service account and without any password', async () => {
  const { directory, fake, received } = await openFakeDirectory()
  fake.users.set('yamada@example', { body: ACTIVE })
  expect(await directory.find('yamada@example')).toEqual({ kind: 'found', account: NONE })
  const [token, user] = received
  const form = new URLSearchParams(token!.body)
  expect(form.get('scope')).toBe('user.read')
  expect(form.get('assertion')?.split('.')).toHaveLength(3)
  expect(user).toMatchObject({ method: 'GET', path: '/v1.0/users/yamada%40example' })
  expect(await directory.find('nobody@example')).toEqual({ kind: 'none' })
  expect(received.filter(({ path }) => path === '/token')).toHaveLength(1)
})

test.each([
  [
    { isSuspended: true, suspendedReason: 'LOGIN_FAIL' },
    { isSuspended: true, suspendedReason: 'LOGIN_FAIL' },
  ],
  [
    { isSuspended: true, suspendedReason: 'MASTER' },
    { isSuspended: true, suspendedReason: 'MASTER' },
  ],
  [
    { isSuspended: true, suspendedReason: 'NEW_REASON' },
    { isSuspended: true, suspendedReason: 'other' },
  ],
  [{ isPending: undefined }, { isPending: null }],
  [{ leaveOfAbsence: { isLeaveOfAbsence: true } }, { leave: 'now' }],
  [{ leaveOfAbsence: { isLeaveOfAbsence: false } }, { leave: 'none' }],
  [
    { leaveOfAbsence: { startTime: '2026-04-01T00:00:00+09:00', endTime: '2026-05-01T00:00:00+09:00' } },
    { leave: 'now' },
  ],
  [
    { leaveOfAbsence: { startTime: '2026-01-01T00:00:00+09:00', endTime: '2026-02-01T00:00:00+09:00' } },
    { leave: 'none' },
  ],
  [{ leaveOfAbsence: { startTime: '2026-04-01T00:00:00+09:00', endTime: null } }, { leave: 'now' }],
  [{ leaveOfAbsence: { since: 'April' } }, { leave: 'set' }],
  [{ leaveOfAbsence: 'yes' }, { leave: 'set' }],
])('%j is read as %j', async (said, read) => {
  const { directory, fake } = await openFakeDirectory(createFakeClock())
  fake.users.set('yamada@example', { body: { ...ACTIVE, ...said } })
  expect(await directory.find('yamada@example')).toEqual({ kind: 'found', account: { ...NONE, ...read } })
})

test('a token that died early is replaced once', async () => {
  const { directory, fake, received } = await openFakeDirectory()
  fake.users.set('yamada@example', { body: ACTIVE })
  await directory.find('yamada@example')
  fake.tokens.clear()
  expect(await directory.find('yamada@example')).toMatchObject({ kind: 'found' })
  expect(received.filter(({ path }) => path === '/token')).toHaveLength(2)
})

test.each([
  ['too often, by Retry-After', { status: 429, headers: { 'retry-after': '7' } }, 'busy', 7_000],
  ['too often, by its own header', { status: 429, headers: { 'rateLimit-reset': '12' } }, 'busy', 12_000],
  ['scope missing', { status: 403, body: { code: 'FORBIDDEN' } }, 'not-admitted', null],
  ['in trouble itself', { status: 500, body: 'oops' }, 'unreachable', null],
  ['a page instead of JSON', { status: 200, body: '<html>maintenance</html>' }, 'unreadable', null],
  ['nothing of an account', { status: 200, body: {} }, 'unreadable', null],
  ['flags that are no flags', { status: 200, body: { ...ACTIVE, isSuspended: 'no' } }, 'unreadable', null],
  ['somewhere else', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'unreadable', null],
] as const)('%s: no answer is made up', async (_, given, reason, retryAfterMs) => {
  const { directory, fake } = await openFakeDirectory()
  fake.next.push(given)
  expect(await directory.find('yamada@example')).toEqual({ kind: 'failed', reason, retryAfterMs })
})

test('without a token nothing is asked', async () => {
  const { directory, fake, received } = await openFakeDirectory()
  fake.tokenAnswer = { status: 400, body: { returnCode: '99', returnMessage: 'UnexpectedError' } }
  expect(await directory.find('yamada@example')).toMatchObject({ kind: 'failed', reason: 'not-admitted' })
  expect(received.map(({ path }) => path)).toEqual(['/token'])
})

test.each([
  '',
  'yamada',
  '@example',
  'a@b/../../bots',
  'a b@example',
  'externalKey:x',
  'x@y?z=1',
  `${'a'.repeat(101)}@example`,
])('%j is no login id', (text) => expect(isLoginId(text)).toBe(false))
test('what people have is one', () => {
  expect(['yamada@example', 'yamada.taro@example.co.jp', '山田@example'].every(isLoginId)).toBe(true)
})
