import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { at, read } from './reading.ts'

/** Sentences in many voices, one a line: what must be read, and the text. */
const linesOf = (name: string): string[][] =>
  readFileSync(new URL(`./sentences/${name}.txt`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.replaceAll('\\n', '\n')))

const KINDS = { O: 'other', X: 'outage', M: 'maintenance' }

describe('kind', () => {
  test.each(linesOf('kind'))('%s: %s, %s', (kind, title, body) => {
    const { kind: got } = read(body ?? '', { title: title === '-' ? null : (title ?? null) })
    expect(got).toBe(KINDS[kind as keyof typeof KINDS])
  })
})

describe('status', () => {
  test.each(linesOf('status'))('%s: %s', (status, body) => {
    expect(read(body ?? '').status).toBe(status)
  })
})

describe('status of a form with a title', () => {
  test.each(linesOf('forms'))('%s: %s, %s', (status, title, body) => {
    expect(read(body ?? '', { title: title ?? null }).status).toBe(status)
  })
})

describe('components', () => {
  test.each(linesOf('components'))('%s (login %s): %s', (components, login, body) => {
    const reading = read(body ?? '')
    expect([...reading.components].sort()).toEqual(components === '-' ? [] : components?.split(' ').sort())
    expect(reading.affectsLogin).toBe(login === 'y')
  })
})

const endOf = (text: string | undefined): number | null => (text ? at(text.length > 11 ? text : `2026-${text}`) : null)

describe('windows', () => {
  test.each(linesOf('windows'))('%s %s: %s', (_kind, stated, body) => {
    const expected = (stated ?? '').split(';').map((window) => {
      const [start, end] = window.replace(/a$/, '').split('~')
      return { startAt: endOf(start), endAt: endOf(end), approximate: window.endsWith('a') }
    })
    expect(read(body ?? '').windows).toEqual(expected)
  })
})
