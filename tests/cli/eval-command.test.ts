import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { EvalKind } from '../../src/cli/eval/eval-kind.ts'
import { EVAL_KINDS } from '../../src/cli/eval/index.ts'
import { createEvalCommand } from '../../src/cli/eval.ts'
import { runHere } from '../support/run-cli.ts'
import { openTemporaryDirectory } from '../support/temporary-directory.ts'

/** Answers with the number in the case; a case without one cannot be answered. */
const doubling: EvalKind = {
  kind: 'doubling',
  defaultFile: null,
  async run(cases, write) {
    const misses: unknown[] = []
    let n = 0
    for await (const value of cases) {
      const { id, number, expected } = value as Record<string, unknown>
      if (typeof number !== 'number') throw new Error('number is missing')
      await write({ id, answer: number * 2 })
      if (number * 2 !== expected) misses.push({ id, expected, got: number * 2 })
      n++
    }
    return { scores: { n, accuracy: (n - misses.length) / n }, misses }
  },
}
const command = createEvalCommand({ doubling, dreaming: null })

async function evaluate(positionals: readonly string[], values: { out?: string; failures?: boolean } = {}) {
  let stdout = ''
  let stderr = ''
  const io = {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    isTerminal: false,
    columns: 80,
    environment: {},
    signal: new AbortController().signal,
  }
  const code = await command.run(
    { positionals, values: { out: values.out, failures: values.failures ?? false }, lang: 'en' },
    io,
  )
  return { code, stdout, stderr }
}

async function casesIn(directory: string, lines: readonly string[]): Promise<string> {
  const file = join(directory, 'cases.jsonl')
  await writeFile(file, lines.join('\n'))
  return file
}

test('answers are written line by line, and the last line that is printed has the scores', async () => {
  await using directory = await openTemporaryDirectory()
  const file = await casesIn(directory.path, [
    '\uFEFF{"id":"a","number":1,"expected":2}',
    '',
    '{"id":"b","number":2,"expected":5}',
    '',
  ])
  const out = join(directory.path, 'answers.jsonl')
  expect(await evaluate(['doubling', file], { out, failures: true })).toEqual({
    code: 0,
    stdout: '{"id":"b","expected":5,"got":4}\n{"n":2,"accuracy":0.5}\n',
    stderr: '',
  })
  expect(await readFile(out, 'utf8')).toBe('{"id":"a","answer":2}\n{"id":"b","answer":4}\n')
  expect((await evaluate(['doubling', file])).stdout).toBe('{"n":2,"accuracy":0.5}\n')
})

test('many answers arrive whole and in order', async () => {
  await using directory = await openTemporaryDirectory()
  const ids = Array.from({ length: 20_000 }, (_, index) => index)
  const file = await casesIn(
    directory.path,
    ids.map((id) => JSON.stringify({ id, number: id, expected: id * 2 })),
  )
  const out = join(directory.path, 'answers.jsonl')
  expect(await evaluate(['doubling', file], { out })).toMatchObject({ code: 0, stdout: '{"n":20000,"accuracy":1}\n' })
  const answers = (await readFile(out, 'utf8')).trimEnd().split('\n')
  expect(answers.map((line) => (JSON.parse(line) as { id: number }).id)).toEqual(ids)
})

test.each([
  ['{"id": broken', 'is not valid JSON'],
  ['[1]', 'not a JSON object'],
  ['{"id":"b"}', 'number is missing'],
])('a broken line is named with its number: %s', async (line, why) => {
  await using directory = await openTemporaryDirectory()
  const file = await casesIn(directory.path, ['{"id":"a","number":1,"expected":2}', '', line])
  const run = await evaluate(['doubling', file])
  expect(run).toMatchObject({ code: 65, stdout: '' })
  expect(run.stderr.startsWith(`dotchi: ${file}:3: this line cannot be used: `)).toBe(true)
  expect(run.stderr).toContain(why)
})

test('files that cannot be read or written are told', async () => {
  await using directory = await openTemporaryDirectory()
  const file = await casesIn(directory.path, ['{"id":"a","number":1,"expected":2}'])
  const none = join(directory.path, 'none.jsonl')
  expect(await evaluate(['doubling', none])).toEqual({
    code: 66,
    stdout: '',
    stderr: `dotchi: no such file: ${none}\n`,
  })
  const out = join(directory.path, 'no/such/place')
  expect(await evaluate(['doubling', file], { out })).toEqual({
    code: 73,
    stdout: '',
    stderr: `dotchi: ${out} cannot be written (ENOENT)\n`,
  })
})

test('a kind that is not built yet says so and ends with 3', async () => {
  expect(await evaluate(['dreaming'])).toEqual({
    code: 3,
    stdout: '',
    stderr: 'dotchi eval: "dreaming" is not built yet.\n',
  })
  await expect(evaluate(['doubling'])).rejects.toThrow('"doubling" needs a FILE')
})

const built = Object.values(EVAL_KINDS).filter((kind) => kind !== null && kind.defaultFile !== null)
test.each(built)('$kind answers the cases of the project without a file', async (kind) => {
  const run = await runHere(['eval', kind!.kind])
  expect(run).toMatchObject({ code: 0, stderr: '' })
  const lines = run.stdout.trimEnd().split('\n')
  expect(lines).toHaveLength(1)
  expect((JSON.parse(lines[0]!) as { n: number }).n).toBeGreaterThan(20)
})
