/** Edits (insert, delete, replace, swap neighbours) that turn one word into the other. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i || j))
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      if (i === 0 || j === 0) {
        rows[i]![j] = i + j
        continue
      }
      const replace = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swap =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? at(i - 2, j - 2) + 1
          : Number.POSITIVE_INFINITY
      rows[i]![j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replace, swap)
    }
  }
  return at(a.length, b.length)
}

const bare = (word: string) => word.toLowerCase().replaceAll(/[-_ .]/g, '')

/**
 * The candidate that somebody who wrote `word` most likely meant, or null when none is near.
 * Case, hyphens and underscores do not count: `interval_seconds` is near `intervalSeconds`.
 */
export function nearestWord(word: string, candidates: Iterable<string>): string | null {
  const wanted = bare(word)
  if (wanted.length < 2) return null
  let best: { word: string; cost: number } | null = null
  for (const candidate of candidates) {
    const known = bare(candidate)
    const prefixed = wanted.length >= 3 && (known.startsWith(wanted) || wanted.startsWith(known))
    const cost = prefixed && known.length >= 3 ? 1 : distance(wanted, known)
    if (cost <= Math.max(1, Math.floor(Math.min(wanted.length, known.length) / 3)) && cost < (best?.cost ?? Infinity)) {
      best = { word: candidate, cost }
    }
  }
  return best?.word ?? null
}
