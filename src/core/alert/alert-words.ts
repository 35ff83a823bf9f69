import type { Text } from '../locale.ts'
import type { Decision, DecisionReason } from './decision.ts'
import type { AlertKind } from './event.ts'
import type { Severity } from './message.ts'

/** What each kind of event is called in lists. */
export const ALERT_KIND_TITLE: Readonly<Record<AlertKind, Text>> = {
  suspected: { ja: '障害の疑い', en: 'Trouble suspected' },
  cleared: { ja: '疑いの解消', en: 'Suspicion cleared' },
  outage: { ja: 'LINE WORKS の障害', en: 'LINE WORKS outage' },
  degraded: { ja: 'LINE WORKS の一部不調', en: 'LINE WORKS degraded' },
  recovered: { ja: 'LINE WORKS の復旧', en: 'LINE WORKS recovered' },
  flapping: { ja: '断続的な障害', en: 'Trouble that comes and goes' },
  'company-network': { ja: '社内ネットワークの問題', en: 'Company network trouble' },
  'company-network-recovered': { ja: '社内ネットワークの復旧', en: 'Company network recovered' },
  updated: { ja: '管理者からのお知らせ', en: 'Update by an administrator' },
  acknowledged: { ja: '対応の開始', en: 'Taken on by somebody' },
  merged: { ja: 'ほかの障害への統合', en: 'Merged into another' },
  'still-open': { ja: '継続中のお知らせ', en: 'Still going on' },
  unacknowledged: { ja: '未対応のエスカレーション', en: 'Taken on by nobody' },
  'maintenance-announced': { ja: 'メンテナンスの予告', en: 'Maintenance announced' },
  'maintenance-changed': { ja: 'メンテナンスの変更', en: 'Maintenance changed' },
  'maintenance-cancelled': { ja: 'メンテナンスの中止', en: 'Maintenance cancelled' },
  'maintenance-reminder': { ja: 'メンテナンス前のお知らせ', en: 'Maintenance reminder' },
  'maintenance-started': { ja: 'メンテナンスの開始', en: 'Maintenance began' },
  'maintenance-overrun': { ja: 'メンテナンスの延長', en: 'Maintenance overruns' },
  'maintenance-ended': { ja: 'メンテナンスの終了', en: 'Maintenance ended' },
  'source-unreadable': { ja: '情報源を読めない', en: 'Source unreadable' },
  'source-readable': { ja: '情報源の回復', en: 'Source readable again' },
  'agent-silent': { ja: '拠点からの応答なし', en: 'Office silent' },
  'agent-back': { ja: '拠点の応答回復', en: 'Office heard again' },
  'certificate-expiring': { ja: '証明書の期限切れ間近', en: 'Certificate expiring' },
  'certificate-renewed': { ja: '証明書の更新', en: 'Certificate renewed' },
  'delivery-failing': { ja: '通知が届かない', en: 'Messages not delivered' },
  'delivery-working': { ja: '通知の回復', en: 'Messages delivered again' },
  drill: { ja: '訓練', en: 'Drill' },
}

export const SEVERITY_TITLE: Readonly<Record<Severity, Text>> = {
  info: { ja: '情報', en: 'info' },
  warning: { ja: '注意', en: 'warning' },
  critical: { ja: '緊急', en: 'critical' },
}

export const OUTCOME_TITLE: Readonly<Record<Decision['outcome'], Text>> = {
  told: { ja: '送信', en: 'sent out' },
  held: { ja: '保留', en: 'held' },
  not: { ja: '知らせない', en: 'not told' },
}

/** Why somebody was told, or was not, in a sentence without its subject. */
export const REASON_SENTENCE: Readonly<Record<DecisionReason, Text>> = {
  rule: { ja: 'ルールに該当したため', en: 'a rule asks for it' },
  'end-of-told': {
    ja: '始まりを知らせていたため、終わりも知らせた',
    en: 'they were told the beginning, so also the end',
  },
  released: { ja: '保留していたが、まだ続いているため', en: 'held back before, and still so' },
  digest: { ja: 'まとめて知らせた', en: 'told as a line of a digest' },
  'still-open': { ja: 'まだ続いているため（再通知）', en: 'still going on: a reminder' },
  escalated: { ja: '誰も対応していないため、次の人に知らせた', en: 'nobody acknowledged it, so it was escalated' },
  drill: { ja: '訓練のため', en: 'a drill' },
  hours: { ja: 'いまは知らせる時間帯ではないため', en: 'not at this hour' },
  throttled: { ja: '前の知らせから間もないため', en: 'too soon after the last one' },
  inhibited: { ja: 'より大きな問題の影響と考えられるため', en: 'it follows from something bigger' },
  grouping: { ja: '同時に起きたものをまとめるため、少し待っている', en: 'waiting for others that come at once' },
  'no-rule': { ja: 'この相手に知らせるルールがないため', en: 'no rule speaks of this to them' },
  severity: { ja: 'ルールの重大度に達していないため', en: 'the rule asks for a higher severity' },
  component: { ja: 'ルールの対象の機能ではないため', en: 'the rule is for other services' },
  site: { ja: 'ルールの対象の拠点ではないため', en: 'the rule is for other offices' },
  muted: { ja: '一時停止中のため', en: 'they are muted' },
  duplicate: { ja: 'すでに知らせたため', en: 'they know it already' },
  'nothing-begun': { ja: '始まりを知らせていないため', en: 'they were never told that it began' },
  over: { ja: '知らせる前に終わったため', en: 'it was over before it could be told' },
  superseded: { ja: 'より新しい知らせに含まれるため', en: 'something newer says it all' },
}
