import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCallerAddress } from '../../src/http/caller-address.ts'

const of = createCallerAddress(['192.0.2.0/24', '2001:db8::1'])

test('the nearest address that is no proxy of ours', () => {
  expect(of('192.0.2.1', '10.0.0.1')).toBe('10.0.0.1')
  expect(of('192.0.2.1', '10.0.0.1, 10.0.0.2, 192.0.2.9')).toBe('10.0.0.2')
  expect(of('2001:db8::1', '2001:db8::77')).toBe('2001:db8::77')
  expect(of('192.0.2.1', '192.0.2.8,192.0.2.9')).toBe('192.0.2.8')
})

test('where nothing is said, or nothing that can be read, it is the last one that is known', () => {
  expect(of('192.0.2.1', undefined)).toBe('192.0.2.1')
  expect(of('192.0.2.1', '')).toBe('192.0.2.1')
  expect(of('192.0.2.1', 'unknown, 192.0.2.9')).toBe('192.0.2.9')
  expect(of('192.0.2.1', Array.from({ length: 30 }, () => '192.0.2.9').join())).toBe('192.0.2.1')
})

test('law: what somebody outside writes never makes them somebody else', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.string(), (near, forwarded) => {
      fc.pre(!near.startsWith('192.0.2.'))
      expect(of(near, forwarded)).toBe(near)
      expect(of('192.0.2.1', `${forwarded}, ${near}`)).toBe(near)
    }),
  )
})
