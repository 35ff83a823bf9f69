import { hasArrived, hasFailed, hasPassed, isNetworkSign, showing } from './round.ts'
import {
  areControlsFine,
  atLeast,
  companyNamesLost,
  controlsLost,
  hasServiceArrived,
  isApart,
  isClockOff,
  ledInside,
  missedProxy,
  NONE,
  namesOnlyProxyMisses,
  secondOpinions,
  slowElsewhere,
  unless,
  whereItHurts,
} from './round-facts.ts'
import type { Rule } from './rule.ts'

/** What speaks against the company's proxy, its lines, its resolver or this machine. */
export const COMPANY_RULES: readonly Rule[] = [
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
  {
    code: 'no-gateway',
    culprit: 'company-network',
    weight: 6,
    find: (r) =>
      unless(
        r.all.some((l) => isApart(l) && l.look.role !== 'gateway' && hasArrived(l)),
        r.gateways.filter(hasFailed),
      ),
    text: {
      ja: '社内の出口（ゲートウェイ）に届かない → この端末か社内LANの問題',
      en: 'the gateway of this network does not answer: this machine or the local network',
    },
  },
  {
    code: 'everything-lost',
    culprit: 'company-network',
    weight: 6,
    find: (r) => unless(hasServiceArrived(r), controlsLost(r)),
    text: {
      ja: 'LINE WORKS だけでなく、関係のないサイトにも届かない → 社内ネットワークか回線の問題',
      en: 'unrelated sites cannot be reached either: the company network or its line',
    },
  },
  {
    code: 'some-lost-everywhere',
    culprit: 'company-network',
    weight: 3.5,
    find: (r) => unless(!hasServiceArrived(r) || r.failing.length === 0, controlsLost(r)),
    text: {
      ja: '関係のないサイトへの通信もところどころ失敗する → 社内ネットワークか回線が不安定',
      en: 'unrelated sites fail now and then too: the line loses packets',
    },
  },
  {
    code: 'no-route',
    culprit: 'company-network',
    weight: 3,
    find: (r) => showing(r.failing, 'no-route'),
    text: {
      ja: 'この端末から外への経路がない → 端末か社内ネットワークの問題',
      en: 'this machine has no route there',
    },
  },
  {
    code: 'portal',
    culprit: 'company-network',
    weight: 7,
    find: (r) => {
      const seen = showing(r.all, 'portal')
      const fine = r.service.some((l) => isApart(l) && hasPassed(l))
      return unless(fine && !seen.some(({ look }) => look.role === 'service'), seen)
    },
    text: {
      ja: 'Wi-Fi の認証画面が割り込んでいる → ネットワークへのサインインが必要',
      en: 'a sign-in page of the Wi-Fi answers instead: sign in to the network first',
    },
  },
  {
    code: 'company-resolver-differs',
    culprit: 'company-network',
    weight: 6,
    find: (r) => secondOpinions(r).differ,
    text: {
      ja: '社内DNSだけが LINE WORKS の名前を引けない（社外のDNSは答える）→ 社内DNSの問題',
      en: 'only the company resolver fails on this name, a public one knows it',
    },
  },
  {
    code: 'company-resolver-lost',
    culprit: 'company-network',
    weight: 5,
    find: (r) => unless(r.failing.length === 0, companyNamesLost(r)),
    text: {
      ja: '社内DNSが関係のない名前も引けない → 社内DNSの問題',
      en: 'the company resolver fails for unrelated names too',
    },
  },
  {
    code: 'clock-off',
    culprit: 'company-network',
    weight: 8,
    find: (r) =>
      isClockOff(r)
        ? r.all.filter(
            (l) =>
              (l.look.clockSkewMs !== null && Math.abs(l.look.clockSkewMs) > 60_000) ||
              l.sign === 'expired-certificate',
          )
        : NONE,
    text: {
      ja: 'この端末の時計が大きくずれている → 証明書や認証の失敗は時計のせい',
      en: 'the clock of this machine is wrong: certificates and tokens fail because of it',
    },
  },
  {
    code: 'large-packets-lost',
    culprit: 'company-network',
    weight: 4,
    find: (r) => atLeast(1, unless(showing(r.failing, 'tls-silent').length === 0, showing(r.controls, 'tls-silent'))),
    text: {
      ja: '小さな通信は通るのに、TLSの大きなパケットが関係のないサイトでも止まる → 回線やVPNのMTU',
      en: 'small packets pass, large ones stop, for unrelated sites too: the MTU of the line or VPN',
    },
  },
  {
    code: 'ipv6-lost',
    culprit: 'company-network',
    weight: 5,
    find: (r) => {
      const lost = r.controls6.filter(hasFailed)
      const service = r.service6.filter(hasFailed)
      return unless(service.length === 0 || lost.length * 2 <= r.controls6.length, [...lost, ...service])
    },
    text: {
      ja: 'IPv6 だけが、関係のないサイトでも通らない → 社内か回線のIPv6',
      en: 'IPv6 fails for unrelated sites too: the IPv6 of the company or its line',
    },
  },
  {
    code: 'ipv6-no-route',
    culprit: 'company-network',
    weight: 4,
    find: (r) => atLeast(2, showing(r.service6, 'no-route')),
    text: { ja: 'この端末から IPv6 の経路がない', en: 'this machine has no IPv6 route' },
  },
  {
    code: 'controls-fine',
    culprit: 'company-network',
    weight: -1,
    find: (r) => unless(!areControlsFine(r) || slowElsewhere(r).length > 0, r.controls.filter(hasArrived)),
    text: {
      ja: '関係のないサイトには問題なく届く → 社内ネットワークは正常',
      en: 'unrelated sites answer as usual: the company network works',
    },
  },
  {
    code: 'slow-everywhere',
    culprit: 'company-network',
    weight: 5,
    find: (r) => slowElsewhere(r),
    text: {
      ja: '関係のないサイトも名前解決も遅い → 社内ネットワークか回線の混雑',
      en: 'unrelated sites and names are slow too: the line is congested',
    },
  },
]
