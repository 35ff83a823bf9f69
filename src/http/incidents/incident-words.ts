import type { Lane, TimelineKind } from '../../core/incident/incident.ts'
import type { Text } from '../../core/locale.ts'
import type { UptimeClass } from '../../core/uptime.ts'

/** The words of the pages about what happened. */
export const INCIDENT_WORDS = {
  title: { ja: '障害とメンテナンスの履歴', en: 'Past incidents and maintenance' },
  lead: {
    ja: '社内からの監視で確認した障害・メンテナンスと、使えた時間の割合です。',
    en: 'Incidents and maintenance as seen from inside the company, and how much of the time all worked.',
  },
  lastDays: { ja: '直近30日', en: 'Last 30 days' },
  months: { ja: '月を選ぶ', en: 'Choose a month' },
  uptime: { ja: '使えた時間の割合', en: 'How much of the time it worked' },
  uptimeHint: {
    ja: '告知されたメンテナンスの時間と、監視できなかった時間は、計算から除いています。',
    en: 'Announced maintenance, and time in which nobody looked, are left out.',
  },
  service: { ja: 'LINE WORKS', en: 'LINE WORKS' },
  where: { ja: '対象', en: 'Where' },
  working: { ja: '正常', en: 'Working' },
  usable: { ja: '一部不調を含めて利用可', en: 'Usable, partial trouble included' },
  notSeen: { ja: '監視の記録がありません', en: 'nobody looked' },
  incidents: { ja: '障害', en: 'Incidents' },
  noIncidents: { ja: 'この期間に、確認した障害はありません。', en: 'No incident was seen in this time.' },
  maintenance: { ja: 'メンテナンス', en: 'Maintenance' },
  noMaintenance: {
    ja: 'この期間に、告知されたメンテナンスはありません。',
    en: 'No maintenance was announced for this time.',
  },
  notKept: { ja: 'このサーバーでは履歴を記録していません。', en: 'This server keeps no history.' },
  ongoing: { ja: '継続中', en: 'ongoing' },
  openEnd: { ja: '終了未定', en: 'no end stated' },
  all: { ja: '履歴の一覧へ', en: 'To all incidents' },
  course: { ja: '経過', en: 'What happened when' },
  began: { ja: '開始', en: 'Began' },
  ended: { ja: '終了', en: 'Ended' },
  lasted: { ja: '継続時間', en: 'Lasted' },
  business: { ja: 'うち業務時間内', en: 'In business hours' },
  sites: { ja: '影響した拠点', en: 'Offices' },
  components: { ja: '影響した機能', en: 'Services' },
  owner: { ja: '対応者', en: 'Taken on by' },
  updates: { ja: '管理者からのお知らせ', en: 'From the administrators' },
  never: { ja: 'なし', en: 'never' },
  confirmed: { ja: '終了を監視で確認', en: 'end seen by our probes' },
  unconfirmed: { ja: '終了は未確認', en: 'end not seen' },
  why: { ja: 'このときの判定の根拠', en: 'Why it was judged so' },
} as const satisfies Readonly<Record<string, Text>>

export const LANE_WORDS: Readonly<Record<Lane, Text>> = {
  probes: { ja: '社内からの監視', en: 'Our probes' },
  notices: { ja: '公式のお知らせ', en: 'Official notices' },
  people: { ja: '人の報告・対応', en: 'People' },
}

/** When each of them first spoke of it. */
export const FIRST_WORDS: Readonly<Record<Lane, Text>> = {
  probes: { ja: '監視で検知', en: 'Seen by probes' },
  notices: { ja: '公式の告知', en: 'Announced' },
  people: { ja: '人の声', en: 'People' },
}

export const TIMELINE_WORDS: Readonly<Record<TimelineKind, Text>> = {
  'first-failure': { ja: '最初の失敗を観測', en: 'First failed look' },
  suspected: { ja: '障害の疑い', en: 'Trouble suspected' },
  opened: { ja: '障害を確認', en: 'Trouble confirmed' },
  worsened: { ja: '悪化', en: 'Became worse' },
  eased: { ja: '軽減', en: 'Eased' },
  flapping: { ja: '断続的に発生', en: 'Comes and goes' },
  recovering: { ja: '回復の兆し', en: 'Well again for now' },
  relapsed: { ja: '再発', en: 'Came back' },
  unseen: { ja: '監視できなくなった', en: 'Could not be seen' },
  'seen-again': { ja: '監視を再開', en: 'Could be seen again' },
  resolved: { ja: '復旧を確認', en: 'Recovery confirmed' },
  cleared: { ja: '疑いは晴れた', en: 'Suspicion cleared' },
  'site-affected': { ja: '拠点に影響', en: 'An office is affected' },
  'site-well': { ja: '拠点が回復', en: 'An office is well again' },
  notice: { ja: 'お知らせの掲載', en: 'Notice published' },
  'notice-changed': { ja: 'お知らせの更新', en: 'Notice changed' },
  report: { ja: '社員からの報告', en: 'Reports by employees' },
  post: { ja: 'SNS の投稿', en: 'Public posts' },
  acknowledged: { ja: '対応を開始', en: 'Somebody took it on' },
  update: { ja: '管理者からのお知らせ', en: 'Said by an administrator' },
  merged: { ja: 'ほかの障害に統合', en: 'Merged into another' },
}

export const UPTIME_WORDS: Readonly<Record<UptimeClass, Text>> = {
  working: { ja: '正常', en: 'Working' },
  degraded: { ja: '一部不調', en: 'Degraded' },
  down: { ja: '使えない', en: 'Down' },
  maintenance: { ja: 'メンテナンス', en: 'Maintenance' },
  unknown: { ja: '監視の記録なし', en: 'Not seen' },
}
