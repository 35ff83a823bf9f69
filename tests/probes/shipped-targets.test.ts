import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Target } from '../../src/core/target.ts'
import { probeKindOf } from '../../src/probes/index.ts'
import { DEFAULT_LIMITS } from '../../src/probes/look.ts'
import { parseTarget } from '../../src/probes/parse-target.ts'

const file = parse(readFileSync(join(import.meta.dirname, '../../data/targets.yaml'), 'utf8')) as { targets: unknown[] }
const targets: Target[] = file.targets.flatMap((raw) => {
  const parsed = parseTarget(raw)
  return 'target' in parsed ? [parsed.target] : []
})
const hostOf = (target: Target) => probeKindOf(target.kind)!.endpoint(target.options).host

test('every shipped target is in order', () => {
  expect(Object.keys(file)).toEqual(['targets'])
  expect(file.targets.map((raw) => parseTarget(raw)).filter((parsed) => 'problems' in parsed)).toEqual([])
  expect(new Set(targets.map((target) => target.id)).size).toBe(targets.length)
})

test('the way to the login and what is behind it', () => {
  expect(targets.map((target) => target.id)).toEqual(
    expect.arrayContaining([
      'login-dns',
      'login-dns-public',
      'login-tls',
      'login-page',
      'login-redirect',
      'openid',
      'talk',
      'api',
    ]),
  )
  expect(targets.some((target) => target.role === 'gateway')).toBe(false)
})

test('at least three controls on unrelated hosts, with and without TLS, none of them the service’s', () => {
  const controls = targets.filter((target) => target.kind === 'control')
  const operators = new Set(controls.map((target) => hostOf(target).split('.').slice(-2).join('.')))
  expect(operators.size).toBeGreaterThanOrEqual(3)
  const schemes = new Set(controls.map((target) => String(target.options.url).split(':')[0]))
  expect([...schemes].sort()).toEqual(['http', 'https'])
  const outside = targets.filter((target) => target.role === 'control')
  expect(outside.filter((target) => hostOf(target).includes('works'))).toEqual([])
  expect(outside.filter((target) => target.component !== null)).toEqual([])
})

test('each says where its facts come from, in titles of its own in both languages', () => {
  for (const target of targets) {
    expect(target.source?.length, target.id).toBeGreaterThan(20)
    expect(target.title.ja, target.id).toMatch(/[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u)
    expect(target.title.en, target.id).not.toMatch(/[^\x20-\x7e]/)
  }
})

test('nothing is ever asked at the place where passwords are checked', () => {
  expect(targets.filter((target) => /loginProcess/i.test(String(target.options.url)))).toEqual([])
})

test('a first verdict within five seconds, even with no network at all', () => {
  expect(DEFAULT_LIMITS.timeoutMs).toBeLessThanOrEqual(4000)
  // All looks of the first round go side by side with the shipped limit.
  expect(targets.length).toBeLessThanOrEqual(16)
})
