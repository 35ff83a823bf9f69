import type { EvidenceFamily } from '../../core/evidence.ts'
import type { Text } from '../../core/locale.ts'
import type { MaintenanceStatus, NoticeKind, OutageStatus } from '../../core/notice.ts'
import type { Outcome } from '../../core/observation.ts'

/** The words that only the page needs; what all faces say is in `core/phrases.ts`. */
export const PAGE_WORDS = {
  title: { ja: 'LINE WORKS の状態', en: 'LINE WORKS status' },
  language: { ja: '表示言語', en: 'Language' },
  checkingHead: { ja: '確認中です。', en: 'Checking.' },
  checkingLead: {
    ja: '最初の確認をしています。まだ何も判断していません。この画面は自動で更新されます。',
    en: 'The first look is under way. Nothing has been judged yet. This page reloads by itself.',
  },
  checkingLeadStill: {
    ja: '最初の確認をしています。まだ何も判断していません。少し待って、再読み込みしてください。',
    en: 'The first look is under way. Nothing has been judged yet. Reload this page in a moment.',
  },
  staleHead: { ja: '情報が古くなっています。', en: 'This information is stale.' },
  staleLead: {
    ja: '新しい確認結果が届いていないため、いまの状態は分かりません。監視の側が止まっている可能性があります。',
    en: 'No new results have come in, so we cannot tell how things are now. The monitor itself may have stopped.',
  },
  lastKnown: { ja: '最後に分かっていた状態', en: 'Last known condition' },
  since: { ja: 'いつから', en: 'Since' },
  sinceUnknown: { ja: '分かりません', en: 'not known' },
  confidence: { ja: '確からしさ', en: 'How sure' },
  checked: { ja: '最終確認', en: 'Last check' },
  suspects: { ja: 'どこに問題があるか', en: 'Where the trouble is' },
  you: { ja: 'あなたのIDと端末', en: 'Your ID and device' },
  network: { ja: '社内ネットワーク', en: 'Company network' },
  service: { ja: 'LINE WORKS', en: 'LINE WORKS' },
  cannotLogIn: { ja: 'ログインできない人はこちら', en: 'I cannot log in: help me' },
  todo: { ja: 'いまの対応', en: 'What to do now' },
  doThis: { ja: 'すること', en: 'Do' },
  doNot: { ja: 'しないこと', en: 'Do not' },
  offices: { ja: '拠点ごとの状態', en: 'Office by office' },
  office: { ja: '拠点', en: 'Office' },
  allOffices: { ja: 'すべての拠点', en: 'All offices' },
  chooseOffice: { ja: 'あなたの拠点を選んでください', en: 'Choose your office' },
  chain: { ja: 'どこまで届いているか', en: 'How far it gets' },
  lastSeen: { ja: 'この拠点からの最終確認', en: 'Last look from here' },
  neverSeen: { ja: 'まだありません', en: 'none yet' },
  components: { ja: 'サービスごとの状態', en: 'Service by service' },
  evidence: { ja: '判定の根拠', en: 'Why we say so' },
  evidenceHint: {
    ja: '影響の大きい順です。帯が長いほど、判定への影響が大きいことを示します。',
    en: 'The heaviest first. The longer the bar, the more it counts.',
  },
  staleEvidence: {
    ja: '最終確認の時点の情報です。いまの状態を示すものではありません。',
    en: 'This is from the last check. It does not show how things are now.',
  },
  noEvidence: { ja: '根拠になる情報はまだありません。', en: 'There is no evidence yet.' },
  weight: { ja: '影響の大きさ', en: 'weight' },
  notices: { ja: 'お知らせとメンテナンス', en: 'Notices and maintenance' },
  correlated: {
    ja: '参考: LINE WORKS そのもののお知らせではなく、判定には使っていません。',
    en: 'For information: this is not about LINE WORKS itself and does not count.',
  },
  approximate: { ja: '（およその時刻）', en: '(about)' },
  openEnd: { ja: '未定', en: 'not stated' },
  reports: { ja: 'みんなの状況', en: 'How it is for colleagues' },
  reportsHint: {
    ja: '名前などは送信・保存されません。1人につき15分に1回だけ数えます。',
    en: 'No name is sent or kept. Each person counts once in 15 minutes.',
  },
  reportBroken: { ja: '使えない', en: 'It does not work' },
  reportWorks: { ja: '使える', en: 'It works' },
  reportDone: { ja: 'ありがとうございます。受け付けました。', en: 'Thank you. Your word was counted.' },
  reportLater: {
    ja: '短い間に何度も送信されたため、受け付けられませんでした。少し待ってください。',
    en: 'Too many came in a short time. Please wait a moment.',
  },
  sources: { ja: '情報源の読み取り状況', en: 'Where announcements are read' },
  sourcesHint: {
    ja: '読めない情報源があっても、LINE WORKS に問題があるという意味ではありません。',
    en: 'A source that cannot be read says nothing about LINE WORKS.',
  },
  source: { ja: '情報源', en: 'Source' },
  sourceState: { ja: '状態', en: 'State' },
  sourceItems: { ja: '件数', en: 'Items' },
  sourceRead: { ja: '最後に読めた時刻', en: 'Last read' },
  looks: { ja: '個々の確認結果', en: 'Every single look' },
  looksHint: { ja: '情報システム担当の方向け', en: 'for administrators' },
  target: { ja: '対象', en: 'Target' },
  way: { ja: '経路', en: 'Way' },
  result: { ja: '結果', en: 'Result' },
  took: { ja: '所要時間', en: 'Took' },
  when: { ja: '時刻', en: 'When' },
  direct: { ja: '直接', en: 'direct' },
  viaProxy: { ja: 'プロキシ経由', en: 'by proxy' },
  refreshing: { ja: '30秒ごとに自動更新', en: 'Reloads every 30 seconds' },
  still: { ja: '自動更新は止まっています', en: 'Not reloading' },
  stopRefresh: { ja: '自動更新を止める', en: 'Stop reloading' },
  startRefresh: { ja: '自動更新を始める', en: 'Start reloading' },
  unofficial: {
    ja: 'Dotchi（どっち）は LINE WORKS の公式サービスではありません。社内から見た状態を、根拠とともに示します。',
    en: 'Dotchi is no official LINE WORKS service. It shows, with evidence, how things look from inside the company.',
  },
  forMachines: { ja: '機械で読む', en: 'For machines' },
  verdictJson: { ja: '判定 (JSON)', en: 'Verdict (JSON)' },
  observationsJson: { ja: '確認結果 (JSON)', en: 'Looks (JSON)' },
  badge: { ja: 'バッジ', en: 'Badge' },
  api: { ja: 'API の説明', en: 'API description' },
  metrics: { ja: '計測値', en: 'Metrics' },
  verdictId: { ja: '判定番号', en: 'Verdict' },
} as const satisfies Record<string, Text>

