import { z } from 'zod'
import type { Account } from '../core/account/account.ts'
import type { Text } from '../core/locale.ts'
import type { Clock } from '../platform/clock.ts'
import { createAccessTokens } from '../platform/line-works-token.ts'
import type { Send, Sent } from '../platform/sender.ts'
import type { DirectoryOptions } from './account-options.ts'

/** Why nothing is known of an account. */
export const DIRECTORY_FAILURES = [
  'unreachable', // no answer, or LINE WORKS itself is in trouble
  'not-admitted', // the token, its scope, or the service account
  'busy', // asked too often
  'unreadable', // an answer in a form that we do not know
] as const
export type DirectoryFailure = (typeof DIRECTORY_FAILURES)[number]

/** The same for whoever asked. */
export const DIRECTORY_FAILURE_WORDS: Readonly<Record<DirectoryFailure, Text>> = {
  unreachable: { ja: 'LINE WORKS から応答がありません', en: 'LINE WORKS does not answer' },
  'not-admitted': {
    ja: 'LINE WORKS に拒否されました。Service Account と scope（user.read）を確認してください',
    en: 'LINE WORKS does not let us; check the service account and its scope (user.read)',
  },
  busy: {
    ja: 'LINE WORKS の利用回数の上限です。しばらくお待ちください',
    en: 'LINE WORKS was asked too often; wait a little',
  },
  unreadable: { ja: 'LINE WORKS の応答を読み取れません', en: 'the answer of LINE WORKS cannot be read' },
}

export type Found =
  | { readonly kind: 'found'; readonly account: Account }
  | { readonly kind: 'none' }
  /** `retryAfterMs`: what the far side asked for. */
  | { readonly kind: 'failed'; readonly reason: DirectoryFailure; readonly retryAfterMs: number | null }

/** The company's directory of LINE WORKS accounts: read only, and never with a password. */
export interface Directory {
  find(loginId: string): Promise<Found>
}

const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? null)

/** The form of https://developers.worksmobile.com/jp/docs/user-get, as far as it is looked at. */
const USER = z.looseObject({
  email: z.string().optional(),
  isSuspended: flag,
  suspendedReason: z.string().nullish(),
  isPending: flag,
  isAwaiting: flag,
  isDeleted: flag,
  leaveOfAbsence: z.unknown().optional(),
})

/** A login id looks like a mail address. A path must not be led elsewhere by it. */
export const isLoginId = (text: string): boolean => /^[^\s@/\\?#%:]{1,100}@[A-Za-z0-9._-]{1,150}$/.test(text)

/** Asks again once where a token died early; everything that goes wrong in the world is in the answer. */
export function createDirectory(
  options: DirectoryOptions,
  context: { readonly clock: Clock; readonly send: Send },
): Directory {
  const { clock, send } = context
  const { clientId, clientSecret, serviceAccount, privateKey, tokenUrl } = options
  const account = { clientId, clientSecret, serviceAccount, privateKey }
  const tokens = createAccessTokens({ account, scopes: ['user.read'], clock, send, tokenUrl })

  const ask = async (loginId: string, isSecondTry: boolean): Promise<Found> => {
    const got = await tokens.get()
    if (got.kind === 'none') return failureOf(got.sent)
    const sent = await send({
      url: new URL(`${options.api.replace(/\/$/, '')}/users/${encodeURIComponent(loginId)}`),
      method: 'GET',
      headers: { authorization: `Bearer ${got.token}`, accept: 'application/json' },
    })
    if (sent.kind === 'answered' && sent.status === 401 && !isSecondTry) {
      tokens.drop(got.token)
      return ask(loginId, true)
    }
    if (sent.kind !== 'answered' || sent.status !== 200) return failureOf(sent)
    const user = USER.safeParse(jsonOf(sent.body))
    if (!user.success || !isOneOf(user.data)) return failed('unreadable')
    return { kind: 'found', account: accountOf(user.data, clock.now()) }
  }
  return { find: (loginId) => ask(loginId, false) }
}

/** An answer in which nothing of an account stands is none: nobody may be called active by it. */
const isOneOf = ({ email, isSuspended, isPending, isAwaiting, isDeleted }: z.output<typeof USER>): boolean =>
  email !== undefined || [isSuspended, isPending, isAwaiting, isDeleted].some((value) => value !== null)

function accountOf(user: z.output<typeof USER>, now: number): Account {
  const { isSuspended, isPending, isAwaiting, isDeleted, suspendedReason: reason } = user
  const suspendedReason = reason === 'LOGIN_FAIL' || reason === 'MASTER' ? reason : reason ? 'other' : null
  return { isSuspended, isPending, isAwaiting, isDeleted, suspendedReason, leave: leaveOf(user.leaveOfAbsence, now) }
}

const LEAVE = z.looseObject({
  isLeaveOfAbsence: z.boolean().nullish(),
  startTime: z.string().nullish(),
  endTime: z.string().nullish(),
})

/** The fields of a leave are not confirmed: whatever is not understood is `set`, and never `none`. */
function leaveOf(value: unknown, now: number): Account['leave'] {
  if (value === undefined || value === null) return 'none'
  const leave = LEAVE.safeParse(value)
  if (!leave.success) return 'set'
  const { isLeaveOfAbsence, startTime, endTime } = leave.data
  if (isLeaveOfAbsence === false) return 'none'
  const [start, end] = [startTime, endTime].map((text) => (text ? Date.parse(text) : Number.NaN)) as [number, number]
  if (now > end || now < start) return 'none'
  if (now >= start && (now <= end || !endTime)) return 'now'
  if (isLeaveOfAbsence === true) return 'now'
  return Object.values(leave.data).every((part) => part === null || part === '') ? 'none' : 'set'
}

function failureOf(sent: Sent): Found {
  if (sent.kind === 'unreachable') return failed('unreachable')
  const { status } = sent
  if (status === 404) return { kind: 'none' }
  if (status === 429) return failed('busy', sent.retryAfterMs ?? resetOf(sent.headers))
  if (status === 401 || status === 403 || status === 400) return failed('not-admitted')
  return failed(status >= 500 ? 'unreachable' : 'unreadable')
}

/** LINE WORKS says in a header of its own how many seconds are left. */
function resetOf(headers: Readonly<Record<string, string>>): number | null {
  const seconds = Number(headers['ratelimit-reset'])
  return Number.isFinite(seconds) && seconds > 0 && seconds <= 86_400 ? seconds * 1000 : null
}

const failed = (reason: DirectoryFailure, retryAfterMs: number | null = null): Found => ({
  kind: 'failed',
  reason,
  retryAfterMs,
})

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
