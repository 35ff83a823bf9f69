import { expect, test } from 'vitest'
import type { Ailment } from '../../../src/core/alert/event.ts'
import { stepAilments } from '../../../src/core/alert/events/ailment-events.ts'

const NOW = Date.parse('2026-11-24T09:00:00+09:00')
const DAY = 86_400_000
const LIMIT = 14 * DAY
const certificate = (days: number) => ({ target: 'login', host: 'auth.worksmobile.com', expiresAt: NOW + days * DAY })
const step = (known: readonly Ailment[], facts: Partial<Parameters<typeof stepAilments>[1]>) =>
  stepAilments(known, { at: NOW, ailments: [], certificates: [], ...facts }, LIMIT)
const told = ({ events }: ReturnType<typeof step>) => events.map(({ kind, severity }) => `${kind} ${severity}`)

test('a certificate that ends soon is told of once, and is urgent in its last days', () => {
  const first = step([], { certificates: [certificate(13)] })
  expect(told(first)).toEqual(['certificate-expiring warning'])
  expect(told(step(first.ailments, { certificates: [certificate(12)] }))).toEqual([])
  expect(told(step([], { certificates: [certificate(2)] }))).toEqual(['certificate-expiring critical'])
  expect(told(step([], { certificates: [certificate(15)] }))).toEqual([])
})

test('a certificate that nobody saw has not been renewed', () => {
  const { ailments } = step([], { certificates: [certificate(13)] })
  const unseen = step(ailments, {})
  expect([told(unseen), unseen.ailments]).toEqual([[], ailments])
  expect(told(step(ailments, { certificates: [certificate(90)] }))).toEqual(['certificate-renewed info'])
})

test('what was known to be ill keeps its beginning, whatever a restart makes of it', () => {
  const ill: Ailment = {
    topic: 'source',
    key: 'notices',
    title: { ja: 'お知らせ', en: 'Notices' },
    sinceAt: NOW - DAY,
    detail: null,
    expiresAt: null,
  }
  const again = step([ill], { ailments: [{ ...ill, sinceAt: NOW }] })
  expect([told(again), again.ailments[0]!.sinceAt]).toEqual([[], NOW - DAY])
  expect(told(step([ill], {}))).toEqual(['source-readable info'])
})
