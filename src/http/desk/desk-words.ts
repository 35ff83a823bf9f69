import type { Text } from '../../core/locale.ts'
import type { Cell } from './hour-strips.ts'

/** The words of `/desk` that no other face needs. */
export const DESK_WORDS = {
  title: { ja: 'ヘルプデスク', en: 'Help desk' },
  loginHead: { ja: 'ヘルプデスクの画面', en: 'The help desk' },
  loginText: {
    ja: '設定ファイルの tokens.desk（または tokens.admin）の値を入力してください。8時間で自動的に終了します。',
    en: 'Enter what stands in the configuration as tokens.desk (or tokens.admin). It holds for eight hours.',
  },
  token: { ja: 'トークン', en: 'Token' },
  login: { ja: '開く', en: 'Open' },
  logout: { ja: '終了する', en: 'Close' },
  wrong: { ja: 'トークンが違います。', en: 'That is not the token.' },
  later: { ja: '試行が多すぎます。しばらく待ってください。', en: 'Too many tries. Wait a while.' },
  notSet: {
    ja: 'トークンが設定されていないため、この画面は使えません。設定ファイルの tokens.desk（20文字以上）を書いてください。',
    en: 'No token is configured, so nobody can open this. Set tokens.desk (20 characters or more).',
  },
  hour: { ja: '直近1時間', en: 'The last hour' },
  hourHint: {
    ja: '1マスが5分です。左が古く、右が新しい結果です。',
    en: 'One box is five minutes, the newest on the right.',
  },
  noHour: { ja: 'この1時間の記録はありません。', en: 'Nothing was recorded in the last hour.' },
  wholeService: { ja: 'LINE WORKS 全体', en: 'All of LINE WORKS' },
  reports: { ja: '社員からの報告（直近1時間）', en: 'Reports in the last hour' },
  reportTable: { ja: '報告の一覧', en: 'Table of reports' },
  noReports: { ja: '報告はありません。', en: 'There are none.' },
  office: { ja: '拠点', en: 'Office' },
  broken: { ja: '使えない', en: 'It fails' },
  works: { ja: '使える', en: 'It works' },
  newest: { ja: '最新', en: 'Newest' },
  checks: { ja: '端末からの確認', en: 'Checks from own devices' },
  onlyThem: { ja: '本人の端末だけ失敗', en: 'only theirs failed' },
  unnamedOffice: { ja: '拠点の指定なし', en: 'No office named' },
  replies: { ja: '返信文（いまの状態）', en: 'Replies for this moment' },
  repliesHint: {
    ja: 'そのまま貼り付けられます。時刻と次の連絡の目安が入っています。',
    en: 'Ready to paste, with the time and when to expect more.',
  },
  otherReplies: { ja: 'ほかの状態の返信文', en: 'Replies for other states' },
  copy: { ja: 'コピーする', en: 'Copy' },
  copied: { ja: 'コピーしました。', en: 'Copied.' },
  account: { ja: 'アカウントの状態', en: 'State of an account' },
  accountHint: {
    ja: 'ログインIDの停止・登録待ち・削除などを LINE WORKS に問い合わせます。パスワードは使いません。誰が調べたかは記録されます。',
    en: 'Asks LINE WORKS whether an account is suspended, pending or deleted. No password is used; every look is recorded.',
  },
  accountNotSet: {
    ja: 'アカウントの確認（directory）は設定されていません。',
    en: 'The account check (directory) is not configured.',
  },
  loginId: { ja: 'ログインID', en: 'Login ID' },
  lookUp: { ja: '調べる', en: 'Look up' },
  accountNone: { ja: 'このログインIDのアカウントはありません。', en: 'There is no account with this login ID.' },
  accountNoId: {
    ja: 'ログインID（yamada@example の形）を入力してください。',
    en: 'Enter a login ID such as yamada@example.',
  },
  accountFailed: {
    ja: 'LINE WORKS に問い合わせできませんでした。時間をおいて試してください。',
    en: 'LINE WORKS could not be asked. Try again later.',
  },
  triage: { ja: '問い合わせ文から原因を探す', en: 'Find the cause from a question' },
  triageHint: {
    ja: '届いた文章をそのまま貼り付けてください。パスワードは消してください。文章は保存されません。',
    en: 'Paste the question as it came, without any password. It is not kept.',
  },
  question: { ja: '問い合わせ文', en: 'Question' },
  read: { ja: '調べる', en: 'Read it' },
  likely: { ja: '考えられる原因', en: 'It may be' },
  because: { ja: '手がかり', en: 'Because of' },
  reply: { ja: '返信文', en: 'Reply' },
} as const satisfies Record<string, Text>

export const CELL_WORDS: Readonly<Record<Cell, Text>> = {
  passed: { ja: '成功', en: 'passed' },
  failed: { ja: '失敗', en: 'failed' },
  mixed: { ja: '一部失敗', en: 'some failed' },
  blind: { ja: '判定不能', en: 'inconclusive' },
  none: { ja: '記録なし', en: 'no record' },
}

export const LANGUAGE_TITLE = { ja: '日本語', en: 'English' } as const
