import { expect, test } from 'vitest'
import type { Article } from '../../src/core/guide/guide.ts'
import type { Locale } from '../../src/core/locale.ts'
import { TOPICS, type Topic } from '../../src/core/triage/topic.ts'
import { readGuide } from '../../src/knowledge/guide.ts'

/** What somebody whose login fails must be able to learn: the fact, where it stands, and words that must occur there. */
type Fact = readonly [fact: string, slug: Topic, ja: readonly string[], en: readonly string[]]

const FACTS: readonly Fact[] = [
  ['password forgotten', 'password-forgotten', ['思い出せ'], ['remember']],
  ['upper and lower case', 'password-case', ['大文字と小文字は別'], ['different characters']],
  ['typed full-width', 'password-full-width', ['全角', '半角'], ['full-width', 'half-width']],
  ['0 and O, 1 and l', 'password-lookalike', ['ゼロ', 'オー', 'エル'], ['zero', 'small L']],
  ['Caps Lock', 'caps-lock', ['ランプ', 'Shift'], ['light', 'Shift']],
  ['password expired', 'password-expired', ['90日', '365日'], ['90', '365']],
  ['full-width @', 'id-full-width-at', ['全角の＠'], ['full-width']],
  ['domain misspelt', 'id-domain-typo', ['ドメイン', '一文字ずつ'], ['domain', 'letter by letter']],
  ['part of the ID missing', 'id-incomplete', ['社員番号だけ', 'yamada@example'], ['staff number', 'yamada@example']],
  ['spaces from copy and paste', 'id-stray-space', ['コピー', '空白'], ['paste', 'space']],
  ['Wi-Fi lost, toggle it', 'wifi-disconnected', ['オフにして', 'ほかのサイト'], ['off', 'another site']],
  ['switch Wi-Fi and mobile data', 'wifi-disconnected', ['モバイル通信'], ['mobile data']],
  ['mobile data cap', 'mobile-data-limit', ['上限', '残りのデータ量'], ['cap', 'how much data']],
  ['company firewall', 'company-firewall', ['ファイアウォール', 'worksmobile.com'], ['firewall', 'worksmobile.com']],
  ['proxy', 'company-proxy', ['プロキシ', '407'], ['proxy', '407']],
  ['quit fully, restart, open again', 'app-restart', ['終了します', '端末を再起動'], ['quit', 'Restart the device']],
  ['update in the stores', 'app-update', ['App Store', 'Google Play'], ['App Store', 'Google Play']],
  ['automatic updates', 'app-update', ['自動更新をオン'], ['automatic updates on']],
  [
    'clear cache and cookies, restart',
    'browser-cache',
    ['キャッシュ', 'Cookie', '開き直して'],
    ['cache', 'cookies', 'again'],
  ],
  [
    'supported browsers',
    'browser-unsupported',
    ['Chrome（おすすめ）', 'Edge', 'Safari', 'Firefox', '最新'],
    ['Chrome (recommended)', 'Edge', 'Safari', 'Firefox', 'current'],
  ],
  [
    'reset from the login page',
    'reset-password',
    ['ログイン画面', 'メールアドレスか携帯番号', '認証番号', '新しいパスワード'],
    ['login page', 'mail address or mobile number', 'code', 'new password'],
  ],
  [
    'code by mail or SMS, 5 to 10 minutes, junk',
    'reset-password',
    ['SMS', '5〜10分', '迷惑メール'],
    ['SMS', '5 to 10 minutes', 'junk'],
  ],
  [
    'code does not come',
    'reset-code-not-arriving',
    ['5〜10分', '迷惑メール', '再送'],
    ['5 to 10 minutes', 'junk', 'once more'],
  ],
  [
    'administrator: contact no longer usable',
    'reset-contact-unavailable',
    ['管理者', '本人'],
    ['administrator', 'who you are'],
  ],
  ['administrator: locked', 'account-locked', ['管理者に解除'], ['administrator to release']],
  ['administrator: perhaps removed', 'account-removed', ['削除', '管理者'], ['removed', 'administrator']],
  [
    'message: account or password',
    'error-credentials',
    ['「アカウントまたはパスワードが正しくありません」', '全角', 'Caps Lock', '1（イチ）とl（エル）', 'ロック'],
    ['wide', 'Caps Lock', '1 and l', 'lock'],
  ],
  [
    'message: network error',
    'error-network',
    ['「ネットワークエラー」', 'ほかのサイト', 'Wi-Fi', 'モバイル通信', 'IT担当'],
    ['other', 'Wi-Fi', 'mobile data', 'IT desk'],
  ],
  [
    'message: server error',
    'error-server',
    ['「サーバーエラー」', '公式のお知らせ', 'SNS', '待って', '一度だけ'],
    ['official notices', 'others write', 'Wait', 'once more'],
  ],
  ['in maintenance wait for its end', 'server-maintenance', ['終わるまで待ち'], ['Wait until then', 'ends']],
  [
    'outage: wait, no resets',
    'server-outage',
    ['復旧を待ち', '再設定をしないで'],
    ['Wait for the recovery', 'Do not reset'],
  ],
  ['lock: many failures in a short time', 'account-locked', ['短い時間に何度も'], ['failed several times']],
  ['lock: suspected unauthorised access', 'account-locked-unauthorised', ['不正アクセスの疑い'], ['suspicious access']],
  ['lock: long without login', 'account-inactive', ['長い間使っていなかった'], ['long time without']],
  ['lock: password expired', 'account-locked', ['期限切れでも、ロック'], ['expired password, can lock']],
  ['lock depends on company policy', 'account-locked', ['会社の設定で変わります'], ['company decides']],
  [
    'release: automatic, 30 minutes to 1 hour',
    'account-locked',
    ['自動で解除', '30分〜1時間'],
    ['30 minutes to an hour', 'by itself'],
  ],
  [
    'release: administrator after identity check, new password',
    'account-locked',
    ['本人の確認', '新しいパスワード'],
    ['that it is you', 'new password'],
  ],
  [
    'administrator looks at a member',
    'admin-check-user',
    ['在籍', '状態', '有効期限', 'ライセンス'],
    ['Membership', 'State', 'Expiry', 'Licence'],
  ],
  [
    'administrator looks at the policy',
    'admin-check-policy',
    ['試行回数', 'パスワードの規則', 'IPアドレス制限', '2段階認証'],
    ['attempts', 'rules for passwords', 'IP restriction', 'Two-step'],
  ],
  [
    'too strict settings lock out the right people',
    'admin-check-policy',
    ['正しい人もロック'],
    ['right people are locked out'],
  ],
  [
    'SSO fails while LINE WORKS is fine',
    'sso-failure',
    ['SSO', 'LINE WORKS が正常でも'],
    ['SSO', 'although LINE WORKS is fine'],
  ],
  [
    'only LINE login fails',
    'line-login-unavailable',
    ['「LINEでログイン」だけ', 'LINE WORKS は正常'],
    ['only logging in with LINE', 'LINE WORKS is fine'],
  ],
  [
    'IP restriction spares the phone app',
    'ip-restriction',
    ['スマホのアプリにはかかりません'],
    ['not for the phone app'],
  ],
  ['registration within 30 days', 'registration-expired', ['30日以内'], ['30 days']],
  [
    'suspended: failures or administrator',
    'account-suspended',
    ['管理者が止めた場合', '失敗が続いた場合'],
    ['An administrator did it', 'failed too often'],
  ],
  ['licence', 'licence', ['割り当て'], ['licence']],
  ['second step, changed device', 'two-step-verification', ['前のスマホ', '時計'], ['old phone', 'clock']],
  ['prevention: 8 characters, mixed', 'prevent-weak-password', ['8文字以上', '混ぜます'], ['8 characters', 'Mix']],
  [
    'prevention: nothing guessable, regular change',
    'prevent-weak-password',
    ['推測', '定期的'],
    ['guessed', 'regularly'],
  ],
  ['prevention: a password manager', 'prevent-weak-password', ['パスワード管理ソフト'], ['password manager']],
  ['prevention: two-step', 'prevent-two-step', ['2段階認証をオン'], ['two-step verification on']],
  [
    'prevention: mail, phone, department, leaving',
    'prevent-stale-profile',
    ['メールアドレスと携帯番号', '部署', '退職'],
    ['mail address and the mobile number', 'department', 'leave'],
  ],
]

const { articles } = readGuide()

function proseOf(article: Article, locale: Locale): string {
  const { title, firstStep, symptom, takes, stopWhen, ask } = article
  const lists = [...article.howToTell, ...article.steps].map(({ text }) => text)
  return [title, firstStep, symptom, takes, stopWhen, ask, ...lists, ...article.doNot]
    .map((text) => text[locale])
    .join('\n')
}

test.each(FACTS)('%s: in %s', (_, slug, ja, en) => {
  const inJapanese = proseOf(articles[slug], 'ja')
  expect(ja.filter((words) => !inJapanese.includes(words))).toEqual([])
  const inEnglish = proseOf(articles[slug], 'en').toLowerCase()
  expect(en.filter((words) => !inEnglish.includes(words.toLowerCase()))).toEqual([])
})

test('no article is without a fact', () => {
  const covered = new Set(FACTS.map(([, slug]) => slug))
  expect(TOPICS.filter((slug) => !covered.has(slug))).toEqual([])
})
