import type { Observation } from '../observation.ts'
import { issuerKindOf } from './issuer.ts'

/** What an answer carries that tells who made it: headers of proxies, words of block, maintenance and sign-in pages. */

type Answer = Pick<Observation, 'headers' | 'bodyHead' | 'httpStatus' | 'tlsIssuer' | 'via'>

const PROXY_SERVER =
  /squid|blue ?coat|proxysg|zscaler|i-?filter|mcafee|skyhigh|forti|sophos|websense|forcepoint|barracuda|sonicwall|umbrella|netskope|tinyproxy|privoxy|iwss|trend ?micro|inter ?safe|cisco-wsa|ironport|smoothwall|checkpoint|palo ?alto|watchguard|menlo|\bproxy\b/i
const BLOCK_PAGE =
  /アクセス(は|が|を)?.{0,12}(制限|規制|禁止|拒否|ブロック|遮断)|規制されて|閲覧(は|が|を)?.{0,8}(制限|規制|禁止|できません)|フィルタリング|社内規定|許可されていない(サイト|カテゴリ)|web ?(page )?(is )?(blocked|filter)|(access|site|page|url|request|website).{0,30}(blocked|denied by|has been denied|restricted by|not allowed by)|blocked by|web filter|content filter|category:|カテゴリ|i-?filter|fortiguard|zscaler|umbrella|blue ?coat|websense|forcepoint|sophos|usercheck|err_access_denied|要求された url を取得できません/i
const MAINTENANCE_PAGE = /メンテナンス|maintenance|定期点検|サービス停止のお知らせ|計画停止/i
const SIGN_IN_PAGE =
  /(sign ?in|log ?in|connect|welcome).{0,20}(wi-?fi|wlan|network|hotspot|internet|guest)|wi-?fi.{0,20}(ログイン|接続|認証|利用|sign|log|access|portal)|captive|hotspot|ゲスト.{0,8}(wi-?fi|ネットワーク|接続)|利用規約に同意|無線lan|ネットワーク(利用)?認証|インターネット(接続|利用).{0,8}(認証|同意)|guest (network|access|wi-?fi)/i
const ERROR_PAGE =
  /エラー|error|unavailable|temporarily|失敗|しばらく|混雑|申し訳|障害|exception|oops|something went wrong/i
const OWN_PAGE = /line ?works|ラインワークス|worksmobile/i
const OAUTH_ERROR =
  /invalid_(grant|client|request|scope|token)|unauthorized_client|access_denied|unsupported_grant_type|expired|consent_required|unauthorized/i
const TENANT_RULE =
  /ip ?(address|アドレス|制限|restrict)|許可されていない(ip|アドレス|端末|デバイス)|アクセス元|tenant|テナント|suspended|利用停止|ロック|locked|契約|licen[cs]e/i

const isBodyLike = (pattern: RegExp) => (look: Answer) => look.bodyHead !== null && pattern.test(look.bodyHead)

export const isBlockPage = isBodyLike(BLOCK_PAGE)
export const isMaintenancePage = isBodyLike(MAINTENANCE_PAGE)
export const isSignInPage = isBodyLike(SIGN_IN_PAGE)
export const isErrorPage = isBodyLike(ERROR_PAGE)
export const isOwnPage = isBodyLike(OWN_PAGE)
export const isCredentialError = isBodyLike(OAUTH_ERROR)
export const isTenantRule = isBodyLike(TENANT_RULE)

/** No text that a person could see: only tags, or nothing at all. */
export const isBlankPage = (look: Answer): boolean =>
  look.bodyHead === null || look.bodyHead.replace(/<[^>]*>?/g, '').trim() === ''

/**
 * Why a proxy says that it could not serve, from its own headers:
 * `denied` by its rules, `upstream` because the far side failed it, `own` for its own trouble.
 */
export function proxyReasonOf(look: Answer): 'denied' | 'upstream' | 'own' | null {
  const said = `${look.headers['x-squid-error'] ?? ''} ${look.headers['proxy-status'] ?? ''}`
  if (/ACCESS_DENIED|http_request_denied|_BLOCKED|ip_prohibited|access_denied|policy/i.test(said)) return 'denied'
  if (
    /CONNECT_FAIL|DNS_FAIL|READ_TIMEOUT|READ_ERROR|WRITE_ERROR|ZERO_SIZE|ONLY_IF_CACHED|LIFETIME_EXP|GATEWAY_FAILURE|INVALID_RESP|SECURE_CONNECT_FAIL|dns_|destination_|connection_|tls_|http_response_|http_upgrade|http_protocol_error|read_timeout/i.test(
      said,
    )
  )
    return 'upstream'
  return /ERR_|error=/i.test(said) ? 'own' : null
}

/** A proxy says that it cannot look the name up. */
export const isNameUnknownToProxy = (look: Answer): boolean =>
  /DNS_FAIL|dns_(timeout|error)/i.test(`${look.headers['x-squid-error'] ?? ''} ${look.headers['proxy-status'] ?? ''}`)

/** The answer was made by the company's proxy, not only passed on. */
export const isMadeByProxy = (look: Answer): boolean =>
  proxyReasonOf(look) !== null || PROXY_SERVER.test(look.headers.server ?? '')

/** Something between us and the far side left its name on the answer. */
export const hasProxyMarks = (look: Answer): boolean =>
  isMadeByProxy(look) ||
  look.headers.via !== undefined ||
  look.headers['proxy-status'] !== undefined ||
  issuerKindOf(look.tlsIssuer) === 'inspection'

/** A redirect to a host outside LINE WORKS and its sign-in partners; null where it does not lead anywhere. */
export function redirectKindOf(location: string | null | undefined): 'portal' | 'filter' | 'own' | 'foreign' | null {
  if (!location) return null
  const host = /^[a-z]+:\/\/([^/:?#]+)/i.exec(location)?.[1]?.toLowerCase()
  if (host === undefined) return 'own'
  if (/(^|\.)(worksmobile\.com|line-works\.com|line\.me|lineworks\.com|worksmobile\.jp)$/.test(host)) return 'own'
  if (PROXY_SERVER.test(location) || /block|filter|deny|denied|warning|policy/i.test(location)) return 'filter'
  if (/wi-?fi|portal|guest|hotspot|captive|splash|wlan|nomadix|meraki|^https?:\/\/(10|192\.168|172)\./i.test(location))
    return 'portal'
  return 'foreign'
}
