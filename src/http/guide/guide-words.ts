import type { SourceBasis } from '../../core/guide/guide.ts'
import type { Text } from '../../core/locale.ts'

/** The words of the guide's pages. */
export const GUIDE_WORDS = {
  title: { ja: '困ったときの手引き', en: 'Troubleshooting guide' },
  lead: {
    ja: 'LINE WORKS にログインできないとき、使えないときの確かめ方です。',
    en: 'What to look at when you cannot log in to LINE WORKS or use it.',
  },
  toGuide: { ja: '手引きの一覧', en: 'All articles' },
  toCheck: { ja: '質問に答えて原因を探す', en: 'Find the cause by a few questions' },
  now: { ja: 'いまの LINE WORKS', en: 'LINE WORKS now' },
  details: { ja: '詳しく', en: 'Details' },
  endsAt: { ja: '終了予定', en: 'Due to end' },
  search: { ja: '困っていることを書いて探す', en: 'Describe the trouble' },
  searchHint: {
    ja: '例: パスワードを入れても弾かれる、認証番号が届かない',
    en: 'For example: the code does not come, it works on my phone only',
  },
  noPassword: { ja: 'パスワードは書かないでください。', en: 'Do not write any password here.' },
  find: { ja: '探す', en: 'Search' },
  found: { ja: '近いもの', en: 'What comes nearest' },
  because: { ja: '手がかり', en: 'because of' },
  byState: { ja: 'LINE WORKS の状態から', en: 'by the state of LINE WORKS' },
  wholeList: { ja: '一覧に戻る', en: 'Back to the list' },
  firstOfAll: { ja: 'まず、これだけ', en: 'First of all' },
  steps: { ja: '手順', en: 'Steps' },
  use: { ja: '使っているもの', en: 'What you use' },
  every: { ja: 'すべて', en: 'All' },
  takes: { ja: 'かかる時間', en: 'How long it takes' },
  stopWhen: { ja: '止めるとき', en: 'When to stop' },
  ask: { ja: '聞く人・伝えること', en: 'Whom to ask, and what to say' },
  contact: { ja: '問い合わせ先', en: 'Contact' },
  doNot: { ja: 'しないでください', en: 'Do not' },
  howToTell: { ja: '見分け方', en: 'How to tell' },
  instead: { ja: 'そのときは', en: 'Then read' },
  related: { ja: '近い項目', en: 'Related' },
  sources: { ja: '出典', en: 'Sources' },
  unconfirmed: { ja: '未確認', en: 'not confirmed' },
  checkedOn: { ja: '最終確認日', en: 'Last checked' },
  json: { ja: 'データ（JSON）', en: 'As data (JSON)' },
} as const satisfies Record<string, Text>

export const BASIS_TITLE: Readonly<Record<SourceBasis, Text>> = {
  official: { ja: '公式', en: 'official' },
  public: { ja: '公開情報', en: 'public' },
  general: { ja: '一般知識', en: 'common knowledge' },
}

/** Stands above steps that would do nothing, or harm, while the trouble is not the reader's. */
export const WAIT_FIRST = {
  outage: {
    ja: 'いまは LINE WORKS 側の障害です。下の手順では直りません。復旧をお待ちください。',
    en: 'LINE WORKS is down right now. The steps below will not help: please wait for the recovery.',
  },
  degraded: {
    ja: 'いまは LINE WORKS 側に不調があります。下の手順の前に、復旧をお待ちください。',
    en: 'LINE WORKS has trouble right now. Before you try the steps below, wait for the recovery.',
  },
  maintenance: {
    ja: 'いまは計画メンテナンス中です。下の手順では直りません。終わるまでお待ちください。',
    en: 'LINE WORKS is under maintenance right now. The steps below will not help: please wait until it ends.',
  },
  company_network: {
    ja: 'いまは社内ネットワーク側に問題があります。下の手順の前に、社内のIT担当の案内をご確認ください。',
    en: 'The company network has trouble right now. Before you try the steps below, see what your IT desk says.',
  },
} as const satisfies Record<string, Text>
