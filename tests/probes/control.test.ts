import { expect, test } from 'vitest'
import { answering, see } from './rig.ts'

test('exactly the expected status', async () => {
  const server = await answering(204)
  expect(await see('control', { url: server.origin })).toMatchObject({
    outcome: 'passed',
    httpStatus: 204,
    role: 'control',
  })
})

test.each(['success', 'success\n', '\r\n success '])(
  'the expected body, but for white space around it: %j',
  async (body) => {
    const server = await answering(200, body)
    expect(await see('control', { url: server.origin, status: 200, body: 'success\n' })).toMatchObject({
      outcome: 'passed',
    })
  },
)

test.each(['success!', '<html>success</html>', '', 'SUCCESS'])('another body is somebody else’s: %j', async (body) => {
  const server = await answering(200, body)
  expect(await see('control', { url: server.origin, status: 200, body: 'success' })).toMatchObject({
    phase: 'content',
    error: 'BODY_MISMATCH',
    bodyHead: body || null,
  })
})

test('a captive portal that answers in its place', async () => {
  const server = await answering(200, '<html><title>Hotel Wi-Fi</title>Please sign in</html>')
  expect(await see('control', { url: server.origin })).toMatchObject({
    phase: 'content',
    error: 'BODY_MISMATCH',
    httpStatus: 200,
    bodyHead: '<html><title>Hotel Wi-Fi</title>Please sign in</html>',
  })
})

test.each([302, 307])('a captive portal that redirects (%i) is told and not followed', async (status) => {
  const portal = await answering(204)
  const server = await answering(status, '', { location: `${portal.origin}/login?mac=aa:bb` })
  expect(await see('control', { url: server.origin })).toMatchObject({
    phase: 'status',
    error: 'UNEXPECTED_REDIRECT',
    httpStatus: status,
    finalUrl: `${portal.origin}/login`,
  })
  expect(portal.asked).toEqual([])
})

test.each([403, 502, 511])('status %i stops at the status, with the head of the page', async (status) => {
  const server = await answering(status, '<title>blocked</title>')
  expect(await see('control', { url: server.origin })).toMatchObject({
    phase: 'status',
    httpStatus: status,
    bodyHead: '<title>blocked</title>',
  })
})
