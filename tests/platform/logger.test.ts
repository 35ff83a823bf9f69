import { expect, test } from 'vitest'
import { createLogger, type LoggerOptions } from '../../src/platform/logger.ts'

function logging(options: Partial<LoggerOptions> = {}) {
  const lines: string[] = []
  const destination = { write: (line: string) => void lines.push(line) }
  return { lines, log: createLogger({ level: 'info', format: 'json', destination, ...options }) }
}

test('one line of JSON each, with level, time and facts', () => {
  const { lines, log } = logging()
  log.info({ target: 'login' }, 'looked')
  log.debug('not told')
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'info', target: 'login', msg: 'looked' })
  expect(JSON.parse(lines[0]!).time).toMatch(/^\d{4}-\d\d-\d\dT/)
})

test('plain lines for a terminal', () => {
  const { lines, log } = logging({ format: 'text' })
  log.warn({ target: 'login', tookMs: 12 }, 'slow "today"')
  expect(lines[0]).toMatch(/^\S+Z warn slow "today" target="login" tookMs=12\n$/)
})

test.each(['json', 'text'] as const)('%s: keys that hold secrets and known secrets are hidden', (format) => {
  const { lines, log } = logging({ format, secrets: ['canary-"quoted"-secret', 'abc'] })
  log.info({ password: 'canary-1', headers: { authorization: 'canary-2' }, a: { b: { token: 'canary-3' } } }, 'x')
  log.error(new Error('failed with canary-"quoted"-secret'), 'the canary-"quoted"-secret')
  expect(lines.join('')).not.toMatch(/canary/)
  // Too short to be a secret: it would tear holes into ordinary words.
  log.info('abc')
  expect(lines.at(-1)).toContain('abc')
})

test.each(['json', 'text'] as const)('%s: foreign text writes no line and no colour of its own', (format) => {
  const { lines, log } = logging({ format })
  log.info({ body: '\u001b[31mred\u0085\u202e' }, 'one\r\n2026-01-01 error forged\u001b[2J\u009b1m')
  expect(lines).toHaveLength(1)
  expect(lines[0]!.trimEnd()).not.toMatch(/[\p{Cc}\u202a-\u202e]/u)
})
