/** Letters that are taken for each other: each group is written as its first. */
const LOOK_ALIKES: readonly (readonly [RegExp, string])[] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
  [/[0]/g, 'o'],
  [/[1i|]/g, 'l'],
  [/5/g, 's'],
  [/_/g, '-'],
]

const foldedOf = (domain: string): string =>
  LOOK_ALIKES.reduce((text, [pattern, letter]) => text.replace(pattern, letter), domain)

/** How many single mistakes (a letter wrong, missing, too many, or two swapped) lie between two words. */
export function editDistance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      let steps = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) steps = Math.min(steps, before[j - 2]! + 1)
      row.push(steps)
    }
    before = last
    last = row
  }
  return last[b.length]!
}

/** One mistake in a short word, two in a longer one; more is another word. */
const toleranceOf = (domain: string): number => (domain.length < 4 ? 1 : domain.length < 9 ? 2 : 3)

/**
 * The company's domain that was meant by a misspelt one; null where none is near, or two are equally near. Letters that
 * look alike count as no mistake, and a missing or extra ending (`example` for `example.com`) as one.
 */
export function nearestDomain(typed: string, domains: readonly string[]): string | null {
  const ranked = domains
    .map((domain) => ({ domain, distance: distanceTo(typed, domain) }))
    .filter(({ domain, distance }) => distance <= toleranceOf(domain))
    .toSorted((a, b) => a.distance - b.distance)
  const [first, second] = ranked
  if (!first || (second && second.distance === first.distance)) return null
  return first.domain
}

function distanceTo(typed: string, domain: string): number {
  if (foldedOf(typed) === foldedOf(domain)) return 0.5
  if (typed !== '' && (domain.startsWith(`${typed}.`) || typed.startsWith(`${domain}.`))) return 1
  return Math.min(editDistance(typed, domain), editDistance(foldedOf(typed), foldedOf(domain)) + 0.5)
}
