import { hasArrived, hasPassed, isNetworkSign, showing } from './round.ts'
import { isApart, ledInside, missedProxy, namesOnlyProxyMisses, unless, whereItHurts } from './round-facts.ts'
import type { Rule } from './rule.ts'

/** What speaks against the company's proxy, its filter or its inspection of TLS. */
export const PROXY_RULES: readonly Rule[] = [
  {
    code: 'proxy-login',
    culprit: 'proxy',
    weight: 8,
    find: (r) => whereItHurts(r, showing(r.all, 'proxy-login')),
    text: {
      ja: 'プロキシが認証を求めている（407）→ 社内プロキシの問題。407を返すのはプロキシだけ',
      en: 'the proxy asks for a login (407): only a proxy answers so',
    },
  },
  {
    code: 'proxy-unreachable',
    culprit: 'proxy',
    weight: 6,
    find: (r) =>
      unless(
        r.controls.some((l) => l.look.via === 'direct' && isNetworkSign(l)) && !r.controls.some(hasArrived),
        whereItHurts(r, missedProxy(r)),
      ),
    text: { ja: '社内プロキシにつながらない → プロキシの問題', en: 'the company proxy cannot be reached' },
  },
  {
    code: 'proxy-refused',
    culprit: 'proxy',
    weight: 6,
    find: (r) => showing(r.failing, 'proxy-refused'),
    text: {
      ja: 'プロキシが LINE WORKS への通信を断った → 社内プロキシの設定',
      en: 'the proxy itself refused to pass this on',
    },
  },
  {
    code: 'block-page',
    culprit: 'proxy',
    weight: 6,
    find: (r) => showing(r.failing, 'block-page'),
    text: {
      ja: 'フィルターの遮断ページが返った → 社内のフィルター',
      en: 'a block page of the web filter came instead of LINE WORKS',
    },
  },
  {
    code: 'inspected',
    culprit: 'proxy',
    weight: 6,
    find: (r) => showing(r.failing, 'inspected'),
    text: {
      ja: '検査装置が作った証明書が返った → 社内のTLS検査（この端末が信頼していない）',
      en: 'the certificate was made by an inspecting device that this machine does not trust',
    },
  },
  {
    code: 'foreign-certificate',
    culprit: 'proxy',
    weight: 2.6,
    find: (r) => showing(r.failing, 'foreign-certificate'),
    text: {
      ja: '見知らぬ発行元の証明書が返った → 途中の装置が入れ替えた疑い',
      en: 'the certificate has an issuer nobody knows: something on the way may have replaced it',
    },
  },
  {
    code: 'foreign-certificate-elsewhere',
    culprit: 'proxy',
    weight: 4,
    find: (r) => whereItHurts(r, showing([...r.controls, ...r.controls6], 'foreign-certificate', 'inspected')),
    text: {
      ja: '関係のないサイトでも証明書が入れ替わっている → 社内のTLS検査',
      en: 'unrelated sites show a replaced certificate as well: TLS inspection',
    },
  },
  {
    code: 'refused-near',
    culprit: 'proxy',
    weight: 4,
    find: (r) => showing(r.failing, 'refused-near'),
    text: {
      ja: '外に届くより早く接続を切られた → 社内のファイアウォール',
      en: 'the connection was cut sooner than any answer from outside could come: a firewall in the company',
    },
  },
  {
    code: 'led-inside',
    culprit: 'proxy',
    weight: 6,
    find: ledInside,
    text: {
      ja: 'LINE WORKS の名前が社内のアドレスに向けられている → 社内のフィルターかDNSの設定',
      en: 'the name of LINE WORKS leads to an address inside the company: a filter or its resolver diverts it',
    },
  },
  {
    code: 'proxy-cannot-resolve',
    culprit: 'proxy',
    weight: 6,
    find: namesOnlyProxyMisses,
    text: {
      ja: 'プロキシだけが LINE WORKS の名前を引けない → プロキシのDNS設定',
      en: 'only the proxy cannot look the name up: its own resolver',
    },
  },
  {
    code: 'only-through-proxy',
    culprit: 'proxy',
    weight: 4,
    find: (r) => {
      const direct = new Set(
        r.service.filter((l) => l.look.via === 'direct' && isApart(l) && hasPassed(l)).map((l) => l.look.target),
      )
      return r.failing.filter((l) => l.look.via === 'proxy' && isNetworkSign(l) && direct.has(l.look.target))
    },
    text: {
      ja: '直接なら届き、プロキシ経由だけ失敗する → プロキシの問題',
      en: 'the direct way works and only the way through the proxy fails',
    },
  },
  {
    code: 'proxied-controls-lost',
    culprit: 'proxy',
    weight: 5,
    find: (r) => {
      const lost = r.controls.filter((l) => l.look.via === 'proxy' && isNetworkSign(l))
      const direct = r.controls.filter((l) => l.look.via === 'direct')
      return unless(
        !direct.some(hasArrived) || r.controls.some((l) => l.look.via === 'proxy' && hasArrived(l)),
        whereItHurts(r, lost),
      )
    },
    text: {
      ja: '直接なら届く確認用サイトも、プロキシ経由では届かない → プロキシの問題',
      en: 'other sites answer directly but not through the proxy',
    },
  },
]
