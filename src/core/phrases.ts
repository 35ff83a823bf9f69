import type { ChainLink } from './chain.ts'
import type { Component, Culprit, ServiceCondition, ViewerCondition } from './condition.ts'
import type { Text } from './locale.ts'
import type { Phase, ProbeError, SkipReason } from './observation.ts'
import type { Advice } from './verdict.ts'

/** The words every face shares: page, badge, API, terminal, mail. One thing has one name. */

export const CONDITION_TITLE: Readonly<Record<ViewerCondition, Text>> = {
  operational: { ja: '正常', en: 'Operational' },
  degraded: { ja: '一部不調', en: 'Degraded' },
  outage: { ja: '障害', en: 'Outage' },
  maintenance: { ja: 'メンテナンス中', en: 'Maintenance' },
  unknown: { ja: '判定できません', en: 'Unknown' },
  company_network: { ja: '社内ネットワークの問題', en: 'Company network' },
  account_or_device: { ja: 'アカウントか端末の問題', en: 'Account or device' },
}

/** What LINE WORKS is like for everybody, in one sentence. */
export const SERVICE_SENTENCE: Readonly<Record<ServiceCondition, Text>> = {
  operational: { ja: 'LINE WORKS は正常に動いています。', en: 'LINE WORKS is working.' },
  degraded: { ja: 'LINE WORKS の一部に不調があります。', en: 'Part of LINE WORKS is not working properly.' },
  outage: { ja: 'LINE WORKS 側の障害です。', en: 'LINE WORKS is down.' },
  maintenance: { ja: 'LINE WORKS はメンテナンス中です。', en: 'LINE WORKS is under maintenance.' },
  unknown: { ja: 'LINE WORKS の状態は、まだ分かりません。', en: 'We cannot tell how LINE WORKS is.' },
}

/** どっち, for somebody at one place: is it me, our network, or the server? */
export const VIEWER_SENTENCE: Readonly<Record<ViewerCondition, Text>> = {
  operational: {
    ja: 'LINE WORKS もネットワークも正常です。入れないときは、ご自身のIDや端末を確認してください。',
    en: 'LINE WORKS and the network are fine. If you cannot log in, check your ID and your device.',
  },
  degraded: {
    ja: 'LINE WORKS 側の不調です。あなたの端末や社内ネットワークのせいではありません。',
    en: 'LINE WORKS itself has trouble. It is not your device and not our network.',
  },
  outage: {
    ja: 'LINE WORKS 側の障害です。あなたの端末や社内ネットワークのせいではありません。',
    en: 'LINE WORKS is down. It is not your device and not our network.',
  },
  maintenance: {
    ja: 'LINE WORKS はメンテナンス中です。終わるまでお待ちください。',
    en: 'LINE WORKS is under maintenance. Please wait until it ends.',
  },
  unknown: {
    ja: '原因はまだ判定できません。確認できる情報が足りません。',
    en: 'We cannot tell yet: there is not enough to go by.',
  },
  company_network: {
    ja: '社内ネットワーク側の問題です。LINE WORKS の障害とは判断できません。',
    en: 'The trouble is in the company network. Nothing shows a LINE WORKS outage.',
  },
  account_or_device: {
    ja: 'アカウントか端末の問題のようです。LINE WORKS とネットワークは正常です。',
    en: 'It looks like the account or the device. LINE WORKS and the network are fine.',
  },
}

export const CULPRIT_TITLE: Readonly<Record<Culprit, Text>> = {
  service: { ja: 'LINE WORKS 側', en: 'LINE WORKS' },
  'company-network': { ja: '社内ネットワーク', en: 'Company network' },
  proxy: { ja: 'プロキシ・フィルター', en: 'Proxy or filter' },
  'account-or-device': { ja: 'アカウントか端末', en: 'Account or device' },
  maintenance: { ja: '計画メンテナンス', en: 'Planned maintenance' },
  none: { ja: '異常なし', en: 'Nothing wrong' },
  unknown: { ja: '不明', en: 'Unknown' },
}

export const COMPONENT_TITLE: Readonly<Record<Component, Text>> = {
  login: { ja: 'ログイン', en: 'Login' },
  talk: { ja: 'トーク', en: 'Talk' },
  mail: { ja: 'メール', en: 'Mail' },
  calendar: { ja: 'カレンダー', en: 'Calendar' },
  drive: { ja: 'Drive', en: 'Drive' },
  admin: { ja: '管理者画面', en: 'Admin console' },
  api: { ja: 'API', en: 'API' },
  board: { ja: '掲示板', en: 'Board' },
  contacts: { ja: 'アドレス帳', en: 'Contacts' },
  meeting: { ja: '通話・ビデオ会議', en: 'Calls and meetings' },
  all: { ja: 'すべてのサービス', en: 'All services' },
}

