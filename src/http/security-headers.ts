import { createHash } from 'node:crypto'

/** What an answer is shown as decides what a browser may do with it. */
export type Shown = 'page' | 'image' | 'data'

const COMMON = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
} as const

const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The CSP source of an inline style or script: its hash, so that nothing else inline can run. */
export const inlineHashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/**
 * The headers that every answer carries, errors too. A badge may be embedded by pages of other sites and is
 * sandboxed when opened by itself; everything else stays with this site: what the company's monitor knows is
 * no other site's business.
 */
export function securityHeadersOf(shown: Shown, styleHash: string | null = null): Record<string, string> {
  if (shown === 'image')
    return {
      ...COMMON,
      'content-security-policy': `${NOTHING}; style-src 'unsafe-inline'; sandbox`,
      'cross-origin-resource-policy': 'cross-origin',
    }
  // The buttons of the page send a form to this very site.
  const page = `${NOTHING.replace("form-action 'none'", "form-action 'self'")}; img-src 'self'${styleHash ? `; style-src ${styleHash}` : ''}`
  return {
    ...COMMON,
    'content-security-policy': shown === 'page' ? page : NOTHING,
    // Other sites are told nothing. With `no-referrer` a browser would send `Origin: null` with the page's own forms, and over
    // plain HTTP nothing else says where they come from.
    ...(shown === 'page' ? { 'referrer-policy': 'same-origin' } : {}),
    'cross-origin-resource-policy': 'same-origin',
  }
}
