import { generateKeyPair } from 'jose'
import { expect, test } from 'vitest'
import { openChat } from './open-chat.ts'
import { chatworkVendor } from './vendors/chatwork.ts'
import { discordVendor } from './vendors/discord.ts'
import { googleChatVendor, PROJECT, tokenOf } from './vendors/google-chat.ts'
import { lineWorksVendor } from './vendors/line-works.ts'
import { mention, slackSignature, slackVendor } from './vendors/slack.ts'
import { teamsVendor } from './vendors/teams.ts'

/** What is particular to one chat. */

test('LINE WORKS: one token for many replies, buttons for the next question, and a new token where one died', async () => {
  let refuse = false
  const { ask, api, events } = await openChat(lineWorksVendor, {
    answer: ({ path }) => {
      if (path === '/token' || !refuse) return null
      refuse = false
      return { status: 401, body: { code: 'UNAUTHORIZED' } }
    },
  })
  await ask('落ちてる?')
  await ask('履歴')
  expect(api.received.map(({ path }) => path)).toEqual([
    '/token',
    '/v1.0/bots/2000001/users/e9d2a4c8-user/messages',
    '/v1.0/bots/2000001/users/e9d2a4c8-user/messages',
  ])
  const { content } = JSON.parse(api.received[1]!.body)
  expect(content.type).toBe('text')
  expect(content.text.length).toBeLessThanOrEqual(2_000)
  expect(content.quickReply.items[0].action).toEqual({
    type: 'message',
    label: '復旧したら通知して',
    text: '復旧したら通知して',
    postback: '復旧したら通知して',
  })
  refuse = true
  await ask('落ちてる?')
  expect(events.at(-1)).toEqual({ bot: 'line-works', outcome: 'sent' })
})

test('LINE WORKS: a room is answered in the room, a beginning with help, a sticker not at all, another bot’s call never', async () => {
  const { signed, api, at } = await openChat(lineWorksVendor)
  const event = (more: object) =>
    JSON.stringify({ issuedTime: new Date(at()).toISOString(), source: { userId: 'u' }, ...more })
  await signed(
    event({ type: 'message', source: { userId: 'u', channelId: 'room/1' }, content: { type: 'text', text: 'LW' } }),
  )
  expect(api.received.at(-1)!.path).toBe('/v1.0/bots/2000001/channels/room%2F1/messages')
  await signed(event({ type: 'begin' }))
  expect(JSON.parse(api.received.at(-1)!.body).content.text).toContain('次のように聞いてください')
  await signed(event({ type: 'postback', data: 'メンテいつまで？' }))
  expect(JSON.parse(api.received.at(-1)!.body).content.text).toContain('メンテナンス')
  const sent = api.received.length
  expect((await signed(event({ type: 'message', content: { type: 'sticker' } }))).status).toBe(200)
  expect((await signed(event({ type: 'leave' }))).status).toBe(200)
  expect((await signed(event({ type: 'begin' }), { 'x-works-botid': '7' })).status).toBe(401)
  expect(api.received).toHaveLength(sent)
})

