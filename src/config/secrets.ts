import type { Text } from '../core/locale.ts'
import { type Path, type Problem, pathText } from './problem.ts'
import { isRecord, problemAt, type SettingsFile } from './settings-file.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** What reading a file came to; `reason` is a system's code such as ENOENT. */
export type FileRead = { readonly text: string } | { readonly reason: string }
export type ReadFile = (path: string) => FileRead

/** Why a file could not be read, in words. */
export function unreadableText(path: string, reason: string): Text {
  if (reason === 'ENOENT') return { ja: `ファイルがありません: ${path}`, en: `no such file: ${path}` }
  if (reason === 'EACCES') return { ja: `読む権限がありません: ${path}`, en: `no permission to read ${path}` }
  if (reason === 'EISDIR')
    return { ja: `フォルダーです（ファイルではありません）: ${path}`, en: `is a directory: ${path}` }
  return { ja: `読めません（${reason}）: ${path}`, en: `cannot be read (${reason}): ${path}` }
}

export type EnvironmentValue =
  | { readonly value: string; readonly from: string; readonly isSecretFile: boolean }
  | { readonly problem: Text }
  | null

/**
 * `NAME` from the environment, or the content of the file that `NAME_FILE` names (as Docker and Kubernetes hand out
 * secrets; the newline at its end is dropped). An empty value counts as not set.
 */
export function environmentValue(name: string, environment: Environment, readFile: ReadFile): EnvironmentValue {
  const direct = environment[name]
  const path = environment[`${name}_FILE`]
  if (direct && path) {
    return {
      problem: {
        ja: `${name} と ${name}_FILE の両方が設定されています。どちらか一方にしてください`,
        en: `both ${name} and ${name}_FILE are set: keep one`,
      },
    }
  }
  if (direct) return { value: direct, from: name, isSecretFile: false }
  if (!path) return null
  const read = readFile(path)
  if ('reason' in read) return { problem: unreadableText(path, read.reason) }
  return { value: read.text.replace(/\r?\n$/, ''), from: `${name}_FILE`, isSecretFile: true }
}

/** A file's values with every `${NAME}` and every `…_FILE` filled in. */
export interface FilledIn {
  readonly value: Readonly<Record<string, unknown>>
  /** By path: what stood in the file, shown in place of the value so that no secret is ever printed. */
  readonly templates: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
}

const REFERENCE = /\$\$\{|\$\{([^}]*)\}/g
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Fills in secrets: `${NAME}` inside any string (`$${` is a plain `${`), and `password_FILE: PATH` for `password`. */
export function fillInSecrets(file: SettingsFile, environment: Environment, readFile: ReadFile): FilledIn {
  const templates = new Map<string, string>()
  const problems: Problem[] = []

  const fillString = (text: string, path: Path): string => {
    if (!text.includes('${')) return text
    templates.set(pathText(path), text)
    return text.replaceAll(REFERENCE, (whole, name: string | undefined) => {
      if (name === undefined) return '${'
      const found = NAME.test(name) ? environmentValue(name, environment, readFile) : null
      if (found && 'value' in found) return found.value
      const missing = NAME.test(name)
        ? { ja: `環境変数 ${name} が設定されていません`, en: `the environment variable ${name} is not set` }
        : { ja: `${whole} は環境変数の名前として読めません`, en: `${whole} names no environment variable` }
      problems.push(problemAt(file, path, found?.problem ?? missing))
      return ''
    })
  }

  const fillFromFile = (record: Record<string, unknown>, key: string, value: unknown, path: Path): void => {
    const plain = key.slice(0, -'_FILE'.length)
    const fail = (text: Text) => problems.push(problemAt(file, path, text, key))
    if (plain in record) {
      fail({ ja: `${plain} と両方は書けません`, en: `cannot stand together with ${plain}` })
    } else if (typeof value !== 'string' || value === '') {
      fail({ ja: 'ファイルのパスを書いてください', en: 'must be the path of a file' })
    } else {
      const read = readFile(value)
      if ('reason' in read) fail(unreadableText(value, read.reason))
      else {
        record[plain] = read.text.replace(/\r?\n$/, '')
        templates.set(pathText([...path, plain]), `(${value})`)
      }
    }
  }

  const fill = (value: unknown, path: Path): unknown => {
    if (typeof value === 'string') return fillString(value, path)
    if (Array.isArray(value)) return value.map((item, index) => fill(item, [...path, index]))
    if (!isRecord(value)) return value
    const entries = Object.entries(value).map(([key, inner]) => [key, fill(inner, [...path, key])] as const)
    const record: Record<string, unknown> = Object.fromEntries(entries.filter(([key]) => !isFileKey(key)))
    for (const [key, inner] of entries) if (isFileKey(key)) fillFromFile(record, key, inner, path)
    return record
  }
  const value = fill(file.value, []) as Record<string, unknown>
  return { value, templates, problems }
}

const isFileKey = (key: string) => key.length > 5 && key.endsWith('_FILE')
