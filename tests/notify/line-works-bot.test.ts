import { expect, test } from 'vitest'
import { lineWorksBot, lineWorksBotForm } from '../../src/notify/kinds/line-works-bot.ts'
import { wordingOf } from '../../src/notify/wording.ts'
import { hasGoldenForms } from './golden.ts'
import { letterOf, OUTAGE, RECOVERED } from './messages.ts'
import { answer, opened, openVendor, type Reply } from './rig.ts'

hasGoldenForms('line-works-bot', lineWorksBotForm)

const TO = 'user:taro@example.co.jp'
/** Hands out t1, t2 …; the messages are answered as told. */
function vendor(messages: Reply, tokens?: Reply) {
  const state = { handedOut: 0 }
  return openVendor((request, response) => {
    if (request.host === 'www.worksapis.com') return messages(request, response)
    if (tokens) return tokens(request, response)
    state.handedOut += 1
    answer(200, { access_token: `t${state.handedOut}`, expires_in: '86400' })(request, response)
  })
}

test('it asks for no more than it was granted', async () => {
  const works = await vendor(answer(201))
  await opened(lineWorksBot, works.send(), { scope: 'bot.message' }).deliver(letterOf(OUTAGE, { to: TO }))
  expect(new URLSearchParams(works.received[0]!.body).get('scope')).toBe('bot.message')
})

test('people and rooms are addressed, with one token for all', async () => {
  const works = await vendor(answer(201))
  const channel = opened(lineWorksBot, works.send())
  for (const to of [TO, 'taro@example.co.jp', 'channel:12345a12-b12c'])
    expect(await channel.deliver(letterOf(OUTAGE, { to }))).toEqual({ kind: 'sent' })
  const messages = works.received.filter(({ host }) => host === 'www.worksapis.com')
  expect(messages.map(({ path }) => path)).toEqual([
    '/v1.0/bots/1234567/users/taro%40example.co.jp/messages',
    '/v1.0/bots/1234567/users/taro%40example.co.jp/messages',
    '/v1.0/bots/1234567/channels/12345a12-b12c/messages',
  ])
  expect(new Set(messages.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer t1']))
  expect(works.received).toHaveLength(4)
})

test('a token that has been ended is replaced once; where the new one is refused too, it is told', async () => {
  const state = { good: 'Bearer t2' }
  const works = await vendor((request, response) =>
    answer(request.headers.authorization === state.good ? 201 : 401, { code: 'UNAUTHORIZED' })(request, response),
  )
  const channel = opened(lineWorksBot, works.send())
  expect(await channel.deliver(letterOf(OUTAGE, { to: TO }))).toEqual({ kind: 'sent' })
  expect(await channel.deliver(letterOf(RECOVERED, { to: TO }))).toEqual({ kind: 'sent' })
  expect(works.received).toHaveLength(5)
  state.good = 'none'
  expect(await channel.deliver(letterOf(OUTAGE, { to: TO }))).toMatchObject({
    kind: 'rejected',
    reason: 'not-admitted',
  })
})

test.each([
  [400, { returnCode: '99' }, { kind: 'rejected', reason: 'not-admitted' }],
  [401, { error: 'invalid_client' }, { kind: 'rejected', reason: 'not-admitted' }],
  [429, {}, { kind: 'retry', reason: 'busy' }],
  [500, {}, { kind: 'retry', reason: 'busy' }],
  [200, '<html>login</html>', { kind: 'retry', reason: 'unreachable' }],
])('no token: %i %j', async (status, body, expected) => {
  const works = await vendor(answer(201), answer(status, body))
  expect(await opened(lineWorksBot, works.send()).deliver(letterOf(OUTAGE, { to: TO }))).toMatchObject(expected)
})

test('it is told when to come back by a header of its own', async () => {
  const works = await vendor(answer(429, { code: 'TOO_MANY_REQUESTS' }, { 'ratelimit-reset': '12' }))
  const channel = opened(lineWorksBot, works.send())
  expect(await channel.deliver(letterOf(OUTAGE, { to: TO }))).toMatchObject({ kind: 'retry', retryAfterMs: 12_000 })
})

test('without a link it is a text', () => {
  const form = lineWorksBotForm(wordingOf(letterOf({ ...OUTAGE, links: [] })))
  expect(form).toMatchObject({ type: 'text', text: expect.stringContaining('LINE WORKS login is down') })
})

test.each(['user:', 'room:1', '../x', 'user:a/b', 'channel:1?x'])('no address: %j', (to) =>
  expect(lineWorksBot.address!.isValid(to)).toBe(false),
)
