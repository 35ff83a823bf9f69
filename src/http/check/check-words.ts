import type { StepPlace } from '../../core/guide/guide.ts'
import type { Text } from '../../core/locale.ts'

/** The words of `/check` that no other face needs. */
export const CHECK_WORDS = {
  title: { ja: 'ログインできないときの確認', en: 'When you cannot log in' },
  toStatus: { ja: '状態ページへ', en: 'To the status page' },
  now: { ja: 'いまの状態', en: 'How things are now' },
  details: { ja: '判定の根拠を見る', en: 'See why we say so' },
  contents: { ja: 'このページでできること', en: 'On this page' },
  guide: { ja: '質問に答えて原因を探す', en: 'Find the cause' },
  device: { ja: 'この端末から届くか確かめる', en: 'Try from this device' },
  typing: { ja: '入力をチェックする', en: 'Check what you type' },
  end: { ja: '解決したか・IT担当に伝える', en: 'Solved? Tell your IT desk' },
  ofFour: { ja: '多くて4問です', en: 'four at most' },
  question: { ja: '質問', en: 'Question' },
  yourAnswers: { ja: 'これまでの答え', en: 'Your answers' },
  back: { ja: 'ひとつ戻る', en: 'One back' },
  restart: { ja: 'はじめから', en: 'Start again' },
  waitHead: { ja: 'いまは、待つのが一番です', en: 'For now, wait' },
  maintenanceHead: { ja: 'メンテナンスが終わるまで、お待ちください', en: 'Wait until the maintenance ends' },
  until: { ja: '終了予定', en: 'Planned end' },
  untilUnknown: { ja: '終了予定は発表されていません。', en: 'No end was announced.' },
  itHead: { ja: 'IT担当に連絡してください', en: 'Tell your IT desk' },
  articleHead: { ja: 'まず、これを試してください', en: 'Try this first' },
  firstOfAll: { ja: '最初にすること', en: 'First of all' },
  steps: { ja: '手順（できたらチェック）', en: 'Steps (tick what you did)' },
  takes: { ja: 'かかる時間', en: 'How long it takes' },
  stopWhen: { ja: 'やめどき', en: 'When to stop' },
  ask: { ja: '困ったときの相談先', en: 'Whom to ask' },
  doNot: { ja: 'しないこと', en: 'Do not' },
  whole: { ja: 'この項目の説明をすべて読む', en: 'Read the whole article' },
  others: { ja: 'ほかに考えられること', en: 'It may also be' },
  anyway: { ja: 'それでも、自分の端末や入力を確かめる', en: 'Look at my own device and input anyway' },
  notify: { ja: '復旧したら知らせる', en: 'Tell me when it is back' },
  subscribe: { ja: 'メールなどで知らせを受け取る', en: 'Be told by mail' },
  notifyNoScript: {
    ja: 'このページを開き直すと、いまの状態が分かります。',
    en: 'Open this page again to see how things are.',
  },
  deviceHint: {
    ja: 'ボタンを押すと、このブラウザーから LINE WORKS と比較用のサイトに1回ずつつなぎ、監視の結果と比べます。名前やIDは送りません。',
    en: 'At the press of the button this browser connects once to LINE WORKS and to comparison sites, and the result is held against the probes. No name and no ID is sent.',
  },
  deviceNoScript: {
    ja: 'この確認には JavaScript が必要です。ほかのサイト（会社のサイトなど）が開くかどうかを、代わりに確かめてください。',
    en: 'This needs JavaScript. See instead whether another site opens.',
  },
  run: { ja: 'この端末から確かめる', en: 'Try from this device' },
  yourBrowser: { ja: 'お使いのブラウザー', en: 'Your browser' },
  tableAsOf: { ja: '判定に使った表の日付', en: 'Table as of' },
  tableNote: {
    ja: 'バージョンの目安は公開情報によるもので、LINE WORKS が公表した表ではありません。',
    en: 'The versions come from public release dates; LINE WORKS publishes no such table.',
  },
  loginId: { ja: 'ログインID', en: 'Login ID' },
  loginIdHint: {
    ja: '入力したIDは、このブラウザーの中だけで調べます。送信も保存もしません。',
    en: 'What you type is looked at inside this browser only. It is neither sent nor kept.',
  },
  loginIdExample: { ja: '例', en: 'Example' },
  password: { ja: 'パスワード（打ち間違いの確認）', en: 'Password (for typing mistakes)' },
  passwordHint: {
    ja: '全角・Caps Lock・見間違えやすい文字を調べます。送信も保存もせず、ページを離れると消えます。合っているかどうかは調べません。',
    en: 'Looks for full-width letters, Caps Lock and look-alikes. Neither sent nor kept, gone when you leave. Whether it is right is not checked.',
  },
  passwordCells: { ja: '文字の種類', en: 'Kinds of characters' },
  typingNoScript: {
    ja: 'JavaScript が使えないため、自動では調べられません。次の点を目で確かめてください。',
    en: 'Without JavaScript this cannot be checked for you. Look at these points yourself.',
  },
  solvedAsk: { ja: '解決しましたか？', en: 'Is it solved?' },
  solved: { ja: '解決した', en: 'Solved' },
  unsolved: { ja: '解決しない', en: 'Not solved' },
  solvedHead: { ja: 'よかったです。お疲れさまでした。', en: 'Good to hear.' },
  solvedText: {
    ja: '同じことで困っている人がいたら、このページを教えてあげてください。',
    en: 'If a colleague has the same trouble, show them this page.',
  },
  unsolvedHead: {
    ja: '下のまとめを、IT担当に送ってください。',
    en: 'Send this summary to your IT desk.',
  },
  unsolvedText: {
    ja: 'パスワードは書かないでください。担当者がパスワードを聞くことはありません。',
    en: 'Do not add a password. Nobody will ask you for one.',
  },
  summary: { ja: 'IT担当に送るまとめ', en: 'Summary for your IT desk' },
  copy: { ja: 'コピーする', en: 'Copy' },
  report: { ja: '「使えない」と報告する', en: 'Report that it does not work' },
  reportHint: {
    ja: '同じ報告が増えると、障害に早く気づけます。名前などは送信・保存されません。',
    en: 'Reports help to notice an outage early. No name is sent or kept.',
  },
  contact: { ja: '連絡先', en: 'Contact' },
  sumTime: { ja: '時刻', en: 'Time' },
  sumVerdict: { ja: 'Dotchi の判定', en: 'Dotchi says' },
  sumId: { ja: '判定番号', en: 'Verdict' },
  sumOffice: { ja: '拠点', en: 'Office' },
  sumBrowser: { ja: 'ブラウザー', en: 'Browser' },
  sumAnswers: { ja: '質問への答え', en: 'Answers' },
  sumFound: { ja: '案内された記事', en: 'Advised' },
  sumEnd: { ja: '結果', en: 'Result' },
} as const satisfies Record<string, Text>

