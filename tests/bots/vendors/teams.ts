import { createHmac } from 'node:crypto'
import type { Vendor } from './vendor.ts'

const TOKEN = Buffer.from('teams-security-token').toString('base64')

/** https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook */
export const teamsVendor: Vendor = {
  kind: 'teams',
  options: () => ({ token: TOKEN }),
  secrets: [TOKEN],
  ask: ({ text, at, id }) =>
    JSON.stringify({
      type: 'message',
      id: `148574147465${id}`,
      timestamp: new Date(at).toISOString(),
      serviceUrl: 'https://smba.trafficmanager.net/amer-client-ss.msg/',
      channelId: 'msteams',
      from: {
        id: '29:1XJKJMvc5GBtc2JwZq0oj8tHZmzrQgFmB39ATiQWA85gQtHieVkKilBZ9XHoq9j7Zaqt7CZ-NJWi7me2kHTL3Bw',
        name: 'Yamada',
      },
      textFormat: 'plain',
      text: `<at>Dotchi</at>&nbsp;${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}\n`,
    }),
  sign: (body) => ({
    'content-type': 'application/json; charset=utf-8',
    authorization: `HMAC ${createHmac('sha256', Buffer.from(TOKEN, 'base64')).update(body).digest('base64')}`,
  }),
  answer: () => ({}),
  said: (answer) => JSON.parse(answer).text as string,
  callsEverybody: '<at>all',
  isByApi: false,
}
