import type { Text } from '../core/locale.ts'
import { FETCH_FAILURES } from '../platform/fetch/fetched.ts'

/** Why a source could not be read. None of them says anything about LINE WORKS: what cannot be read is unknown. */
export const UNREADABLE_REASONS = [
  ...FETCH_FAILURES,
  'challenge', // a page that wants to see a human first
  'garbled', // characters that cannot be read
  'not-html',
  'not-json',
  'not-xml',
  'forbidden-xml', // document type or entities of its own: a bomb, or a way to read files
  'too-complex', // within the cap, and yet more than is worth taking apart
  'error-answer', // JSON that says what went wrong
  'other-shape', // JSON or XML of another kind than expected
  'no-marker', // the page lacks what shows that it is this page
  'no-items', // the page is there, and nothing on it reads as an announcement
  'emptied', // nothing, where there was something before
  'budget', // asking would cost more than may be spent
] as const
export type UnreadableReason = (typeof UNREADABLE_REASONS)[number]

/** Each reason in words, without a full stop. */
export const UNREADABLE_WORDS: Readonly<Record<UnreadableReason, Text>> = {
  unreachable: { ja: '接続できません', en: 'it cannot be reached' },
  timeout: { ja: '時間内に応答がありません', en: 'it does not answer in time' },
  'too-large': { ja: '応答が大きすぎます', en: 'its answer is too large' },
  'not-http': { ja: '応答が壊れています', en: 'its answer is broken' },
  'private-address': {
    ja: '社内や手元のアドレスを指しています（許可されていません）',
    en: 'it leads to a private address that is not allowed',
  },
  'bad-redirect': { ja: '転送先が正しくありません', en: 'it redirects to nowhere' },
  robots: { ja: 'robots.txt で読み取りが禁止されています', en: 'its robots.txt forbids reading' },
  'told-to-wait': { ja: 'アクセスを控えるよう求められています', en: 'it asked us to wait' },
  denied: { ja: 'アクセスを拒否されました', en: 'it refuses us' },
  gone: { ja: 'ページがありません', en: 'the page is not there' },
  'server-error': { ja: '相手のサーバーでエラーが起きています', en: 'its server has an error' },
  'http-status': { ja: '想定外の HTTP ステータスです', en: 'its HTTP status is not expected' },
  challenge: { ja: '人間かどうかの確認画面が返されました', en: 'it wants to see a human first' },
  garbled: { ja: '文字化けしていて読めません', en: 'its characters cannot be read' },
  'not-html': { ja: 'HTML ではありません', en: 'it is no HTML' },
  'not-json': { ja: 'JSON ではありません', en: 'it is no JSON' },
  'not-xml': { ja: 'フィード（XML）として読めません', en: 'it is no feed that can be read' },
  'forbidden-xml': { ja: 'XML に許可しない宣言（DTD）が含まれています', en: 'its XML declares a document type (DTD)' },
  'too-complex': { ja: '内容が多すぎて解析できません', en: 'there is too much in it to take apart' },
  'error-answer': { ja: 'エラーを示す JSON が返されました', en: 'it answers with an error' },
  'other-shape': { ja: 'データの形式が変わっています', en: 'its data has another shape' },
  'no-marker': { ja: 'ページの目印が見つかりません', en: 'the page lacks its marker' },
  'no-items': { ja: 'お知らせが1件も見つかりません', en: 'no announcement is found on it' },
  emptied: { ja: '前回まであった項目がすべてなくなりました', en: 'everything that was there is gone' },
  budget: { ja: '今月の予算を使い切りました', en: 'the budget of this month is spent' },
}

export const isUnreadableReason = (word: unknown): word is UnreadableReason =>
  UNREADABLE_REASONS.includes(word as UnreadableReason)
