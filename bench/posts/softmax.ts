/** A sparse example: feature numbers with their values, and the class it belongs to. */
export interface Example {
  readonly features: readonly (readonly [feature: number, value: number])[]
  readonly label: number
  readonly weight: number
}

/** Weights of a multinomial logistic regression: `weights[feature * classes + class]`. */
export type Weights = Float64Array

/** Least of mean log loss + ridge · |w|²/2, found by L-BFGS from zero: the same examples give the same weights. */
export function fitSoftmax(
  examples: readonly Example[],
  size: { features: number; classes: number },
  ridge: number,
  rounds = 120,
): Weights {
  const weights = new Float64Array(size.features * size.classes)
  let { loss, slope } = lossAndSlope(examples, weights, size.classes, ridge)
  const past: { step: Float64Array; turn: Float64Array; rho: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const way = direction(slope, past)
    let length = round === 0 ? 1 / Math.max(1, Math.sqrt(dot(slope, slope))) : 1
    const downhill = dot(way, slope)
    let next = { loss: Number.POSITIVE_INFINITY, slope }
    const before = Float64Array.from(weights)
    for (let tries = 0; tries < 20; tries++, length /= 2) {
      for (let i = 0; i < weights.length; i++) weights[i] = before[i]! + length * way[i]!
      next = lossAndSlope(examples, weights, size.classes, ridge)
      if (next.loss <= loss + 1e-4 * length * downhill) break
    }
    const step = weights.map((w, i) => w - before[i]!)
    const turn = next.slope.map((g, i) => g - slope[i]!)
    const curve = dot(step, turn)
    if (curve > 1e-12) past.push({ step, turn, rho: 1 / curve })
    if (past.length > 8) past.shift()
    const gain = loss - next.loss
    loss = next.loss
    slope = next.slope
    if (gain < 1e-7) break
  }
  return weights
}

export function probabilities(features: Example['features'], weights: Weights, classes: number): number[] {
  const sums = new Array<number>(classes).fill(0)
  for (const [feature, value] of features)
    for (let c = 0; c < classes; c++) sums[c]! += value * weights[feature * classes + c]!
  const most = Math.max(...sums)
  const powers = sums.map((s) => Math.exp(s - most))
  const total = powers.reduce((a, b) => a + b, 0)
  return powers.map((p) => p / total)
}

function lossAndSlope(examples: readonly Example[], weights: Weights, classes: number, ridge: number) {
  const slope = weights.map((w) => ridge * w)
  let loss = (ridge * dot(weights, weights)) / 2
  const total = examples.reduce((sum, { weight }) => sum + weight, 0)
  for (const { features, label, weight } of examples) {
    const chances = probabilities(features, weights, classes)
    const share = weight / total
    loss -= share * Math.log(Math.max(1e-12, chances[label]!))
    for (let c = 0; c < classes; c++) {
      const error = share * (chances[c]! - (c === label ? 1 : 0))
      for (const [feature, value] of features) slope[feature * classes + c]! += error * value
    }
  }
  return { loss, slope }
}

/** The two-loop recursion: minus the slope, bent by the last turns. */
function direction(slope: Float64Array, past: readonly { step: Float64Array; turn: Float64Array; rho: number }[]) {
  const way = slope.map((g) => -g)
  const factors: number[] = []
  for (const { step, turn, rho } of past.toReversed()) {
    const factor = rho * dot(step, way)
    factors.push(factor)
    addTo(way, turn, -factor)
  }
  const newest = past.at(-1)
  if (newest) {
    const scale = 1 / (newest.rho * dot(newest.turn, newest.turn))
    for (let i = 0; i < way.length; i++) way[i]! *= scale
  }
  for (const [i, { step, turn, rho }] of past.entries())
    addTo(way, step, factors[factors.length - 1 - i]! - rho * dot(turn, way))
  return way
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function addTo(target: Float64Array, other: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * other[i]!
}
