/** One kind of labelled cases and how the program answers them. */
export interface EvalKind {
  readonly kind: string
  /** The project's own copy of the cases, below tests/eval/; null where it must be named. */
  readonly defaultFile: string | null
  /**
   * Answers each case in turn. `cases` yields parsed JSON lines; `write` takes one answer line (an object to be written as JSON).
   * Returns the scores that are printed as the last line, and each miss for `--failures`.
   */
  run(cases: AsyncIterable<unknown>, write: (line: unknown) => Promise<void> | void): Promise<EvalResult>
}

export interface EvalResult {
  readonly scores: Readonly<Record<string, unknown>>
  readonly misses: readonly unknown[]
}
