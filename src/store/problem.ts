import type { Text } from '../core/locale.ts'

/** Why the database did not do what was asked. None of them says anything about LINE WORKS. */
export const STORE_PROBLEMS = [
  'busy', // another process holds it, and went on holding it
  'full', // no room on the disk
  'read-only', // the file, the directory or the server takes no writes
  'corrupt', // not a database, or a damaged one
  'unreachable', // no such path, or no server there
  'refused', // wrong password, unknown database, or a right that is missing
  'newer-schema', // written by a newer Dotchi
  'old-engine', // a database engine that is known to lose data
] as const
export type StoreProblemReason = (typeof STORE_PROBLEMS)[number]

const TEXTS: Readonly<Record<StoreProblemReason, Text>> = {
  busy: {
    ja: 'データベースが他の処理に使われており、時間内に使えませんでした。',
    en: 'The database is in use by another process and did not become free in time.',
  },
  full: {
    ja: 'ディスクの空きがなく、データベースに書き込めません。',
    en: 'The disk is full: the database cannot be written.',
  },
  'read-only': {
    ja: 'データベースが読み取り専用のため、書き込めません。ファイルとフォルダの権限を確認してください。',
    en: 'The database is read-only. Check the permissions of its file and folder.',
  },
  corrupt: {
    ja: 'データベースのファイルが壊れているか、データベースではありません。バックアップから戻してください。',
    en: 'The database file is damaged or is not a database. Restore it from a backup.',
  },
  unreachable: {
    ja: 'データベースを開けません。場所（フォルダまたはサーバーのアドレス）と、サーバーが動いているかを確認してください。',
    en: 'The database cannot be opened. Check its folder or its address, and whether its server is running.',
  },
  refused: {
    ja: 'データベースに接続を拒否されました。ユーザー名、パスワード、権限を確認してください。',
    en: 'The database refused us. Check user name, password and rights.',
  },
  'newer-schema': {
    ja: 'このデータベースは新しいバージョンの Dotchi で作られています。Dotchi を更新してください。',
    en: 'This database was written by a newer Dotchi. Update Dotchi.',
  },
  'old-engine': {
    ja: 'データベースエンジンが古く、データを失うおそれがあります。更新してください。',
    en: 'The database engine is too old to be trusted with data. Update it.',
  },
}

/**
 * What every function of the store throws when the world is to blame. The work was not done, nothing of it was kept,
 * and it may be tried again. `text` is for people, `cause` for the log. Anything else thrown is a mistake of ours.
 */
export class StoreProblem extends Error {
  override readonly name = 'StoreProblem'
  readonly reason: StoreProblemReason
  readonly text: Text

  constructor(reason: StoreProblemReason, cause?: unknown, detail = '') {
    super(`${TEXTS[reason].en}${detail && ` (${detail})`}`, { cause })
    this.reason = reason
    this.text = TEXTS[reason]
  }
}

const SQLITE: ReadonlyArray<readonly [RegExp, StoreProblemReason]> = [
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'busy'],
  [/^SQLITE_(FULL|IOERR_(WRITE|SHMSIZE|FSYNC))/, 'full'],
  [/^SQLITE_(READONLY|PERM)/, 'read-only'],
  [/^SQLITE_(CORRUPT|NOTADB|IOERR)/, 'corrupt'],
  [/^SQLITE_(CANTOPEN|AUTH)/, 'unreachable'],
]

// https://www.postgresql.org/docs/current/errcodes-appendix.html, and Node's own names where no server answered.
const POSTGRES: ReadonlyArray<readonly [RegExp, StoreProblemReason]> = [
  [/^(40001|40P01|55P03|57014|53300)$/, 'busy'],
  [/^(53100|53200)$/, 'full'],
  [/^25006$/, 'read-only'],
  [/^XX00[12]$/, 'corrupt'],
  [/^(28|42501|3D000|3F000)/, 'refused'],
  [/^(08|57P|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE)/, 'unreachable'],
]

/** The problem behind an error of either driver; null where the error is not the world's fault. */
export function problemOf(error: unknown): StoreProblem | null {
  if (error instanceof StoreProblem) return error
  if (!(error instanceof Error)) return null
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const known = [...SQLITE, ...POSTGRES].find(([pattern]) => pattern.test(code))
  if (known) return new StoreProblem(known[1], error, code)
  // node-postgres gives no code where the connection ends or never comes about.
  if (
    /^Connection terminated|connection error and is not queryable|^Client was closed|^Query read timeout|^timeout exceeded when/.test(
      error.message,
    )
  ) {
    return new StoreProblem('unreachable', error)
  }
  return null
}