test('Slack: the address is verified, a mention answered in its thread, and our own words never', async () => {
  const { post, api, at } = await openChat(slackVendor)
  const event = (body: string, more: Record<string, string> = {}) =>
    post({ body, headers: { 'content-type': 'application/json', ...slackSignature(body, at()), ...more } })
  const challenge = await event(
    JSON.stringify({ type: 'url_verification', challenge: '3eZbrw1aBm2rZgRNFdxV2595E9CY3' }),
  )
  expect(challenge).toMatchObject({ status: 200, text: '3eZbrw1aBm2rZgRNFdxV2595E9CY3' })
  expect((await event(mention('<@U0LAN0Z89> is it down?'))).status).toBe(200)
  expect(api.received).toHaveLength(1)
  expect(api.received[0]).toMatchObject({
    path: '/api/chat.postMessage',
    headers: { authorization: 'Bearer xoxb-slack-bot-token' },
  })
  const message = JSON.parse(api.received[0]!.body)
  expect(message).toMatchObject({ channel: 'C0LAN2Q65', thread_ts: '1515449522.000016' })
  expect(message.text).toContain('LINE WORKS is down.')
  // Slack sends again what was answered late: with its own mark that is fine, and is not answered twice.
  expect((await event(mention('<@U0LAN0Z89> is it down?'), { 'x-slack-retry-num': '1' })).status).toBe(200)
  await event(mention('x', { bot_id: 'B1' }, 'Ev2'))
  await event(mention('x', { type: 'message', channel_type: 'channel' }, 'Ev3'))
  await event(mention('x', { type: 'message', channel_type: 'im', subtype: 'message_changed' }, 'Ev4'))
  expect(api.received).toHaveLength(1)
  await event(mention('履歴', { type: 'message', channel_type: 'im' }, 'Ev5'))
  expect(JSON.parse(api.received[1]!.body)).not.toHaveProperty('thread_ts')
})

test('Slack: a pressed button asks, and only Slack itself is answered', async () => {
  const { signed, api, events } = await openChat(slackVendor)
  const press = (response_url: string) =>
    signed(
      new URLSearchParams({
        payload: JSON.stringify({
          type: 'block_actions',
          trigger_id: response_url,
          response_url,
          actions: [{ action_id: 'dotchi-ask-0', type: 'button', value: '履歴' }],
        }),
      }).toString(),
    )
  expect((await press(`${api.url}/actions/T1/2/x`)).status).toBe(200)
  expect(api.received[0]).toMatchObject({ path: '/actions/T1/2/x' })
  expect(JSON.parse(api.received[0]!.body)).toMatchObject({ response_type: 'ephemeral', replace_original: false })
  expect((await press('http://127.0.0.1:1/actions')).status).toBe(400)
  expect((await press('https://hooks.slack.com.evil.example/actions')).status).toBe(400)
  expect(api.received).toHaveLength(1)
  expect(events.filter(({ outcome }) => outcome === 'malformed')).toHaveLength(2)
})

test('Slack: a "no" with status 200 is a no', async () => {
  const { post, at, events } = await openChat(slackVendor, {
    answer: () => ({ body: { ok: false, error: 'not_in_channel' } }),
  })
  const body = mention('LW')
  await post({ body, headers: { 'content-type': 'application/json', ...slackSignature(body, at()) } })
  expect(events.at(-1)).toEqual({ bot: 'slack', outcome: 'failed', detail: 'not_in_channel' })
})

test('Slack, Discord, Teams: a bare command asks how it is', async () => {
  for (const vendor of [slackVendor, discordVendor, teamsVendor])
    expect((await (await openChat(vendor)).ask('')).said).toContain('LINE WORKS 側の障害です。')
})

test('Discord: PING, buttons, and a reply that only the asker sees', async () => {
  const { signed, ask } = await openChat(discordVendor)
  expect(JSON.parse((await signed('{"type":1}')).text)).toEqual({ type: 1 })
  const { data } = JSON.parse((await ask('落ちてる?')).text)
  expect(data).toMatchObject({ flags: 64, allowed_mentions: { parse: [] } })
  expect(data.content.length).toBeLessThanOrEqual(2_000)
  const [button] = data.components[0].components
  const pressed = await signed(
    JSON.stringify({ type: 3, id: '1', locale: 'ja', data: { custom_id: button.custom_id, component_type: 2 } }),
  )
  expect(JSON.parse(pressed.text).data.content).toContain('通知')
  expect((await signed(JSON.stringify({ type: 3, id: '2', data: { custom_id: 'other' } }))).status).toBe(400)
  expect((await signed(JSON.stringify({ type: 4, id: '3' }))).status).toBe(400)
})

