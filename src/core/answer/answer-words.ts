import type { Locale, Text } from '../locale.ts'
import type { Choice, Intent } from './answer.ts'

/** Questions that may follow, as they stand on a button. Pressing one asks exactly these words. */
export const CHOICES = {
  status: { ja: 'LINE WORKS 落ちてる？', en: 'Is LINE WORKS down?' },
  login: { ja: 'ログインできない', en: 'I cannot log in' },
  maintenance: { ja: 'メンテいつまで？', en: 'Maintenance until when?' },
  history: { ja: '履歴', en: 'History' },
  why: { ja: '根拠は？', en: 'Why?' },
  notify: { ja: '復旧したら通知して', en: 'Notify me' },
  help: { ja: '使い方', en: 'Help' },
  language: { ja: 'English please', en: '日本語で' },
} as const satisfies Partial<Record<Intent, Text>>
export type ChoiceName = keyof typeof CHOICES

export const choicesOf = (names: readonly ChoiceName[], locale: Locale): Choice[] =>
  names.map((name) => ({ label: CHOICES[name][locale], text: CHOICES[name][locale] }))

/** What an answer is made of; `{}` is filled in. */
export const ANSWER_WORDS = {
  heading: { ja: '【{}】{}', en: '{}: {}' },
  asOf: { ja: '{}時点', en: 'As of {}' },
  asOfOld: { ja: '最後の判定は{}です。', en: 'The last verdict is from {}.' },
  since: { ja: '{}から（{}）', en: 'since {} ({})' },
  confidence: { ja: '{}（{}%）', en: '{} ({}%)' },
  affected: { ja: '影響: {}', en: 'affected: {}' },
  suspected: {
    ja: '直近の観測では「{}」の可能性があります。確認中です。',
    en: 'The newest looks suggest “{}”. This is not confirmed yet.',
  },
  apart: { ja: 'ただし{}では「{}」です。', en: 'But at {}: {}.' },
  unknownSite: {
    ja: '拠点「{}」は登録されていません。LINE WORKS 全体について答えます。',
    en: 'There is no office “{}”. This is about LINE WORKS as a whole.',
  },
  steps: {
    ja: '入れないときは、次の順に確認してください。',
    en: 'If you cannot log in, check these in this order:',
  },
  noReset: {
    ja: '状態が分かるまで、パスワードの再設定は待ってください。',
    en: 'Do not reset your password until this is known.',
  },
  stepsUnknown: { ja: 'いまできる確認:', en: 'What you can check now:' },
  noSteps: {
    ja: 'いまは、ご自身のIDや端末を調べる必要はありません。',
    en: 'There is no need to check your ID or your device now.',
  },
  companySteps: {
    ja: 'ログインの操作ではなく、会社のネットワークの問題です。',
    en: 'It is the company network, not the way you log in.',
  },
  maintenanceRunning: { ja: 'メンテナンス中です。{}まで。', en: 'Under maintenance until {}.' },
  maintenanceOpen: {
    ja: 'メンテナンス中です。終了時刻は発表されていません。',
    en: 'Under maintenance. No end has been announced.',
  },
  maintenanceOverrun: {
    ja: '予定の{}を過ぎましたが、メンテナンスはまだ続いています。終了時刻は分かりません。',
    en: 'The maintenance was to end at {} and still goes on. Its end is not known.',
  },
  maintenanceUnannounced: {
    ja: 'メンテナンス中と判定していますが、終了時刻を書いたお知らせは見つかっていません。',
    en: 'We judge that maintenance is under way, but found no notice that says when it ends.',
  },
  maintenanceNone: {
    ja: 'いま進行中のメンテナンスは見つかっていません。',
    en: 'No maintenance is known to be under way.',
  },
  maintenanceUnread: {
    ja: 'ただし、公式のお知らせを読み取れていないため、ないとは言い切れません。',
    en: 'But no official notice can be read at the moment, so there may be some.',
  },
  maintenanceNext: { ja: '今後の予定:', en: 'To come:' },
  maintenanceNoNext: { ja: '今後の予定も見つかっていません。', en: 'None to come is known either.' },
  spanned: { ja: '{}〜{}', en: '{} to {}' },
  spannedOpen: { ja: '{}から（終了は未定）', en: 'from {}, end not known' },
  spannedStartless: { ja: '{}まで', en: 'until {}' },
  undated: { ja: '日時は未定', en: 'date not known' },
  components: { ja: '対象: {}', en: 'affects: {}' },
  historyHead: { ja: '最近の障害・不調・メンテナンス:', en: 'Recent outages, troubles and maintenance:' },
  historyOngoing: { ja: '{}から継続中（{}）', en: 'since {}, still going on ({})' },
  historyOver: { ja: '{}〜{}（{}）', en: '{} to {} ({})' },
  historyNone: {
    ja: 'Dotchi の記録に、LINE WORKS の障害・不調・メンテナンスはありません。',
    en: 'Dotchi has no outage, trouble or maintenance of LINE WORKS on record.',
  },
  historyUnread: {
    ja: 'いまは記録を読み出せません。しばらくしてから、もう一度聞いてください。',
    en: 'The record cannot be read right now. Ask again a little later.',
  },
  historyLimits: {
    ja: '記録は、Dotchi が動いていた間に確認できたものだけです。',
    en: 'The record holds only what Dotchi saw while it was running.',
  },
  whyHead: { ja: '判定の主な根拠:', en: 'The main reasons:' },
  whyNone: { ja: 'いま示せる根拠はありません。', en: 'There is nothing to base an answer on right now.' },
  whyOld: {
    ja: '最後に確認できた内容（いまの状態ではありません）:',
    en: 'What was seen last, which is not how it is now:',
  },
  notifyHead: { ja: '変化を受け取る方法:', en: 'How to be told of a change:' },
  notifyNone: {
    ja: 'このチャットから個別の通知は登録できません。復旧の知らせを受け取る方法は、社内のIT担当に確認してください。',
    en: 'You cannot subscribe from this chat. Ask your IT desk how you are told of a recovery.',
  },
  notifyAsk: {
    ja: '「LINE WORKS 落ちてる？」と聞けば、いつでもその時点の状態を答えます。',
    en: 'Ask “Is LINE WORKS down?” at any time for the state at that moment.',
  },
  notifyNow: { ja: 'いまの状態: {}', en: 'Right now: {}' },
  languageDone: { ja: '日本語でお答えします。', en: 'I answer in English.' },
  thanks: {
    ja: 'どういたしまして。またいつでも聞いてください。',
    en: 'You are welcome. Ask again any time.',
  },
  thanksTrouble: {
    ja: 'どういたしまして。なお、LINE WORKS はまだ正常に戻っていません。',
    en: 'You are welcome. Note that LINE WORKS is not back to normal yet.',
  },
  thanksUnknown: {
    ja: 'どういたしまして。なお、いまの LINE WORKS の状態は確認できていません。',
    en: 'You are welcome. Note that the state of LINE WORKS is not known right now.',
  },
  help: {
    ja: 'LINE WORKS が使えないとき、原因が LINE WORKS・社内ネットワーク・ご自身のどこにあるかを答えます。',
    en: 'When LINE WORKS does not work, I tell whether it is LINE WORKS, the company network, or on your side.',
  },
  unknown: {
    ja: 'すみません、質問の意味が分かりませんでした。',
    en: 'Sorry, I did not understand that.',
  },
  helpHead: { ja: '次のように聞いてください:', en: 'You can ask:' },
  helpStatus: { ja: '「LINE WORKS 落ちてる？」― いまの状態', en: '“Is LINE WORKS down?”: how it is now' },
  helpLogin: { ja: '「ログインできない」― まず確認すること', en: '“I cannot log in”: what to check first' },
  helpMaintenance: {
    ja: '「メンテいつまで？」― メンテナンスの予定',
    en: '“Maintenance until when?”: planned work',
  },
  helpHistory: { ja: '「履歴」― これまでの障害', en: '“History”: past outages' },
  helpNotify: { ja: '「通知して」― 知らせを受け取る方法', en: '“Notify me”: how to be told' },
  helpLanguage: { ja: '“English please” ― 英語で答える', en: '「日本語で」: answers in Japanese' },
  page: { ja: '状態ページ', en: 'Status page' },
  explain: { ja: '判定の根拠', en: 'Why it says so' },
  guide: { ja: '手順: {}', en: 'Steps: {}' },
  notice: { ja: '公式のお知らせ', en: 'The notice' },
} as const satisfies Readonly<Record<string, Text>>
export type AnswerWord = keyof typeof ANSWER_WORDS

/** One of the texts, with what belongs into its gaps. */
export function say(word: AnswerWord, locale: Locale, ...filling: readonly (string | number)[]): string {
  let at = 0
  return ANSWER_WORDS[word][locale].replaceAll('{}', () => String(filling[at++] ?? ''))
}
