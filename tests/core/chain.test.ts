import { expect, test } from 'vitest'
import { chainOf } from '../../src/core/chain.ts'
import type { Observation } from '../../src/core/observation.ts'
import { cutOff, type Failing, loginError, proxyLogin, roundAt, silence, slow, T0 } from './judge/looks.ts'

const states = (looks: readonly Observation[]) =>
  Object.fromEntries(chainOf(looks).map(({ link, state }) => [link, state]))
const round = (failing?: Failing) => roundAt(T0, failing)

test('all is well, without a proxy', () => {
  expect(states(round())).toEqual({
    device: 'ok',
    network: 'ok',
    proxy: 'unused',
    internet: 'ok',
    edge: 'ok',
    login: 'ok',
  })
})

test('the login fails: everything before it works', () => {
  expect(states(round(loginError))).toMatchObject({ edge: 'ok', login: 'broken' })
})

test('beyond a break nothing is known', () => {
  expect(states(round(cutOff))).toEqual({
    device: 'ok',
    network: 'broken',
    proxy: 'unused',
    internet: 'unknown',
    edge: 'unknown',
    login: 'unknown',
  })
  expect(chainOf(round(cutOff)).at(-1)!.targets).toEqual([])
})

test('names resolve and nothing outside connects: the internet', () => {
  const line: Failing = (look) => (look.kind === 'dns' ? null : cutOff(look))
  expect(states(round(line))).toMatchObject({ network: 'ok', internet: 'broken', edge: 'unknown' })
})

test('a proxy that asks for a login is where it stops', () => {
  expect(states(round(proxyLogin))).toMatchObject({
    network: 'ok',
    proxy: 'broken',
    internet: 'unknown',
    login: 'unknown',
  })
})

test('LINE WORKS alone is silent: its edge', () => {
  expect(states(round(silence))).toMatchObject({ internet: 'ok', edge: 'broken', login: 'unknown' })
})

test('slow is told and not broken', () => {
  const verySlow: Failing = (look) => {
    const facts = slow(look)
    return facts ? { ...facts, tookMs: 7000 } : null
  }
  expect(states(round(verySlow))).toMatchObject({ edge: 'ok', login: 'slow' })
})

test('a wrong clock is the device', () => {
  const clock: Failing = (look) =>
    look.tlsIssuer ? { phase: 'done', httpStatus: look.httpStatus, clockSkewMs: 200_000 } : null
  expect(states(round(clock))).toMatchObject({ device: 'broken', login: 'unknown' })
})

test('no looks: nothing is known', () => {
  expect(states([])).toEqual({
    device: 'unknown',
    network: 'unknown',
    proxy: 'unused',
    internet: 'unknown',
    edge: 'unknown',
    login: 'unknown',
  })
})