/** What we can say of each of the three who may be to blame. */
export const SUSPECT_WORDS = {
  cause: { ja: 'ここが原因です', en: 'The cause is here' },
  suspected: { ja: 'ここが原因のようです', en: 'Probably the cause' },
  maintenance: { ja: 'メンテナンス中です', en: 'Under maintenance' },
  cleared: { ja: '原因ではありません', en: 'Not the cause' },
  fine: { ja: '正常です', en: 'Fine' },
  unseen: { ja: 'ここからは確認できません', en: 'Cannot be seen from here' },
  unknown: { ja: 'いまは分かりません', en: 'Not known now' },
  varies: { ja: '拠点によって違います', en: 'Differs by office' },
} as const satisfies Record<string, Text>

export const FAMILY_WORDS: Readonly<Record<EvidenceFamily, Text>> = {
  probe: { ja: '自動確認', en: 'Automatic look' },
  notice: { ja: '公式のお知らせ', en: 'Official notice' },
  post: { ja: '公開の投稿', en: 'Public posts' },
  report: { ja: '社員からの報告', en: 'Reports by colleagues' },
  self: { ja: '監視の自己点検', en: 'Self check' },
}

export const NOTICE_KIND_WORDS: Readonly<Record<NoticeKind, Text>> = {
  outage: { ja: '障害', en: 'Outage' },
  maintenance: { ja: 'メンテナンス', en: 'Maintenance' },
  other: { ja: 'お知らせ', en: 'Notice' },
}

export const NOTICE_STATUS_WORDS: Readonly<Record<OutageStatus | MaintenanceStatus, Text>> = {
  investigating: { ja: '調査中', en: 'investigating' },
  identified: { ja: '原因特定', en: 'identified' },
  monitoring: { ja: '経過観察中', en: 'monitoring' },
  resolved: { ja: '復旧', en: 'resolved' },
  scheduled: { ja: '予定', en: 'scheduled' },
  in_progress: { ja: '実施中', en: 'in progress' },
  completed: { ja: '終了', en: 'completed' },
  cancelled: { ja: '中止', en: 'cancelled' },
}

export const OUTCOME_WORDS: Readonly<Record<Outcome, Text>> = {
  passed: { ja: '成功', en: 'passed' },
  failed: { ja: '失敗', en: 'failed' },
  skipped: { ja: '見送り', en: 'skipped' },
}
