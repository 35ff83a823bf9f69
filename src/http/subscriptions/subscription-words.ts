import type { Text } from '../../core/locale.ts'

/** The words of the pages about mails. */
export const SUBSCRIPTION_WORDS = {
  title: { ja: 'メールで受け取る', en: 'Get mails' },
  lead: {
    ja: 'LINE WORKS の障害・復旧・メンテナンスを、会社のメールアドレスにお知らせします。',
    en: 'Outages, recoveries and maintenance of LINE WORKS, sent to your mail address at work.',
  },
  address: { ja: '会社のメールアドレス', en: 'Your mail address at work' },
  domains: { ja: '使えるドメイン', en: 'Addresses of' },
  what: { ja: '受け取る内容', en: 'What you want to hear of' },
  components: { ja: '対象のサービス', en: 'Which services' },
  sites: { ja: '対象の拠点', en: 'Which offices' },
  all: { ja: '選ばなければ、すべてが対象です。', en: 'Choose none to hear of all.' },
  submit: { ja: '確認メールを送る', en: 'Send me a mail to confirm' },
  hint: {
    ja: '確認メールのリンクを開くまで、登録は完了しません。配信停止は、届いたメールのリンクからいつでもできます。',
    en: 'Nothing is set up before you open the link in that mail. Every mail has a link that ends it.',
  },
  askedHead: { ja: '確認メールをご覧ください', en: 'Look for a mail to confirm' },
  askedLead: {
    ja: '入力されたアドレスに確認メールを送りました。24時間以内にリンクを開いてください。届かないときは、アドレスを確かめてもう一度お試しください。',
    en: 'A mail was sent to that address. Open its link within 24 hours. If it does not come, check the address and try again.',
  },
  wrongAddress: {
    ja: 'メールアドレスの形が正しくないか、使えないドメインです。',
    en: 'This is no mail address, or not one of those that can be used.',
  },
  later: {
    ja: '申し込みが続いています。しばらくしてからお試しください。',
    en: 'Too many in too short a time. Try again in a while.',
  },
  confirmHead: { ja: 'このアドレスを登録しますか', en: 'Set this up?' },
  confirmLead: { ja: '次のアドレスにメールでお知らせします。', en: 'Mails will go to this address.' },
  confirm: { ja: '登録する', en: 'Yes, set it up' },
  confirmedHead: { ja: '登録しました', en: 'All set' },
  confirmedLead: {
    ja: 'これからメールでお知らせします。設定を変えるときは、もう一度お申し込みください。',
    en: 'You will get mails from now on. To change what you hear of, ask once more.',
  },
  expiredHead: { ja: 'このリンクは使えません', en: 'This link is no longer good' },
  expiredLead: {
    ja: '使用済みか、24時間を過ぎたか、あとの確認メールに替わっています。もう一度お申し込みください。',
    en: 'It was used already, 24 hours are over, or a later mail took its place. Please ask once more.',
  },
  again: { ja: 'もう一度申し込む', en: 'Ask once more' },
  endHead: { ja: 'メールの配信を停止しますか', en: 'Stop these mails?' },
  endLead: { ja: 'ボタンを押すと、すぐに停止します。', en: 'One press and they stop.' },
  end: { ja: '配信を停止する', en: 'Stop the mails' },
  endedHead: { ja: '配信を停止しました', en: 'The mails have stopped' },
  endedLead: { ja: 'アドレスは削除しました。', en: 'Your address was removed.' },
} as const satisfies Readonly<Record<string, Text>>

/** What can be chosen, by the name of the choice. */
export const CHOICES = {
  outage: { ja: '障害・復旧', en: 'Outages and recoveries' },
  degraded: { ja: '一部の不具合・遅延', en: 'Trouble with some parts, slowness' },
  maintenance: { ja: 'メンテナンス', en: 'Maintenance' },
} as const satisfies Readonly<Record<string, Text>>
