/**
 * Writes labelled rounds for every row of the signature table, in several shapes each, as JSON Lines:
 *   node bench/signature-cases.ts > tests/eval/signatures-own.jsonl
 * The label is what the world would be like, not what the program says. Deterministic.
 */
import { ROWS } from './signature-rows.ts'

let number = 0
for (const { row, note, expected, observations } of ROWS) {
  number++
  const id = `o${String(number).padStart(3, '0')}`
  process.stdout.write(`${JSON.stringify({ id, row, note, observations, expected })}\n`)
}
