/**
 * Who signed the certificate? The issuer's name tells LINE WORKS' own answer from one that a company device made.
 * `public`: an authority that browsers trust; `inspection`: a device known to open TLS; `portal`: a sign-in page;
 * `stopgap`: what a server shows that was not set up; `private`: a name that we do not know.
 */
export type IssuerKind = 'public' | 'inspection' | 'portal' | 'stopgap' | 'private' | 'none'

const PORTAL = /portal|guest|hotspot|captive|wi-?fi|wlan|meraki splash|aruba|nomadix|hotel|airport/i
const STOPGAP =
  /fake certificate|default cert|localhost|snake ?oil|kubernetes|traefik|staging|example\.com|self-?signed|plesk|\binvalid\b|\btest\b|line ?works|worksmobile|naver|lycorp|\bline corp/i
/** Makers of inspecting proxies, filters and antivirus programs, and the words companies give their own ones. */
const INSPECTION =
  /zscaler|umbrella|forti(gate|net|guard|web)?|netskope|palo ?alto|prisma|blue ?coat|symantec web|proxysg|forcepoint|websense|barracuda|sophos|sonicwall|check ?point|mcafee|skyhigh|trellix|trend ?micro|iwss|i-?filter|digital ?arts|inter ?safe|\balsi\b|menlo|iboss|smoothwall|contentkeeper|cyberoam|netspark|lightspeed|securly|kaspersky|avast|avg |bitdefender|\beset\b|\bnorton\b|dr\.?web|untangle|watchguard|squid|mitmproxy|charles proxy|fiddler|\bburp\b|\ba10\b|f5 ssl|gigamon|cato networks|cloudflare (gateway|for teams|zero trust)|\bwarp\b|hillstone|sangfor|stormshield|clavister|zorp|web ?(gateway|filter|proxy|security|shield)|proxy|gateway ca|inspect|intercept|decrypt|ssl[ -]?(scan|visib|proxy|forward)|firewall|\butm\b|ngfw|mitm|フィルタ|プロキシ|検査/i
const PUBLIC =
  /digicert|geotrust|rapidssl|thawte|verisign|cybertrust|globalsign|alphassl|gmo|sectigo|comodo|usertrust|zerossl|let'?s ?encrypt|isrg|\b(?:r|e)\d{1,2}\b|\bwr\d\b|\bwe\d\b|\bgts\b|google trust|google internet|microsoft (azure|tls|rsa|ecc|it)|baltimore|amazon|starfield|go ?daddy|entrust|affirmtrust|ssl\.com|secom|security communication|nijimo|jprs|fujissl|certum|actalis|buypass|quovadis|swisssign|identrust|apple public|cloudflare inc|trustwave|harica|telesec|d-?trust|twca|certigna|trustasia|wotrus|cfca|naver cloud trust|navercloud/i

/** Known makers first: their names are never those of a public authority. */
const TABLE: readonly (readonly [IssuerKind, RegExp])[] = [
  ['public', /naver ?cloud trust/i],
  ['inspection', INSPECTION],
  ['portal', PORTAL],
  ['public', PUBLIC],
  ['stopgap', STOPGAP],
]

export function issuerKindOf(issuer: string | null): IssuerKind {
  if (!issuer) return 'none'
  return TABLE.find(([, pattern]) => pattern.test(issuer))?.[0] ?? 'private'
}
