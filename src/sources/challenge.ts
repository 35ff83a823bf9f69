/** Made by the guards themselves. */
const GUARDS: readonly RegExp[] = [
  /<title>\s*(?:Just a moment|Attention Required|Access Denied|Please Wait|Security Check|DDoS-Guard|Verifying)/i,
  /\b(?:cf-chl-|cf_chl_|__cf_chl|cf-challenge)/,
  /Enable JavaScript and cookies to continue|Checking your browser before|Verify(?:ing)? (?:that )?you are (?:a )?human/i,
]
/** Also found in the corner of an honest page: they count where there is little else. */
const WIDGETS: readonly RegExp[] = [
  /\b(?:g-recaptcha|h-captcha|px-captcha|_incapsula_resource|incapsula incident|captcha-delivery|challenge-platform)/i,
  /ロボットではないことを確認|人間であることを(?:確認|証明)|不正なアクセスを検知|アクセスが集中|JavaScript ?を有効に/,
]

/** Where such a page shows itself, characters. */
const LOOKED_AT = 20_000
const LONGEST = 60_000
const SHORT = 6_000

/** Whether a document only stands in for what was asked for: it wants a human, a script or a click first. */
export function isChallenge(text: string): boolean {
  if (text.length > LONGEST) return false
  const head = text.slice(0, LOOKED_AT)
  const isShort = text.length < SHORT && (text.match(/<a\s/gi)?.length ?? 0) < 3
  return GUARDS.some((sign) => sign.test(head)) || (isShort && WIDGETS.some((sign) => sign.test(head)))
}
