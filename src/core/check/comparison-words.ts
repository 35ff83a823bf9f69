import type { Text } from '../locale.ts'
import type { Comparison, ComparisonKind, Try } from './compare.ts'

/** What a comparison says, with its figures: which of the two is different. */
export function comparisonSentence({ kind, you, controls, office }: Comparison): Text {
  const probes = {
    ja: `監視プローブは${office.all}か所中${office.good}か所で成功`,
    en: `${office.good} of ${office.all} probes get through`,
  }
  switch (kind) {
    case 'both-fine':
      return {
        ja: `${probes.ja}。あなたの端末からも LINE WORKS に届いています。`,
        en: `${probes.en}, and your device reaches LINE WORKS too.`,
      }
    case 'only-you':
      return {
        ja: `${probes.ja}。あなたの端末だけが失敗しています（${you.all}か所中${you.all - you.good}か所）。`,
        en: `${probes.en}; only your device fails (at ${you.all - you.good} of ${you.all} places).`,
      }
    case 'you-offline':
      return {
        ja: 'あなたの端末は、LINE WORKS にも、ほかのサイトにも届いていません。',
        en: 'Your device reaches neither LINE WORKS nor any other site.',
      }
    case 'both-failing':
      return {
        ja: `${probes.ja}。あなたの端末も${you.all}か所中${you.all - you.good}か所で失敗しています。あなただけの問題ではありません。`,
        en: `${probes.en}, and your device fails at ${you.all - you.good} of ${you.all} places too. It is not only you.`,
      }
    case 'only-office':
      return {
        ja: `あなたの端末からは LINE WORKS に届いていますが、${probes.ja}です。画面が正しく表示されるかまでは、ここからは分かりません。`,
        en: `Your device reaches LINE WORKS, but only ${probes.en}. Whether the page works cannot be seen from here.`,
      }
    case 'no-office':
      return {
        ja: `あなたの端末からは${you.all}か所中${you.good}か所に届いています。比べられる監視の結果は、いまありません。`,
        en: `Your device reaches ${you.good} of ${you.all} places. There are no fresh probes to compare with.`,
      }
    case 'not-tried':
      return {
        ja: `この端末からは確認できませんでした。${controls.all > 0 ? 'ほかのサイトだけを確認しました。' : ''}`,
        en: `Nothing could be tried from this device. ${controls.all > 0 ? 'Only other sites were tried.' : ''}`.trim(),
      }
  }
}

/** In a few words, for lists and for the summary. */
export const COMPARISON_TITLE: Readonly<Record<ComparisonKind, Text>> = {
  'both-fine': { ja: '接続は正常', en: 'The connection is fine' },
  'only-you': { ja: 'あなたの端末だけ失敗', en: 'Only your device fails' },
  'you-offline': { ja: 'あなたの端末がつながっていない', en: 'Your device is offline' },
  'both-failing': { ja: 'あなただけの問題ではない', en: 'It is not only you' },
  'only-office': { ja: 'あなたの端末からは届く', en: 'Your device gets through' },
  'no-office': { ja: '比べる相手がない', en: 'Nothing to compare with' },
  'not-tried': { ja: '確認できない', en: 'Not checked' },
}

/** What to try then, the likeliest first. */
export const COMPARISON_STEPS: Readonly<Record<ComparisonKind, readonly Text[]>> = {
  'both-fine': [
    {
      ja: '通信に問題はありません。ログインIDとパスワードの入力を確かめてください（下の入力チェック）。',
      en: 'The connection is fine. Check what you type as ID and password (see below).',
    },
  ],
  'only-you': [
    {
      ja: 'VPN・広告ブロックなどの拡張機能・セキュリティソフトを確認し、別のブラウザーで開いてみてください。',
      en: 'Look at VPN, ad blockers and security software, and try another browser.',
    },
    {
      ja: 'スマートフォンのモバイル回線で開けるなら、この端末か、そのつなぎ方が原因です。IT担当に下のまとめを送ってください。',
      en: 'If a phone on its mobile line gets through, it is this device or its connection: send the summary to IT.',
    },
  ],
  'you-offline': [
    {
      ja: 'Wi-Fi や LAN ケーブルを確認し、Wi-Fi を一度オフにしてからオンにしてください。',
      en: 'Check the Wi-Fi or the cable; switch the Wi-Fi off and on.',
    },
    {
      ja: 'Wi-Fi にログイン画面がある場所では、先にそのログインを済ませてください。',
      en: 'Where the Wi-Fi has a sign-in page of its own, sign in there first.',
    },
  ],
  'both-failing': [
    {
      ja: '上の「いまの状態」に従って待ってください。パスワードの再設定は不要です。',
      en: 'Follow the state at the top of this page and wait. Do not reset your password.',
    },
  ],
  'only-office': [
    {
      ja: 'ログイン画面が開けば、そのまま使ってみてください。開けないときは、上の「いまの状態」に従ってください。',
      en: 'If the login page opens, go on. If not, follow the state at the top of this page.',
    },
  ],
  'no-office': [{ ja: '1分ほど待って、もう一度確認してください。', en: 'Wait a minute and check again.' }],
  'not-tried': [{ ja: 'ページを読み込み直して、もう一度確認してください。', en: 'Reload the page and check again.' }],
}

export const TRY_TITLE: Readonly<Record<Try, Text>> = {
  reached: { ja: '届きました', en: 'reached' },
  failed: { ja: '届きません', en: 'not reached' },
  timeout: { ja: '時間切れ', en: 'timed out' },
}
