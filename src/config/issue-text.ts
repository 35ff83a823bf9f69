import type { z } from 'zod'
import type { Text } from '../core/locale.ts'
import { nearestWord } from './nearest-word.ts'

type Issue = z.core.$ZodIssue

const TYPE_NAME: Readonly<Record<string, Text>> = {
  string: { ja: '文字列', en: 'a string' },
  number: { ja: '数値', en: 'a number' },
  int: { ja: '整数', en: 'a whole number' },
  boolean: { ja: 'true か false ', en: 'true or false' },
  array: { ja: '「- 」で始まる並び', en: 'a list' },
  object: { ja: '「項目: 値」の並び', en: 'a mapping' },
  record: { ja: '「項目: 値」の並び', en: 'a mapping' },
}
const typeName = (name: string): Text => TYPE_NAME[name] ?? { ja: name, en: name }

const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && 'ja' in value && 'en' in value

function limitText(issue: Issue & { code: 'too_small' | 'too_big' }): Text {
  const small = issue.code === 'too_small'
  const limit = String(small ? issue.minimum : issue.maximum)
  if (issue.origin === 'string') {
    if (small && limit === '1') return { ja: '空にはできません', en: 'must not be empty' }
    return small
      ? { ja: `${limit}文字以上にしてください`, en: `must have at least ${limit} characters` }
      : { ja: `${limit}文字以内にしてください`, en: `must have at most ${limit} characters` }
  }
  if (issue.origin === 'array' || issue.origin === 'set') {
    return small
      ? { ja: `${limit}個以上書いてください`, en: `must list at least ${limit}` }
      : { ja: `${limit}個以内にしてください`, en: `must list at most ${limit}` }
  }
  return small
    ? { ja: `${limit}以上にしてください`, en: `must be at least ${limit}` }
    : { ja: `${limit}以下にしてください`, en: `must be at most ${limit}` }
}

/** What one of the listed words was meant, if one is near. */
export function didYouMean(word: unknown, candidates: Iterable<string>): Text {
  const near = typeof word === 'string' ? nearestWord(word, candidates) : null
  return near === null ? { ja: '', en: '' } : { ja: `（「${near}」のことですか？）`, en: ` (did you mean "${near}"?)` }
}

export function unknownKeyText(key: string, known: readonly string[]): Text {
  const hint = didYouMean(key, known)
  const list = known.join(', ')
  return hint.en || known.length === 0
    ? { ja: `知らない項目です${hint.ja}`, en: `unknown key${hint.en}` }
    : { ja: `知らない項目です（使えるのは ${list}）`, en: `unknown key (known here: ${list})` }
}

/** One broken rule of a schema in both languages. `value` is what stood there; it is never repeated for secrets. */
export function issueText(issue: Issue, value: unknown): Text {
  switch (issue.code) {
    case 'invalid_type': {
      const name = typeName(issue.expected)
      return value === undefined
        ? { ja: `必要です（${name.ja}）`, en: `is required (${name.en})` }
        : { ja: `${name.ja}にしてください`, en: `must be ${name.en}` }
    }
    case 'too_small':
    case 'too_big':
      return limitText(issue)
    case 'invalid_value': {
      const values = issue.values.map(String)
      const hint = didYouMean(value, values)
      if (value === undefined) {
        return { ja: `必要です（${values.join(', ')} のどれか）`, en: `is required (one of ${values.join(', ')})` }
      }
      return {
        ja: `${values.join(', ')} のどれかにしてください${hint.ja}`,
        en: `must be ${values.length === 1 ? values[0] : `one of ${values.join(', ')}`}${hint.en}`,
      }
    }
    case 'invalid_format':
      return formatText(issue.format)
    case 'not_multiple_of':
      return { ja: `${issue.divisor}の倍数にしてください`, en: `must be a multiple of ${issue.divisor}` }
    case 'custom': {
      const text: unknown = issue.params?.text
      if (isText(text)) return text
      break
    }
  }
  return { ja: `正しくありません（${issue.message}）`, en: `is not valid: ${issue.message}` }
}

function formatText(format: string): Text {
  if (format === 'url') return { ja: 'URL にしてください', en: 'must be a URL' }
  if (format === 'email') return { ja: 'メールアドレスにしてください', en: 'must be a mail address' }
  if (format === 'regex') return { ja: '形が正しくありません', en: 'does not have the right form' }
  return { ja: `${format} の形にしてください`, en: `must be ${format}` }
}
