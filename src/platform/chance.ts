/** A number in [0, 1), handed in wherever chance is wanted, so that a test can take it out. */
export type Chance = () => number

export const systemChance: Chance = () => Math.random()