export const CHAIN_LINK_TITLE: Readonly<Record<ChainLink, Text>> = {
  device: { ja: 'この端末', en: 'This device' },
  network: { ja: '社内ネットワーク', en: 'Company network' },
  proxy: { ja: 'プロキシ', en: 'Proxy' },
  internet: { ja: 'インターネット', en: 'Internet' },
  edge: { ja: 'LINE WORKS の入口', en: 'LINE WORKS edge' },
  login: { ja: 'ログイン', en: 'Login' },
}

export const CHAIN_STATE_TITLE: Readonly<Record<'ok' | 'slow' | 'broken' | 'unknown' | 'unused', Text>> = {
  ok: { ja: '正常', en: 'ok' },
  slow: { ja: '遅い', en: 'slow' },
  broken: { ja: 'ここで止まっています', en: 'it stops here' },
  unknown: { ja: '不明', en: 'not known' },
  unused: { ja: '使っていません', en: 'not used' },
}

export const PHASE_TITLE: Readonly<Record<Phase, Text>> = {
  resolve: { ja: '名前解決', en: 'name lookup' },
  connect: { ja: '接続', en: 'connecting' },
  proxy: { ja: 'プロキシ', en: 'proxy' },
  tls: { ja: 'TLS', en: 'TLS' },
  request: { ja: '応答待ち', en: 'waiting for the answer' },
  status: { ja: '応答コード', en: 'status code' },
  content: { ja: 'ページの内容', en: 'page content' },
  done: { ja: '成功', en: 'passed' },
}

export const ERROR_TITLE: Readonly<Record<ProbeError, Text>> = {
  ENOTFOUND: { ja: '名前が見つからない', en: 'the name does not exist' },
  ENODATA: { ja: 'この種類の記録がない', en: 'no record of this type' },
  ESERVFAIL: { ja: 'DNSサーバーのエラー', en: 'the DNS server failed' },
  EREFUSED: { ja: 'DNSサーバーが拒否', en: 'the DNS server refused' },
  EAI_AGAIN: { ja: 'DNSサーバーから応答なし', en: 'no answer from the DNS server' },
  ETIMEDOUT: { ja: '時間切れ', en: 'timed out' },
  ECONNREFUSED: { ja: '接続を拒否された', en: 'connection refused' },
  ECONNRESET: { ja: '接続を切られた', en: 'connection reset' },
  EHOSTUNREACH: { ja: '相手に届かない', en: 'host unreachable' },
  ENETUNREACH: { ja: 'ネットワークに届かない', en: 'network unreachable' },
  EADDRNOTAVAIL: { ja: 'この端末にアドレスがない', en: 'this machine has no such address' },
  PROXY_AUTH_REQUIRED: { ja: 'プロキシの認証が必要', en: 'the proxy asks for a login' },
  PROXY_REFUSED: { ja: 'プロキシが拒否', en: 'the proxy refused' },
  CERT_HAS_EXPIRED: { ja: '証明書の期限切れ', en: 'certificate expired' },
  CERT_NOT_YET_VALID: { ja: '証明書がまだ有効でない', en: 'certificate not yet valid' },
  SELF_SIGNED_CERT_IN_CHAIN: { ja: '信頼されていない発行元', en: 'issuer not trusted' },
  DEPTH_ZERO_SELF_SIGNED_CERT: { ja: '自己署名の証明書', en: 'self-signed certificate' },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: { ja: '発行元を確認できない', en: 'issuer not known' },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: { ja: '発行元を確認できない', en: 'issuer not known' },
  ERR_TLS_CERT_ALTNAME_INVALID: { ja: '証明書の名前が違う', en: 'certificate for another name' },
  CERT_INVALID: { ja: '証明書が正しくない', en: 'certificate not valid' },
  UNEXPECTED_ISSUER: { ja: '想定外の発行元の証明書', en: 'certificate from an unexpected issuer' },
  TLS_HANDSHAKE: { ja: 'TLSの取り決めに失敗', en: 'TLS handshake failed' },
  HTTP_PARSE: { ja: 'HTTPではない応答', en: 'the answer is not HTTP' },
  TOO_MANY_REDIRECTS: { ja: '転送が多すぎる', en: 'too many redirects' },
  BODY_TOO_LARGE: { ja: '応答が大きすぎる', en: 'the answer is too large' },
  BODY_ENCODING: { ja: '応答を展開できない', en: 'the answer cannot be decompressed' },
  BODY_MISMATCH: { ja: '期待した内容ではない', en: 'not the expected content' },
  UNEXPECTED_REDIRECT: { ja: '別のサイトへ転送された', en: 'redirected to another site' },
  PROBE_CRASHED: { ja: 'Dotchi 自身の不具合', en: 'a fault of Dotchi itself' },
}

