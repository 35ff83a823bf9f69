const DAY_MS = 86_400_000

/**
 * The instant from which a host may be asked again, from its Retry-After: seconds or a date. Null where it says nothing
 * that can be read. At least a second and at most a day from now, so that no host can send us away for good.
 */
export function retryAtOf(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? ''
  const at = /^\d{1,9}$/.test(text) ? now + Number(text) * 1000 : /[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN
  if (!Number.isFinite(at)) return null
  return Math.min(now + DAY_MS, Math.max(now + 1000, at))
}