test('Google Chat: only tokens of Google, for us, that are valid now', async () => {
  const { api, post, at, world } = await openChat(googleChatVendor)
  const stranger = await generateKeyPair('RS256')
  let n = 0
  const withToken = async (token: string) => {
    const body = googleChatVendor.ask({ text: '落ちてる?', at: at(), id: String(++n) })
    return (await post({ body, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } }))
      .status
  }
  expect(await withToken(await tokenOf({ at: at() }))).toBe(200)
  expect(await withToken(await tokenOf({ at: at(), aud: '999' }))).toBe(401)
  expect(await withToken(await tokenOf({ at: at(), iss: 'evil@example.com' }))).toBe(401)
  expect(await withToken(await tokenOf({ at: at(), key: stranger.privateKey }))).toBe(401)
  expect(await withToken(await tokenOf({ at: at() - 600_000 }))).toBe(403)
  expect(await withToken('eyJhbGciOiJub25lIn0.e30.')).toBe(401)
  // One request for the keys served them all; a key that is not known is looked for, but not for every forger.
  expect(api.received).toHaveLength(1)
  await world.clock.advance(120_000)
  for (let i = 0; i < 3; i++) expect(await withToken(await tokenOf({ at: at(), kid: 'key-2' }))).toBe(401)
  expect(api.received).toHaveLength(2)
})

test('Google Chat: while the keys cannot be had, nobody is believed', async () => {
  const { ask, events } = await openChat(googleChatVendor, { answer: () => ({ status: 500 }) })
  expect((await ask('落ちてる?').catch(() => ({ status: 503 }))).status).toBe(503)
  expect(events[0]).toEqual({ bot: 'google-chat', outcome: 'unverifiable' })
})

test('Google Chat: an audience that is a URL is signed by another issuer, for the account of Chat alone', async () => {
  const url = 'https://dotchi.example.co.jp/bots/google-chat'
  const { api, post, at } = await openChat(googleChatVendor, { options: { audience: url } })
  const body = googleChatVendor.ask({ text: 'LW', at: at(), id: '1' })
  const token = await tokenOf({ at: at(), iss: 'https://accounts.google.com', aud: url })
  // Right issuer and audience, and yet of somebody else's account.
  expect((await post({ body, headers: { authorization: `Bearer ${token}` } })).status).toBe(401)
  expect(api.received[0]!.path).toBe('/oauth2/v3/certs')
  expect(PROJECT).not.toBe(url)
})

test('Google Chat: added to a space it says what can be asked; other events need no words', async () => {
  const { signed } = await openChat(googleChatVendor)
  expect((await signed('{"type":"ADDED_TO_SPACE"}')).text).toContain('次のように聞いてください')
  expect((await signed('{"type":"REMOVED_FROM_SPACE"}')).text).toBe('{}')
})

test('Chatwork: the reply names the message; what was not meant for us is not answered', async () => {
  const { ask, api, signed, at } = await openChat(chatworkVendor)
  const { said } = await ask('落ちてる?')
  expect(said).toMatch(/^\[rp aid=123456 to=567890123-789012341\]\n【障害】/)
  expect(api.received[0]).toMatchObject({
    path: '/v2/rooms/567890123/messages',
    headers: { 'x-chatworktoken': 'chatwork-api-token' },
  })
  const own = JSON.parse(chatworkVendor.ask({ text: '落ちてる?', at: at(), id: '9' }))
  expect((await signed(JSON.stringify({ ...own, webhook_event_type: 'message_created' }))).status).toBe(200)
  expect(api.received).toHaveLength(1)
})

test('who forges without end has to wait, and so does a chat that never stops', async () => {
  const { signed, post, world } = await openChat(discordVendor)
  const statuses: number[] = []
  for (let i = 0; i < 125; i++)
    statuses.push((await signed(JSON.stringify({ type: 2, id: String(i), data: {} }))).status)
  expect(statuses.filter((status) => status === 429)).toHaveLength(5)
  await world.clock.advance(60_000)
  const forged: number[] = []
  for (let i = 0; i < 65; i++) forged.push((await post({ body: '{}', headers: {} })).status)
  expect(forged.filter((status) => status === 429)).toHaveLength(5)
})
