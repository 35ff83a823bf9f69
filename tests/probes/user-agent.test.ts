import { expect, test } from 'vitest'
import { userAgentOf } from '../../src/probes/user-agent.ts'

test('says what it is and whom to write to', () => {
  expect(userAgentOf('1.2.3', 'it@example.co.jp')).toBe(
    'Dotchi/1.2.3 (LINE WORKS reachability monitor; contact: it@example.co.jp)',
  )
})

test('is a valid header whatever the contact', () => {
  const header = userAgentOf('1.2.3', '情報\r\nX-Evil: 1 (x)@例.jp')
  expect(header).toMatch(/^[\x20-\x7e]+$/)
  expect(new Headers({ 'user-agent': header }).get('user-agent')).toBe(header)
})
