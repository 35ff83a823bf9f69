import type { ViewerCondition } from '../condition.ts'
import type { Text } from '../locale.ts'

/** What is said of a state, in the voice of a help desk. */
interface StateWords {
  /** Follows the time. */
  readonly known: Text
  readonly todo: readonly Text[]
  readonly dont: readonly Text[]
}

const WAIT: Text = { ja: '復旧まで、そのままお待ちください。', en: 'Please wait until it works again.' }
const OTHER_WAY: Text = {
  ja: 'お急ぎの連絡は、電話やメールなど別の手段をお使いください。',
  en: 'For what is urgent please use the phone, mail or another way.',
}
const NO_RESET: Text = {
  ja: 'パスワードの再設定や、ログインの繰り返しはしないでください。アカウントがロックされることがあります。',
  en: 'Please do not reset your password and do not keep logging in: the account may get locked.',
}
const NO_REINSTALL: Text = {
  ja: 'アプリの入れ直しは必要ありません。',
  en: 'There is no need to reinstall the app.',
}
const NO_SETTINGS: Text = {
  ja: 'プロキシやネットワークの設定は、変えないでください。',
  en: 'Please leave proxy and network settings as they are.',
}

/** `degraded-elsewhere`: something fails, and logging in works. */
export const STATE_WORDS: Readonly<Record<ViewerCondition | 'degraded-elsewhere', StateWords>> = {
  operational: {
    known: { ja: 'LINE WORKS は正常に動いています。', en: 'LINE WORKS is working.' },
    todo: [
      {
        ja: 'ログインID・パスワード（全角、大文字と小文字、Caps Lock）を確かめて、一度だけ入れ直してください。',
        en: 'Please look at login ID and password (width, upper and lower case, Caps Lock) and enter them once more.',
      },
      {
        ja: 'アプリかブラウザーを終了し、端末を再起動してから開き直してください。',
        en: 'Please quit the app or the browser, restart the device and open it again.',
      },
    ],
    dont: [
      {
        ja: '何度も続けてログインしないでください。アカウントがロックされることがあります。',
        en: 'Please do not keep logging in: the account may get locked.',
      },
    ],
  },
  degraded: {
    known: {
      ja: 'LINE WORKS 側の不調を確認しています。お使いの端末や社内ネットワークの問題ではありません。',
      en: 'LINE WORKS itself has trouble. It is not your device and not our network.',
    },
    todo: [WAIT, OTHER_WAY],
    dont: [NO_RESET, NO_REINSTALL],
  },
  'degraded-elsewhere': {
    known: {
      ja: 'LINE WORKS の一部の機能に不調がありますが、ログインは正常です。',
      en: 'Some functions of LINE WORKS have trouble, but logging in works.',
    },
    todo: [WAIT, OTHER_WAY],
    dont: [NO_RESET],
  },
  outage: {
    known: {
      ja: 'LINE WORKS 側の障害を確認しています。お使いの端末や社内ネットワークの問題ではありません。',
      en: 'LINE WORKS is down. It is not your device and not our network.',
    },
    todo: [WAIT, OTHER_WAY],
    dont: [NO_RESET, NO_REINSTALL],
  },
  maintenance: {
    known: {
      ja: 'LINE WORKS は計画メンテナンスのため、ご利用いただけません。故障ではありません。',
      en: 'LINE WORKS cannot be used because of planned maintenance. Nothing is broken.',
    },
    todo: [
      {
        ja: '終了してから、ページやアプリを開き直してください。',
        en: 'Please open the page or the app again when it is over.',
      },
      OTHER_WAY,
    ],
    dont: [NO_RESET, NO_REINSTALL],
  },
  company_network: {
    known: {
      ja: '社内ネットワーク側の問題を確認しています。LINE WORKS の障害とは判断していません。',
      en: 'We see trouble in the company network. Nothing shows an outage of LINE WORKS.',
    },
    todo: [
      {
        ja: 'ネットワーク担当が確認しています。復旧までお待ちください。',
        en: 'The network team is looking into it. Please wait until it works again.',
      },
      {
        ja: 'お急ぎのときは、スマートフォンのモバイル回線（Wi-Fi を切った状態）でお試しください。',
        en: 'In a hurry please try the mobile line of a phone, with Wi-Fi off.',
      },
    ],
    dont: [NO_SETTINGS, NO_RESET],
  },
  account_or_device: {
    known: {
      ja: 'LINE WORKS とネットワークは正常です。アカウントか端末に原因があるようです。',
      en: 'LINE WORKS and the network are fine. It looks like the account or the device.',
    },
    todo: [
      {
        ja: 'ログインID・パスワード（全角、大文字と小文字、Caps Lock）を確かめて、一度だけ入れ直してください。',
        en: 'Please look at login ID and password (width, upper and lower case, Caps Lock) and enter them once more.',
      },
    ],
    dont: [
      {
        ja: '何度も続けてログインしないでください。アカウントがロックされることがあります。',
        en: 'Please do not keep logging in: the account may get locked.',
      },
    ],
  },
  unknown: {
    known: {
      ja: 'LINE WORKS の状態は、まだ判定できていません。確認を続けています。',
      en: 'We cannot tell yet how LINE WORKS is. We are looking.',
    },
    todo: [
      {
        ja: '数分待ってから、一度だけお試しください。',
        en: 'Please wait some minutes and try once more.',
      },
      {
        ja: 'スマートフォンのモバイル回線では開けるかどうかを、お知らせください。',
        en: 'Please tell us whether it opens over the mobile line of a phone.',
      },
    ],
    dont: [NO_RESET],
  },
}