/** What the scripts say. */
export const CLIENT_WORDS = {
  running: { ja: '確かめています…（10秒ほどかかることがあります）', en: 'Trying… (this may take ten seconds)' },
  tryAgain: { ja: 'もう一度確かめる', en: 'Try again' },
  noServer: {
    ja: '監視の結果と比べられませんでした。少し待って、もう一度確かめてください。',
    en: 'The result could not be compared. Wait a moment and try again.',
  },
  idFine: { ja: '打ち間違いは見つかりませんでした。', en: 'No typing mistake was found.' },
  idMeant: { ja: 'もしかして: ', en: 'Did you mean: ' },
  idChoose: { ja: '会社のIDの後ろ: ', en: 'The company’s IDs end in: ' },
  passwordFine: { ja: '気になる文字は見つかりませんでした。', en: 'Nothing stands out.' },
  show: { ja: '文字を見る', en: 'Show' },
  hide: { ja: '文字を隠す', en: 'Hide' },
  copied: { ja: 'コピーしました。', en: 'Copied.' },
  copyFailed: { ja: '選択しました。Ctrl+C などでコピーしてください。', en: 'Selected: copy it with Ctrl+C.' },
  reported: { ja: 'ありがとうございます。受け付けました。', en: 'Thank you. Your word was counted.' },
  reportLater: {
    ja: '短い間に何度も送信されたため、受け付けられませんでした。',
    en: 'Too many came in a short time.',
  },
  changed: { ja: '状態が変わりました: ', en: 'The state has changed: ' },
  notifyOn: {
    ja: 'このページを開いたままにしてください。状態が変わると、ここに表示します。',
    en: 'Leave this page open: a change of state will show here.',
  },
  done: { ja: '試したこと', en: 'Tried' },
  thisDevice: { ja: 'この端末からの接続', en: 'From this device' },
  idChecked: { ja: 'ログインIDの入力チェック', en: 'Login ID as typed' },
  notifyTitle: { ja: 'LINE WORKS の状態が変わりました', en: 'LINE WORKS: the state has changed' },
} as const satisfies Record<string, Text>

/** Where a step is done. */
export const PLACE_WORDS: Readonly<Record<StepPlace, Text>> = {
  browser: { ja: 'ブラウザー', en: 'Browser' },
  app: { ja: 'アプリ', en: 'App' },
  'phone-app': { ja: 'スマホアプリ', en: 'Phone app' },
  'pc-app': { ja: 'PC版アプリ', en: 'PC app' },
  phone: { ja: 'スマートフォン', en: 'Phone' },
  pc: { ja: 'パソコン', en: 'Computer' },
  ios: { ja: 'iPhone・iPad', en: 'iPhone, iPad' },
  android: { ja: 'Android', en: 'Android' },
  windows: { ja: 'Windows', en: 'Windows' },
  mac: { ja: 'Mac', en: 'Mac' },
}

/** What people can look at themselves where no script can. */
export const BY_EYE: readonly Text[] = [
  {
    ja: '＠が全角になっていないか、前後に空白が入っていないか',
    en: 'Is the @ half-width, and are there no spaces around the ID?',
  },
  { ja: '@ の後ろが会社のものと同じか', en: 'Is what follows the @ the company’s?' },
  { ja: 'Caps Lock と日本語入力がオフか', en: 'Are Caps Lock and the Japanese input off?' },
  { ja: '0とO、1とlとIを取り違えていないか', en: 'Are 0 and O, and 1, l and I, the right ones?' },
]
