import { describe, expect, it } from 'vitest'
import type { Observation } from '../../../src/core/observation.ts'
import { type Failing, fine, lookAt, roundAt, T0 } from './looks.ts'
import { conditionAt, timelineOf } from './timeline.ts'

const MINUTE = 60_000
const INTERVAL_MS = 90_000

/** A filter on the way answers for the login page, and the look is told as one through a proxy. */
const filtered: Failing = (look) =>
  look.target === 'login-page'
    ? {
        phase: 'status',
        httpStatus: 403,
        headers: { via: '1.1 filter', 'x-squid-error': 'ERR_ACCESS_DENIED 0' },
        bodyHead: '<title>Access denied</title>',
        tlsIssuer: null,
        via: 'proxy',
        tookMs: 40,
      }
    : null

/** The same, noticed by nothing but what it says. */
const silentlyFiltered: Failing = (look) => {
  const facts = filtered(look)
  return facts && { ...facts, via: 'direct' }
}

/** Plays rounds, and says how many milliseconds after the end of the trouble tokyo was first told to be fine. */
function recoveryMs(intervalMs: number, failing: Failing, more: (at: number) => readonly Observation[]): number {
  const timeline = timelineOf(['tokyo'], intervalMs)
  const [from, to] = [T0 + 30 * MINUTE, T0 + 60 * MINUTE]
  let round = T0
  for (let at = T0 + MINUTE; at <= T0 + 80 * MINUTE; at += MINUTE) {
    const looks: Observation[] = []
    for (; round < at - 20_000; round += intervalMs)
      looks.push(...roundAt(round, round >= from && round < to ? failing : fine), ...more(round))
    const verdict = timeline.pass(1, { tokyo: null }, { observations: looks })
    if (at === to - MINUTE) expect(conditionAt(verdict, 'tokyo')).toBe('company_network')
    if (at >= to && conditionAt(verdict, 'tokyo') === 'operational') return at - to
  }
  return Number.POSITIVE_INFINITY
}

describe('the end of a trouble', () => {
  it('is told although the last failure was seen by a way that nobody uses any more', () => {
    expect(recoveryMs(INTERVAL_MS, filtered, () => [])).toBeLessThanOrEqual(4 * MINUTE)
  })

  it('is told as soon where a public resolver never answers anybody', () => {
    const closed = (at: number) => [
      lookAt('login-dns', {
        kind: 'dns',
        component: 'login',
        resolver: 'public',
        at: at + 9_500,
        phase: 'resolve',
        error: 'EAI_AGAIN',
        tookMs: 5_000,
      }),
    ]
    const open = recoveryMs(INTERVAL_MS, silentlyFiltered, () => [])
    expect(recoveryMs(INTERVAL_MS, silentlyFiltered, closed)).toBe(open)
  })
})
