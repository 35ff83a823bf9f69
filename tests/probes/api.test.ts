import { expect, test } from 'vitest'
import { answering, see } from './rig.ts'

const REFUSED = '{"code":"UNAUTHORIZED","description":"Authentication failed."}'
const JSON_TYPE = { 'content-type': 'application/json;charset=UTF-8' }

test('that it refuses us in its own words is healthy', async () => {
  const server = await answering(401, REFUSED, JSON_TYPE)
  expect(await see('api', { url: `${server.origin}/v1.0/users/me` })).toMatchObject({
    outcome: 'passed',
    httpStatus: 401,
    bodyHead: null,
  })
})

test('a 429 in its own words shows that it lives, and is noted', async () => {
  const body = '{"code":"TOO_MANY_REQUESTS","description":"API rate limit exceeded"}'
  const server = await answering(429, body, { ...JSON_TYPE, 'retry-after': '20' })
  expect(await see('api', { url: server.origin })).toMatchObject({
    outcome: 'passed',
    httpStatus: 429,
    headers: { 'retry-after': '20' },
  })
})

test.each([
  ['401 from somebody else', 401, '<html><title>Proxy login</title></html>', 'content'],
  ['401 without a code', 401, '{"error":"x"}', 'content'],
  ['a blank 401', 401, '', 'content'],
  ['429 from somebody else', 429, '<html>slow down</html>', 'status'],
  ['a page that should not be there', 200, '<html>welcome to the hotel</html>', 'content'],
  ['a blank page', 200, '', 'content'],
  ['403 of a filter', 403, '<title>アクセスが規制されています</title>', 'status'],
  ['503 in maintenance', 503, '{"code":"SERVICE_UNAVAILABLE"}', 'status'],
])('%s is not healthy', async (_, status, body, phase) => {
  const server = await answering(status, body)
  const seen = await see('api', { url: server.origin })
  expect(seen).toMatchObject({ outcome: 'failed', phase, httpStatus: status, bodyHead: body || null })
})
