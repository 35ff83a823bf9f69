import { createHmac } from 'node:crypto'
import { type AccountFinding, findingsOf } from '../core/account/account.ts'
import type { Clock } from '../platform/clock.ts'
import { createRateLimit } from '../platform/rate-limit.ts'
import { newSecret } from '../platform/sign.ts'
import { type Directory, type DirectoryFailure, isLoginId } from './directory.ts'

/** Who asks, for the record. */
export interface Asker {
  /** In what right: `desk`, `admin`, or a name at the command line. */
  readonly by: string
  /** Where the request came from; '' at the command line. */
  readonly address: string
}

export type AccountAnswer =
  | { readonly kind: 'found'; readonly findings: readonly AccountFinding[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'no-login-id' }
  | { readonly kind: 'limited'; readonly waitMs: number }
  | { readonly kind: 'failed'; readonly reason: DirectoryFailure; readonly retryAfterMs: number | null }

/** What was looked at, as the record keeps it. */
export interface RecordedCheck {
  readonly at: number
  readonly by: string
  readonly address: string
  readonly account: string
  readonly outcome: string
}

/** The parts of the store that are needed here. */
export interface AccountShelf {
  readonly accountChecks: {
    append(check: RecordedCheck): Promise<void>
    range(query: { fromAt: number; toAt: number; account?: string }): Promise<readonly RecordedCheck[]>
  }
  readonly settings: { ensure(name: string, make: () => string): Promise<string> }
}

/** Where the state of accounts is asked for. Every look is recorded before anything is said. */
export interface AccountDesk {
  check(loginId: string, asker: Asker): Promise<AccountAnswer>
  /** Who looked, oldest first; with a login id, at that account only. */
  record(loginId: string | null): Promise<readonly RecordedCheck[]>
}

export interface AccountDeskOptions {
  readonly directory: Directory
  readonly shelf: AccountShelf
  readonly clock: Clock
}

/** A help desk asks about one person at a time; a list of all employees shall not come out of here. */
const LIMIT = { burst: 30, perMs: 60_000 }
const KEY = 'account-check-key'
/** The record is kept for so long. */
export const ACCOUNT_RECORD_MS = 90 * 86_400_000

/** Looks accounts up in the directory; each look is recorded, and whoever looks too often waits. */
export function createAccountDesk({ directory, shelf, clock }: AccountDeskOptions): AccountDesk {
  const limit = createRateLimit(clock, LIMIT)
  let waitUntil = Number.NEGATIVE_INFINITY
  const hashed = async (loginId: string) =>
    createHmac('sha256', await shelf.settings.ensure(KEY, newSecret))
      .update(loginId.trim().toLowerCase())
      .digest('hex')

  const look = async (loginId: string): Promise<AccountAnswer> => {
    const found = await directory.find(loginId)
    if (found.kind === 'found') return { kind: 'found', findings: findingsOf(found.account) }
    // The far side asked for a pause: until then nobody is sent there.
    if (found.kind === 'failed' && found.retryAfterMs !== null) waitUntil = clock.monotonic() + found.retryAfterMs
    return found
  }

  return {
    async check(given, { by, address }) {
      const loginId = given.normalize('NFKC').trim()
      if (!isLoginId(loginId)) return { kind: 'no-login-id' }
      const waitMs = Math.max(limit.waitMsFor(''), waitUntil - clock.monotonic())
      if (waitMs > 0) return { kind: 'limited', waitMs }
      const entry = { at: clock.now(), by, address, account: await hashed(loginId) }
      const answer = await look(loginId)
      // What cannot be recorded is not told.
      await shelf.accountChecks.append({ ...entry, outcome: outcomeOf(answer) })
      return answer
    },
    async record(loginId) {
      const now = clock.now()
      const all = { fromAt: now - ACCOUNT_RECORD_MS, toAt: now + 1 }
      if (loginId === null) return shelf.accountChecks.range(all)
      return shelf.accountChecks.range({ ...all, account: await hashed(loginId.normalize('NFKC')) })
    },
  }
}

function outcomeOf(answer: AccountAnswer): string {
  if (answer.kind === 'found') return answer.findings.join(' ')
  return answer.kind === 'failed' ? answer.reason : answer.kind
}
