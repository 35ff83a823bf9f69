/** Seeded chance: the same seed gives the same numbers (mulberry32). */
export function createChance(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    below: (n: number) => Math.floor(next() * n),
    /** Waiting time of a Poisson process, in the unit of `1 / rate`. */
    wait: (rate: number) => -Math.log(1 - next()) / rate,
  }
}
export type Chance = ReturnType<typeof createChance>
