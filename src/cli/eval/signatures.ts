import { CULPRITS, type Culprit } from '../../core/condition.ts'
import { locate } from '../../core/locate.ts'
import type { EvalKind } from './eval-kind.ts'
import { fieldsOf, labelledObservation, listOf, textOf } from './labelled.ts'

const isCulprit = (value: unknown): value is Culprit => CULPRITS.includes(value as Culprit)

/** To four digits, as every score is given; null where there was nothing to count. */
export const rounded = (x: number): number | null => (Number.isFinite(x) ? Math.round(x * 10_000) / 10_000 : null)

/** Whose fault does one round of looks show? The share of cases answered right, in all and by culprit. */
export const signatures: EvalKind = {
  kind: 'signatures',
  defaultFile: 'signatures.jsonl',
  async run(cases, write) {
    const perClass: Record<string, { n: number; right: number }> = {}
    const misses: unknown[] = []
    let n = 0
    let right = 0
    for await (const value of cases) {
      const fields = fieldsOf(value, 'case')
      const id = textOf(fields.id, 'id')
      if (!isCulprit(fields.expected)) throw new Error(`${id}: no such culprit`)
      const looks = listOf(fields.observations, 'observations').map((look) => labelledObservation(look, 0))
      const { culprit } = locate(looks)
      await write({ id, answer: culprit })
      perClass[fields.expected] ??= { n: 0, right: 0 }
      const count = perClass[fields.expected]!
      n++
      count.n++
      if (culprit === fields.expected) {
        right++
        count.right++
      } else misses.push({ id, what: 'culprit', expected: fields.expected, got: culprit })
    }
    return { scores: { n, accuracy: rounded(right / n), perClass }, misses }
  },
}
