import { type ErrorCode, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { Text } from '../core/locale.ts'
import type { Path, Problem } from './problem.ts'
import { pathText } from './problem.ts'

export interface Position {
  readonly line: number | null
  readonly column: number | null
}
const NOWHERE: Position = { line: null, column: null }

/** One YAML file as plain values, able to say where each of them stands. */
export interface SettingsFile {
  readonly name: string
  /** A mapping; empty when the file is empty. */
  readonly value: Readonly<Record<string, unknown>>
  /** What is wrong with its form, and does not keep the rest from being read. */
  readonly problems: readonly Problem[]
  /** The line of what stands at `path`, of its key with `key`, or of the nearest thing around it. */
  positionOf(path: Path, key?: string): Position
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What stands at a path inside plain values, undefined where nothing does. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inside, part) => {
    if (isRecord(inside)) return inside[String(part)]
    return Array.isArray(inside) ? inside[Number(part)] : undefined
  }, value)
}

const SYNTAX: Readonly<Partial<Record<ErrorCode, Text>>> = {
  DUPLICATE_KEY: { ja: '同じ項目が2回書かれています', en: 'the same key stands twice' },
  TAB_AS_INDENT: {
    ja: '字下げにタブは使えません。半角スペースにしてください',
    en: 'indented with a tab: use spaces',
  },
  BAD_INDENT: { ja: '字下げがそろっていません', en: 'the indentation does not match' },
  BLOCK_AS_IMPLICIT_KEY: {
    ja: '字下げか引用符が正しくありません（1行に「項目: 値」が2つあります）',
    en: 'the indentation or a quote is wrong (two "key: value" on one line)',
  },
}

function syntaxText(error: { readonly code: ErrorCode; readonly message: string }, line: string): Text {
  const known = SYNTAX[error.code]
  if (known) return known
  if (/[{[].*\$\{/.test(line)) {
    return {
      ja: `{ } や [ ] の中の \${NAME} は引用符で囲んでください（例: "\${NAME}"）`,
      en: `a \${NAME} inside { } or [ ] must stand in quotes: "\${NAME}"`,
    }
  }
  const message = error.message.replace(/\.$/, '')
  return { ja: `YAML として読めません（${message}）`, en: `not readable as YAML: ${message}` }
}

/** Reads one YAML file. A file that cannot be read as YAML yields the reason instead. */
export function parseSettingsFile(name: string, text: string): SettingsFile | { readonly broken: Problem } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  const root = document.contents
  const told = document.errors.map((error): Problem => {
    const place = positionAt(error.pos[0])
    return { file: name, path: '', ...place, text: syntaxText(error, text.split('\n')[(place.line ?? 1) - 1] ?? '') }
  })
  const broken = told[document.errors.findIndex((error) => error.code !== 'DUPLICATE_KEY')]
  // Beyond the first place that is no YAML the parser only stumbles on.
  if (broken) return { broken }
  const value: unknown = root === null ? {} : document.toJS({ maxAliasCount: 100 })
  if (value !== null && !isRecord(value)) {
    const text = {
      ja: '「項目: 値」の並びにしてください',
      en: 'must be a mapping of names to values',
    }
    return { broken: { file: name, path: '', line: 1, column: 1, text } }
  }

  const nodeOf = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node)
  const rangeStart = (node: unknown): number | null => (isNode(node) && node.range ? node.range[0] : null)
  const keyNodeOf = (node: unknown, key: string): Node | null => {
    const map = nodeOf(node)
    if (!isMap(map)) return null
    const pair = map.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
    return pair && isNode(pair.key) ? pair.key : null
  }
  return {
    name,
    value: value ?? {},
    problems: told,
    positionOf(path, key) {
      let node: unknown = root
      let start = rangeStart(root)
      for (const part of path) {
        const inside = nodeOf(node)
        // A problem in a section is shown where its name stands, not where its first line begins.
        const keyStart = typeof part === 'string' ? rangeStart(keyNodeOf(inside, part)) : null
        const next: unknown = isMap(inside) || isSeq(inside) ? inside.get(part, true) : undefined
        if (next === undefined && keyStart === null) break
        node = next
        start = keyStart ?? rangeStart(next) ?? start
      }
      const keyStart = key === undefined ? null : rangeStart(keyNodeOf(node, key))
      const offset = keyStart ?? start
      return offset === null ? NOWHERE : positionAt(offset)
    },
  }
}

/** A problem at a place of the file. */
export const problemAt = (file: SettingsFile, path: Path, text: Problem['text'], key?: string): Problem => ({
  file: file.name,
  path: pathText(key === undefined ? path : [...path, key]),
  ...file.positionOf(path, key),
  text,
})
