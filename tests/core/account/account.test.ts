import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ACCOUNT_FINDINGS, ACCOUNT_WORDS, type Account, findingsOf } from '../../../src/core/account/account.ts'
import { LOCALES } from '../../../src/core/locale.ts'

const FINE: Account = {
  isSuspended: false,
  suspendedReason: null,
  isPending: false,
  isAwaiting: false,
  isDeleted: false,
  leave: 'none',
}

test.each([
  [{}, ['active']],
  [{ isSuspended: true, suspendedReason: 'LOGIN_FAIL' }, ['locked-by-failures']],
  [{ isSuspended: true, suspendedReason: 'MASTER' }, ['suspended-by-administrator']],
  [{ isSuspended: true }, ['suspended']],
  [{ isPending: true }, ['pending']],
  [{ isAwaiting: true }, ['awaiting']],
  [{ isDeleted: true, isSuspended: true, suspendedReason: 'MASTER' }, ['deleted', 'suspended-by-administrator']],
  [{ leave: 'now' }, ['on-leave']],
  [{ leave: 'set' }, ['active', 'leave-set']],
  [{ isPending: null }, ['unclear']],
] as const)('%j reads as %j', (changes, findings) => {
  expect(findingsOf({ ...FINE, ...changes })).toEqual(findings)
})

test('an account is active only where every field says so', () => {
  const flag = fc.constantFrom(true, false, null)
  fc.assert(
    fc.property(
      fc.record({
        isSuspended: flag,
        isPending: flag,
        isAwaiting: flag,
        isDeleted: flag,
        suspendedReason: fc.constantFrom('LOGIN_FAIL', 'MASTER', 'other', null),
        leave: fc.constantFrom('none', 'now', 'set'),
      }),
      (account) => {
        const { isSuspended, isPending, isAwaiting, isDeleted } = account
        const found = findingsOf(account)
        expect(found.length).toBeGreaterThan(0)
        if (found.includes('active'))
          expect([isSuspended, isPending, isAwaiting, isDeleted]).toEqual([false, false, false, false])
      },
    ),
  )
})

test('every finding is told in both languages, with what to do', () => {
  for (const finding of ACCOUNT_FINDINGS) {
    const { title, meaning, todo } = ACCOUNT_WORDS[finding]
    for (const text of [title, meaning, todo]) {
      for (const locale of LOCALES) expect(text[locale]).not.toBe('')
      expect(text.en).not.toMatch(/[ぁ-んァ-ヶ一-龠]/)
    }
  }
})
