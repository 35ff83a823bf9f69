import type { CheckHost } from '../../core/check/check-hosts.ts'
import type { Try } from '../../core/check/compare.ts'

/** How a try ended, and after how long. */
export interface Reached {
  readonly host: CheckHost
  readonly outcome: Try
  readonly tookMs: number
}

/**
 * Tries to reach a host as far as a browser may ask another site: any answer counts, whatever it says, because a browser shows
 * neither its status nor its content to us. Without cookies, without a referrer. Never throws.
 */
export async function tryHost(host: CheckHost, deadlineMs: number): Promise<Reached> {
  const startedAt = performance.now()
  const deadline = AbortSignal.timeout(deadlineMs)
  const isReached =
    (await isFetched(host.url, deadline)) || (!deadline.aborted && (await isDrawn(host.origin, deadline)))
  const tookMs = Math.round(performance.now() - startedAt)
  return { host, outcome: isReached ? 'reached' : deadline.aborted ? 'timeout' : 'failed', tookMs }
}

async function isFetched(url: string, signal: AbortSignal): Promise<boolean> {
  let isRedirected = false
  const onViolation = ({ blockedURI }: SecurityPolicyViolationEvent) => {
    // Only an answer of the host itself can lead where the policy of this page does not let us follow.
    isRedirected ||= blockedURI.startsWith(new URL(url).origin)
  }
  document.addEventListener('securitypolicyviolation', onViolation)
  try {
    await fetch(url, { mode: 'no-cors', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer', signal })
    return true
  } catch {
    return isRedirected
  } finally {
    document.removeEventListener('securitypolicyviolation', onViolation)
  }
}

/** A second way, for what a browser or an extension keeps scripts from fetching: the icon of the site. */
function isDrawn(origin: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const image = new Image()
    image.referrerPolicy = 'no-referrer'
    image.onload = () => resolve(true)
    image.onerror = () => resolve(false)
    signal.addEventListener('abort', () => {
      image.src = ''
      resolve(false)
    })
    image.src = `${origin}/favicon.ico`
  })
}