/** The frame of a reply. */
export const REPLY_WORDS = {
  thanks: {
    ja: (desk: string) => `お問い合わせありがとうございます。${desk}です。`,
    en: (_desk: string) => 'Thank you for your message.',
  },
  /** Who writes, where no help desk is configured. */
  sender: { ja: '社内のIT担当', en: 'Your IT desk' },
  asOf: { ja: (stamp: string) => `${stamp} 現在、`, en: (stamp: string) => `As of ${stamp}: ` },
  since: {
    ja: (stamp: string) => `発生: ${stamp} ごろから`,
    en: (stamp: string) => `Since about ${stamp}.`,
  },
  begun: {
    ja: (stamp: string) => `開始: ${stamp} ごろ`,
    en: (stamp: string) => `It began about ${stamp}.`,
  },
  endsAt: {
    ja: (stamp: string, about: boolean) => `終了予定: ${stamp}${about ? ' ごろ' : ''}`,
    en: (stamp: string, about: boolean) => `It is due to end ${about ? 'around' : 'at'} ${stamp}.`,
  },
  endUnknown: {
    ja: '終了時刻は、まだ発表されていません。',
    en: 'When it ends has not been announced.',
  },
  seems: {
    ja: (title: string) => `いただいた内容から、「${title}」の可能性があります。`,
    en: (title: string) => `From what you write it may be this: ${title}.`,
  },
  steps: { ja: '【お試しいただきたいこと】', en: 'Please try this:' },
  takes: { ja: '所要時間の目安: ', en: 'How long it takes: ' },
  ifNot: { ja: '【解決しないとき】', en: 'If that does not help:' },
  todo: { ja: '【お願い】', en: 'What to do:' },
  dont: { ja: '【ご注意】', en: 'Please note:' },
  stayIn: {
    ja: 'ログイン済みの方は、ログアウトしないでください。そのまま使えることがあります。',
    en: 'If you are logged in, please stay logged in: it may go on working.',
  },
  next: { ja: '【次のご案内】', en: 'What comes next:' },
  nextWhenBack: {
    ja: (stamp: string) => `復旧したとき、または ${stamp} ごろまでに、あらためてご連絡します。`,
    en: (stamp: string) => `We will write again when it works, or by about ${stamp}.`,
  },
  nextWhenOver: {
    ja: (stamp: string) => `終了したとき、または ${stamp} ごろまでに、あらためてご連絡します。`,
    en: (stamp: string) => `We will write again when it is over, or by about ${stamp}.`,
  },
  nextWhenKnown: {
    ja: (stamp: string) => `分かりしだい、または ${stamp} ごろまでに、あらためてご連絡します。`,
    en: (stamp: string) => `We will write again as soon as we know, or by about ${stamp}.`,
  },
  whenTold: {
    ja: '結果をご返信ください。解決しないときは、画面の文と時刻を添えていただければ、次の手順をご案内します。',
    en: 'Please tell us how it went. If it did not help, add what the screen says and when, and we will tell you the next step.',
  },
  page: { ja: '最新の状況: ', en: 'How it is now: ' },
  noPassword: {
    ja: 'パスワードや認証番号は、お知らせいただく必要はありません。',
    en: 'We do not need your password or any code, and will never ask for them.',
  },
  farewell: { ja: 'どうぞよろしくお願いいたします。', en: 'Kind regards,' },
} as const
