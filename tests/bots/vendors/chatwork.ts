import { createHmac } from 'node:crypto'
import type { Vendor } from './vendor.ts'

const TOKEN = Buffer.from('chatwork-webhook-token').toString('base64')

/** https://developer.chatwork.com/docs/webhook */
export const chatworkVendor: Vendor = {
  kind: 'chatwork',
  options: (api) => ({ webhookToken: TOKEN, apiToken: 'chatwork-api-token', api: `${api}/v2` }),
  secrets: [TOKEN, 'chatwork-api-token'],
  ask: ({ text, at, id }) =>
    JSON.stringify({
      webhook_setting_id: '12345',
      webhook_event_type: 'mention_to_me',
      webhook_event_time: Math.floor(at / 1000),
      webhook_event: {
        from_account_id: 123456,
        to_account_id: 1484814,
        room_id: 567890123,
        message_id: `78901234${id}`,
        body: `[To:1484814]どっちさん\n${text}`,
        send_time: Math.floor(at / 1000),
        update_time: 0,
      },
    }),
  sign: (body) => ({
    'content-type': 'application/json',
    'x-chatworkwebhooksignature': createHmac('sha256', Buffer.from(TOKEN, 'base64')).update(body).digest('base64'),
  }),
  answer: () => ({ body: { message_id: '1234' } }),
  said: (_, sent) => sent.map(({ body }) => new URLSearchParams(body).get('body') ?? '').join('\n'),
  callsEverybody: '[toall]',
  isByApi: true,
}
