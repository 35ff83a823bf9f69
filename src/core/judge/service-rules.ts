import { issuerKindOf } from './issuer.ts'
import { hasArrived, hasFailed, hasPassed, type Look, showing } from './round.ts'
import {
  areControlsFine,
  atLeast,
  companyNamesLost,
  isClockOff,
  lostOver6,
  NONE,
  namesOnlyProxyMisses,
  onlyThere,
  passedService,
  secondOpinions,
  slowElsewhere,
  slowService,
  unless,
} from './round-facts.ts'
import type { Rule } from './rule.ts'

/** Nothing on the way opened it: the certificate is one that browsers trust. */
const isGenuine = ({ look }: Look) => issuerKindOf(look.tlsIssuer) === 'public'

/** What speaks against LINE WORKS, for planned work, or against the account. */
export const SERVICE_RULES: readonly Rule[] = [
  {
    code: 'server-error',
    culprit: 'service',
    weight: 6,
    find: (r) => showing(r.failing, 'server-error').filter(isGenuine),
    text: {
      ja: '5xxが本物の証明書で返った → LINE WORKS側',
      en: '5xx came back under the genuine certificate: LINE WORKS',
    },
  },
  {
    code: 'server-error-passed-on',
    culprit: 'service',
    weight: 4.5,
    find: (r) => showing(r.failing, 'server-error').filter((l) => !isGenuine(l)),
    text: {
      ja: 'LINE WORKS の5xxが途中の装置を通って返った → おそらく LINE WORKS側',
      en: '5xx of LINE WORKS came by way of a device between: most likely LINE WORKS',
    },
  },
  {
    code: 'maintenance-page',
    culprit: 'maintenance',
    weight: 7.5,
    find: (r) => showing(r.failing, 'maintenance-page'),
    text: {
      ja: 'LINE WORKS がメンテナンス中のページを返した → 計画メンテナンス',
      en: 'LINE WORKS answers with its maintenance page',
    },
  },
  {
    code: 'answer-silent',
    culprit: 'service',
    weight: 3,
    find: (r) => onlyThere(r, 'answer-silent'),
    text: {
      ja: '接続はできるのに応答が返らない（ほかのサイトは正常）→ LINE WORKS側',
      en: 'connected, but no answer comes while other sites answer: LINE WORKS',
    },
  },
  {
    code: 'name-gone',
    culprit: 'service',
    weight: 6,
    find: (r) => secondOpinions(r).agree,
    text: {
      ja: '社内DNSでも社外のDNSでも LINE WORKS の名前が引けない → LINE WORKS側のDNS',
      en: 'neither the company resolver nor a public one can look the name up: the DNS of LINE WORKS',
    },
  },
  {
    code: 'name-gone-unsure',
    culprit: 'service',
    weight: 1.5,
    find: (r) => unless(companyNamesLost(r).length > 0 || !areControlsFine(r), secondOpinions(r).none),
    text: {
      ja: 'LINE WORKS の名前だけが引けない（社外のDNSでは未確認）',
      en: 'only the names of LINE WORKS fail; no public resolver was asked',
    },
  },
  {
    code: 'bad-certificate',
    culprit: 'service',
    weight: 5,
    find: (r) => showing(r.failing, 'bad-certificate'),
    text: {
      ja: 'LINE WORKS 自身の証明書に誤りがある → LINE WORKS側',
      en: 'the own certificate of LINE WORKS is wrong',
    },
  },
  {
    code: 'expired-certificate',
    culprit: 'service',
    weight: 5,
    find: (r) => unless(isClockOff(r), showing(r.failing, 'expired-certificate')),
    text: {
      ja: 'LINE WORKS の証明書だけが期限切れ（この端末の時計は正しい）→ LINE WORKS側',
      en: 'the certificate of LINE WORKS alone is out of date, and our clock is right',
    },
  },
  {
    code: 'refused-far',
    culprit: 'service',
    weight: 3,
    find: (r) => onlyThere(r, 'refused-far'),
    text: {
      ja: 'LINE WORKS の側から接続を断られた（ほかのサイトは正常）→ LINE WORKS側',
      en: 'LINE WORKS refuses connections while other sites answer',
    },
  },
  {
    code: 'tls-silent',
    culprit: 'service',
    weight: 2.6,
    find: (r) => unless(showing(r.controls, 'tls-silent').length > 0, onlyThere(r, 'tls-silent')),
    text: {
      ja: '接続後のTLSで LINE WORKS だけが黙る → LINE WORKS の入口の過負荷か',
      en: 'only LINE WORKS falls silent in the TLS handshake: its edge may be overloaded',
    },
  },
  {
    code: 'connect-silent',
    culprit: 'service',
    weight: 1.5,
    find: (r) => onlyThere(r, 'connect-silent'),
    text: {
      ja: 'LINE WORKS だけがつながらない（途中の経路かもしれず、ここからだけでは断定できない）',
      en: 'only LINE WORKS does not answer; from here alone it may also be the way there',
    },
  },
  {
    code: 'proxy-upstream',
    culprit: 'service',
    weight: 3,
    find: (r) =>
      unless(
        !r.controls.some((l) => l.look.via === 'proxy' && hasArrived(l)) || !areControlsFine(r),
        namesOnlyProxyMisses(r).length > 0 ? NONE : showing(r.failing, 'proxy-upstream'),
      ),
    text: {
      ja: 'プロキシは動いており、LINE WORKS だけが応答しないと伝えている → LINE WORKS側',
      en: 'the proxy works for other sites and reports that LINE WORKS fails it',
    },
  },
  {
    code: 'blank-page',
    culprit: 'service',
    weight: 3,
    find: (r) => showing(r.failing, 'blank-page'),
    text: {
      ja: '本物の証明書で空白・エラーのページが返った → LINE WORKS側',
      en: 'an empty or error page came under the genuine certificate: LINE WORKS',
    },
  },
  {
    code: 'slow-service',
    culprit: 'service',
    weight: 4,
    find: (r) => unless(slowElsewhere(r).length > 0, slowService(r)),
    text: {
      ja: 'LINE WORKS だけが極端に遅い（ほかのサイトは速い）→ LINE WORKS側',
      en: 'LINE WORKS alone is far too slow, other sites are quick',
    },
  },
  {
    code: 'ipv6-service',
    culprit: 'service',
    weight: 3,
    find: (r) => {
      return unless(!r.controls6.some(hasPassed), atLeast(2, lostOver6(r)))
    },
    text: {
      ja: 'LINE WORKS の IPv6 だけが通らない（ほかのサイトのIPv6は正常）→ LINE WORKS側の一部不調',
      en: 'only LINE WORKS fails over IPv6, other sites answer over it',
    },
  },
  {
    code: 'credential-refused',
    culprit: 'account-or-device',
    weight: 5,
    find: (r) => unless(isClockOff(r), showing(r.failing, 'credential-refused')),
    text: {
      ja: 'LINE WORKS は動いており、資格情報や利用条件を理由に断った → アカウントか設定',
      en: 'LINE WORKS works and refused these credentials or this client',
    },
  },
  {
    code: 'identity-provider',
    culprit: 'account-or-device',
    weight: 4,
    find: (r) => unless(!areControlsFine(r) && r.controls.length > 0, r.identityProviders.filter(hasFailed)),
    text: {
      ja: '会社のシングルサインオン（SSO）が失敗している → LINE WORKS ではなく会社の認証',
      en: "the company's own single sign-on fails, not LINE WORKS",
    },
  },
  {
    code: 'changed-page',
    culprit: 'unknown',
    weight: 1,
    find: (r) => showing(r.failing, 'changed-page'),
    text: {
      ja: 'ページの内容が想定と違う（画面の変更かもしれないので要確認）',
      en: 'the page is not the one expected; it may just have been redesigned',
    },
  },
  {
    code: 'forbidden',
    culprit: 'unknown',
    weight: 1,
    find: (r) => showing(r.failing, 'forbidden'),
    text: {
      ja: 'LINE WORKS がこの確認を断った（403）。利用者にも起きているかは分からない',
      en: 'LINE WORKS refused this look (403); whether users are refused too is not known',
    },
  },
  {
    code: 'passed',
    culprit: 'none',
    weight: 4,
    find: passedService,
    text: { ja: 'LINE WORKS は正しく応答している', en: 'LINE WORKS answers as it should' },
  },
]