export const SKIP_TITLE: Readonly<Record<SkipReason, Text>> = {
  'no-ipv4': { ja: 'この端末にIPv4がない', en: 'no IPv4 here' },
  'no-ipv6': { ja: 'この端末にIPv6がない', en: 'no IPv6 here' },
  'no-proxy': { ja: 'プロキシの設定がない', en: 'no proxy configured' },
  'proxy-resolves': { ja: '名前はプロキシが解決する', en: 'the proxy resolves names' },
  'backing-off': { ja: '相手の求めで待機中', en: 'waiting, as the server asked' },
  'not-configured': { ja: '設定されていない', en: 'not configured' },
  overlap: { ja: '前の確認が終わっていない', en: 'the previous look is still going' },
}

export const ADVICE_SENTENCE: Readonly<Record<Advice, Text>> = {
  nothing: { ja: '対応は不要です。', en: 'There is nothing to do.' },
  wait: {
    ja: '復旧をお待ちください。こちらから直せることはありません。',
    en: 'Wait for the recovery. Nothing on your side can fix it.',
  },
  'wait-maintenance': { ja: 'メンテナンスが終わるまでお待ちください。', en: 'Wait until the maintenance ends.' },
  'stay-logged-in': {
    ja: 'ログイン済みの人はログアウトしないでください。そのまま使えることがあります。',
    en: 'If you are logged in, do not log out: it may go on working.',
  },
  'do-not-reset': {
    ja: 'パスワードの再設定や、繰り返しのログインはしないでください。アカウントがロックされることがあります。',
    en: 'Do not reset your password and do not keep trying: the account may get locked.',
  },
  'use-other-channel': {
    ja: '急ぎの連絡は、電話やメールなど別の手段を使ってください。',
    en: 'For urgent matters use another way: phone or mail.',
  },
  'ask-network-team': {
    ja: '社内のネットワーク担当に、この画面を見せて連絡してください。',
    en: 'Tell your network team, and show them this.',
  },
  'ask-proxy-team': {
    ja: 'プロキシ・フィルターの担当に、LINE WORKS への通信が止められていないか確認してください。',
    en: 'Ask those who run the proxy or filter whether it blocks LINE WORKS.',
  },
  'check-proxy-login': {
    ja: 'プロキシの認証（ユーザー名とパスワード）を確認してください。',
    en: 'Check the user name and password for the proxy.',
  },
  'check-wifi': {
    ja: 'Wi-Fi や LAN ケーブルの接続を確認してください。',
    en: 'Check the Wi-Fi or the network cable.',
  },
  'check-clock': { ja: 'この端末の時計を正しく合わせてください。', en: 'Set the clock of this machine right.' },
  'use-mobile-data': {
    ja: '急ぐときは、スマートフォンのモバイル回線で試してください。',
    en: 'In a hurry, try the mobile line of a phone.',
  },
  'self-check': {
    ja: '入れないときは、ID・パスワード（全角、大文字小文字、Caps Lock）とアプリの再起動を確認してください。',
    en: 'If you cannot log in: check ID and password (width, upper and lower case, Caps Lock) and restart the app.',
  },
  'ask-administrator': {
    ja: 'それでも入れないときは、社内の管理者にアカウントの状態を確認してもらってください。',
    en: 'If it still fails, ask your administrator about the state of your account.',
  },
  'look-again': { ja: '1分ほど待って、もう一度確認してください。', en: 'Wait a minute and look again.' },
  'watch-notices': { ja: '公式のお知らせを確認してください。', en: 'Look at the official notices.' },
}

/** A calibrated probability in words. */
export function confidenceTitle(confidence: number): Text {
  if (confidence >= 0.95) return { ja: 'ほぼ確実', en: 'almost certain' }
  if (confidence >= 0.8) return { ja: '確度が高い', en: 'likely' }
  if (confidence >= 0.6) return { ja: 'おそらく', en: 'probable' }
  return { ja: '不確か', en: 'uncertain' }
}
