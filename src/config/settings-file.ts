import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
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
  /** The line of what stands at `path`, of its key with `key`, or of the nearest thing around it. */
  positionOf(path: Path, key?: string): Position
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const SYNTAX_JA: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: '同じ項目が2回書かれています',
  TAB_AS_INDENT: '字下げにタブは使えません。半角スペースにしてください',
  BAD_INDENT: '字下げがそろっていません',
  MISSING_CHAR: '記号（引用符、カンマ、コロンなど）が足りません',
  BLOCK_AS_IMPLICIT_KEY: 'コロンの後の字下げか引用符が正しくありません',
  MULTILINE_IMPLICIT_KEY: '項目名の後のコロンが足りません',
}

/** Reads one YAML file. A file that cannot be read as YAML yields all its problems instead. */
export function parseSettingsFile(
  name: string,
  text: string,
): SettingsFile | { readonly problems: readonly Problem[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  const root = document.contents
  if (document.errors.length > 0) {
    const problems = document.errors.map((error): Problem => {
      const known = SYNTAX_JA[error.code]
      const en = error.message.replace(/\.$/, '')
      const ja = known ?? `YAML として読めません（${en}）`
      return { file: name, path: '', ...positionAt(error.pos[0]), text: { ja, en: `not readable as YAML: ${en}` } }
    })
    return { problems }
  }
  const value: unknown = root === null ? {} : document.toJS({ maxAliasCount: 100 })
  if (value !== null && !isRecord(value)) {
    const text = {
      ja: '「項目: 値」の並びにしてください',
      en: 'must be a mapping of names to values',
    }
    return { problems: [{ file: name, path: '', line: 1, column: 1, text }] }
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
