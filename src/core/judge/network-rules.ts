import { hasArrived, hasFailed, hasPassed, showing } from './round.ts'
import {
  areControlsFine,
  atLeast,
  companyNamesLost,
  controlsLost,
  hasServiceArrived,
  isApart,
  isClockOff,
  NONE,
  secondOpinions,
  slowElsewhere,
  unless,
} from './round-facts.ts'
import type { Rule } from './rule.ts'

/** What speaks against the company's lines, its resolver, its Wi-Fi or this machine. */
export const NETWORK_RULES: readonly Rule[] = [
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
