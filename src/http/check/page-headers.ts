import { securityHeadersOf } from '../security-headers.ts'

/**
 * Headers of a page with scripts of its own: nothing inline runs, and nothing can be sent anywhere but here and, to see
 * whether they answer, to these origins.
 */
export function scriptedHeadersOf(styleHash: string, origins: readonly string[]): Record<string, string> {
  const plain = securityHeadersOf('page', styleHash)
  const reach = ["'self'", ...origins].join(' ')
  const policy = plain['content-security-policy']!.replace("img-src 'self'", `img-src ${reach}`)
  return {
    ...plain,
    'content-security-policy': `${policy}; script-src 'self'; connect-src ${reach}`,
  }
}
