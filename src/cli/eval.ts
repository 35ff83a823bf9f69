import { type FileHandle, open } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { unreadableText } from '../config/secrets.ts'
import type { Locale, Text } from '../core/locale.ts'
import { type Command, defineCommand, type Io, UsageError } from './command.ts'
import type { EvalKind } from './eval/eval-kind.ts'
import { EVAL_KINDS } from './eval/index.ts'
import { readJsonLines } from './eval/json-lines.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { terminalLocale } from './language.ts'

type EvalKinds = Readonly<Record<string, EvalKind | null>>

function kindOf(name: string, kinds: EvalKinds): EvalKind | null {
  if (Object.hasOwn(kinds, name)) return kinds[name] ?? null
  const known = Object.keys(kinds).join(', ')
  throw new UsageError({
    ja: `「${name}」という種類はありません（${known}）`,
    en: `there is no kind "${name}" (${known})`,
  })
}

/** The project's own cases; they come with a clone, not with an installed package. */
const ownCases = (name: string) => fileURLToPath(new URL(`../../tests/eval/${name}`, import.meta.url))

type Opened = { readonly handle: FileHandle } | { readonly reason: string }
async function openFile(path: string, flags: 'r' | 'w'): Promise<Opened> {
  try {
    return { handle: await open(path, flags) }
  } catch (error) {
    return { reason: (error as NodeJS.ErrnoException).code ?? String(error) }
  }
}

/** How many characters of answers are gathered before they are written. */
const CHUNK = 65_536

/** Writes one JSON line a value, in pieces large enough to be quick. */
function lineWriter(handle: FileHandle | null): { write(line: unknown): Promise<void> | void; end(): Promise<void> } {
  let waiting = ''
  const flush = async () => {
    const text = waiting
    waiting = ''
    if (text) await handle?.appendFile(text)
  }
  return {
    write(line) {
      if (!handle) return
      waiting += `${JSON.stringify(line)}\n`
      if (waiting.length > CHUNK) return flush()
    },
    end: flush,
  }
}

async function evaluate(kind: EvalKind, file: string, out: string | undefined, io: Io, locale: Locale) {
  const say = (text: Text) => io.stderr.write(`dotchi: ${text[locale]}\n`)
  const input = await openFile(file, 'r')
  if ('reason' in input) {
    say(unreadableText(file, input.reason))
    return EXIT.noInput
  }
  await using cases = input.handle
  const output = out === undefined ? null : await openFile(out, 'w')
  if (output && 'reason' in output) {
    say({
      ja: `${out} に書き込めません（${output.reason}）`,
      en: `${out} cannot be written (${output.reason})`,
    })
    return EXIT.cannotWrite
  }
  await using answers = output?.handle ?? null
  const lines = readJsonLines(cases, io.signal)
  const writer = lineWriter(answers)
  try {
    const result = await kind.run(lines.values, writer.write)
    await writer.end()
    return result
  } catch (error) {
    if (io.signal.aborted) throw error
    const why = error instanceof Error ? error.message : String(error)
    const place = `${file}:${lines.line}`
    say({ ja: `${place}: この行は読めません: ${why}`, en: `${place}: this line cannot be used: ${why}` })
    return EXIT.data
  }
}

/** `dotchi eval` over the kinds of labelled cases that it is given. */
export function createEvalCommand(kinds: EvalKinds): Command {
  const names = Object.keys(kinds).join(', ')
  return defineCommand({
    name: 'eval',
    summary: {
      ja: '正解の付いた事例で判定の正しさを測る（開発者向け）',
      en: 'measure how right the answers are, on labelled cases (for developers)',
    },
    usage: 'KIND [FILE]',
    positionals: { min: 1, max: 2 },
    options: {
      out: {
        type: 'string',
        value: 'FILE',
        help: { ja: '回答を JSON Lines で書き出す', en: 'write the answers, one JSON line a case' },
      },
      failures: { type: 'boolean', help: { ja: '間違えた事例も表示', en: 'list each miss as well' } },
    },
    notes: {
      ja: `種類（KIND）: ${names}\n最後の行が採点結果（JSON）です。FILE を省くとプロジェクト内の事例を使います。\n終了コード: 0 採点した · 3 まだ対応していない種類 · 64 使い方 · 65 読めない行がある · 66 ファイルがない`,
      en: `KIND: ${names}\nThe last line is one JSON object with the scores. Without FILE the project's own cases are read.\nExit code: 0 scored · 3 a kind that is not built yet · 64 usage · 65 a broken line · 66 no such file`,
    },
    async run({ positionals: [name = '', file], values, lang }, io): Promise<ExitCode> {
      const locale = lang ?? terminalLocale(io.environment)
      const kind = kindOf(name, kinds)
      if (kind === null) {
        const text: Text = { ja: `「${name}」にはまだ対応していません。`, en: `"${name}" is not built yet.` }
        io.stderr.write(`dotchi eval: ${text[locale]}\n`)
        return EXIT.unknown
      }
      if (file === undefined && kind.defaultFile === null) {
        throw new UsageError({ ja: `「${name}」には FILE が必要です`, en: `"${name}" needs a FILE` })
      }
      const result = await evaluate(kind, file ?? ownCases(kind.defaultFile ?? ''), values.out, io, locale)
      if (typeof result === 'number') return result
      if (values.failures) for (const miss of result.misses) io.stdout.write(`${JSON.stringify(miss)}\n`)
      io.stdout.write(`${JSON.stringify(result.scores)}\n`)
      return EXIT.fine
    },
  })
}

export const evalCommand = createEvalCommand(EVAL_KINDS)
