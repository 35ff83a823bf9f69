/**
 * How often the condition that is told turns out right, by what the belief gives it and by whether the newest looks still
 * lean there. A condition is held on to for good reasons (a moment of doubt, a look that failed by chance), so it is right
 * far oftener than the belief of that one moment says; and it is wrong oftener than a belief of nearly nothing can tell.
 */
export type Knots = readonly (readonly [chance: number, right: number])[]

/**
 * From what the belief says to how often that was right; straight lines between. Fitted on training episodes (plain,
 * harsher and odd ones of seeds 1 to 3) and rounded; `bench/judge-reliability.ts` shows how well they hold on others.
 */
export const SETTLED: Knots = [
  [0, 0.78],
  [0.8, 0.8],
  [0.9, 0.92],
  [0.95, 0.96],
  [0.99, 0.99],
  [1, 1],
]
export const HELD: Knots = [
  [0, 0.15],
  [0.02, 0.45],
  [0.1, 0.55],
  [1, 0.6],
]

/** The probability to be told. `isHeld`: the newest looks alone would say something else. */
export const assured = (chance: number, isHeld: boolean): number => between(isHeld ? HELD : SETTLED, chance)

/** What the belief had before `assured`. */
export const unassured = (told: number, isHeld: boolean): number =>
  between(
    (isHeld ? HELD : SETTLED).map(([chance, right]) => [right, chance]),
    told,
  )

function between(knots: Knots, at: number): number {
  const next = knots.findIndex(([x]) => x >= at)
  if (next === 0) return knots[0]![1]
  if (next === -1) return knots.at(-1)![1]
  const [[x0, y0], [x1, y1]] = [knots[next - 1]!, knots[next]!]
  return y0 + ((at - x0) / (x1 - x0)) * (y1 - y0)
}
