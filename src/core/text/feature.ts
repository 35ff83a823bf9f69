/** What the model weighs: the name of a feature, how strongly it is there, and the words it was seen in. */
export interface Feature {
  readonly name: string
  readonly value: number
  readonly words: string | null
}
