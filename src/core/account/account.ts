import type { Text } from '../locale.ts'
import type { Topic } from '../triage/topic.ts'

/** What the directory says of an account. Null where it does not say: that is no "no". */
export interface Account {
  readonly isSuspended: boolean | null
  /** `LOGIN_FAIL`: after failed logins; `MASTER`: by an administrator. */
  readonly suspendedReason: 'LOGIN_FAIL' | 'MASTER' | 'other' | null
  readonly isPending: boolean | null
  readonly isAwaiting: boolean | null
  readonly isDeleted: boolean | null
  /** `set`: a leave stands there, and nobody can tell whether it is now. */
  readonly leave: 'none' | 'now' | 'set'
}

/** What keeps somebody from logging in, or that nothing does. Closed: these words are in the record and the API. */
export const ACCOUNT_FINDINGS = [
  'deleted',
  'locked-by-failures',
  'suspended-by-administrator',
  'suspended',
  'pending',
  'awaiting',
  'on-leave',
  'leave-set',
  'active',
  'unclear',
] as const
export type AccountFinding = (typeof ACCOUNT_FINDINGS)[number]

/** Everything that is found, the gravest first; never empty. `active` only where every field says so. */
export function findingsOf(account: Account): readonly AccountFinding[] {
  const { isSuspended, suspendedReason, isPending, isAwaiting, isDeleted, leave } = account
  const found: AccountFinding[] = []
  if (isDeleted) found.push('deleted')
  if (isSuspended) found.push(SUSPENDED[suspendedReason ?? 'other'])
  if (isPending) found.push('pending')
  if (isAwaiting) found.push('awaiting')
  if (leave === 'now') found.push('on-leave')
  const isClear = [isSuspended, isPending, isAwaiting, isDeleted].every((flag) => flag === false)
  if (found.length === 0) found.push(isClear ? 'active' : 'unclear')
  if (leave === 'set') found.push('leave-set')
  return found
}

const SUSPENDED = {
  LOGIN_FAIL: 'locked-by-failures',
  MASTER: 'suspended-by-administrator',
  other: 'suspended',
} as const satisfies Readonly<Record<NonNullable<Account['suspendedReason']>, AccountFinding>>

/** What a finding means, what to do about it, and where it is explained. */
export interface AccountWords {
  readonly title: Text
  readonly meaning: Text
  readonly todo: Text
  readonly topic: Topic | null
}

export const ACCOUNT_WORDS: Readonly<Record<AccountFinding, AccountWords>> = {
  deleted: {
    title: { ja: '削除済み', en: 'Deleted' },
    meaning: {
      ja: 'このアカウントは削除されています。ログインできません。',
      en: 'The account has been deleted. Nobody can log in with it.',
    },
    todo: {
      ja: '在籍を確認し、必要なら管理者画面で復元するか、新しく作成してください。',
      en: 'Check whether the person still works here; if so, restore the account in the admin console or make a new one.',
    },
    topic: 'account-removed',
  },
  'locked-by-failures': {
    title: { ja: '一時停止（ログイン失敗）', en: 'Suspended after failed logins' },
    meaning: {
      ja: 'パスワードの間違いが続いたため、アカウントが一時停止されています。',
      en: 'The account was suspended because a wrong password was entered too often.',
    },
    todo: {
      ja: '本人の操作か確認してから、管理者画面で一時停止を解除し、パスワードを再設定してもらってください。心当たりがない場合は不正アクセスを疑ってください。',
      en: 'Make sure it was the person themselves, then lift the suspension in the admin console and have the password reset. If they know nothing of it, suspect somebody else.',
    },
    topic: 'account-locked',
  },
  'suspended-by-administrator': {
    title: { ja: '一時停止（管理者）', en: 'Suspended by an administrator' },
    meaning: { ja: '管理者がアカウントを一時停止しています。', en: 'An administrator has suspended the account.' },
    todo: {
      ja: '停止した管理者に理由を確認してから、解除してよいか判断してください。',
      en: 'Ask the administrator who did it for the reason before anybody lifts it.',
    },
    topic: 'account-suspended',
  },
  suspended: {
    title: { ja: '一時停止', en: 'Suspended' },
    meaning: {
      ja: 'アカウントは一時停止されています。理由は取得できません。',
      en: 'The account is suspended; the reason is not told.',
    },
    todo: { ja: '管理者画面で停止の理由を確認してください。', en: 'Look up the reason in the admin console.' },
    topic: 'account-suspended',
  },
  pending: {
    title: { ja: '登録待ち', en: 'Registration pending' },
    meaning: {
      ja: '初回の登録（パスワードの設定）が終わっていません。招待から30日で期限切れになります。',
      en: 'The first registration (setting a password) was never finished. The invitation ends after 30 days.',
    },
    todo: {
      ja: '招待メールを再送信するか、管理者画面でパスワードを設定してください。',
      en: 'Send the invitation again, or set a password in the admin console.',
    },
    topic: 'registration-expired',
  },
  awaiting: {
    title: { ja: '待機中', en: 'Waiting' },
    meaning: {
      ja: 'アカウントは利用開始日を待っています。まだログインできません。',
      en: 'The account waits for its first day. It cannot be used yet.',
    },
    todo: { ja: '管理者画面で利用開始日を確認してください。', en: 'Check its first day in the admin console.' },
    topic: 'account-inactive',
  },
  'on-leave': {
    title: { ja: '休職中', en: 'On leave' },
    meaning: { ja: '休職が設定されている期間です。', en: 'A leave of absence is set for now.' },
    todo: {
      ja: '復職している場合は、管理者画面で休職の期間を直してください。',
      en: 'If the person is back, correct the leave in the admin console.',
    },
    topic: 'account-inactive',
  },
  'leave-set': {
    title: { ja: '休職の設定あり', en: 'A leave is set' },
    meaning: {
      ja: '休職が設定されていますが、期間を読み取れません。',
      en: 'A leave of absence is set, but its time cannot be read.',
    },
    todo: { ja: '管理者画面で休職の期間を確認してください。', en: 'Check its time in the admin console.' },
    topic: 'account-inactive',
  },
  active: {
    title: { ja: '利用中', en: 'Active' },
    meaning: {
      ja: 'アカウントの停止・未登録・削除はありません。アカウントの状態が原因ではなさそうです。',
      en: 'Not suspended, pending, waiting or deleted. The state of the account is most likely not the cause.',
    },
    todo: {
      ja: 'ID・パスワードの入力、アプリ、ネットワークを確認してください。',
      en: 'Check how ID and password are typed, the app and the network.',
    },
    topic: null,
  },
  unclear: {
    title: { ja: '判定できません', en: 'Not clear' },
    meaning: {
      ja: '必要な項目が返されなかったため、状態を判定できません。',
      en: 'Not every field that is needed was given, so the state cannot be told.',
    },
    todo: { ja: '管理者画面で直接確認してください。', en: 'Look it up in the admin console.' },
    topic: null,
  },
}
