import { createHmac } from 'node:crypto'
import type { Vendor } from './vendor.ts'

const SECRET = 'slack-signing-secret'

export const slackSignature = (body: string, at: number) => {
  const timestamp = String(Math.floor(at / 1000))
  return {
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex')}`,
  }
}

/** https://api.slack.com/interactivity/slash-commands */
export const slackVendor: Vendor = {
  kind: 'slack',
  options: (api) => ({ signingSecret: SECRET, botToken: 'xoxb-slack-bot-token', api: `${api}/api`, responses: api }),
  secrets: [SECRET, 'xoxb-slack-bot-token'],
  ask: ({ text, id }) =>
    new URLSearchParams({
      token: 'gIkuvaNzQIHg97ATvDxqgjtO',
      team_id: 'T0001',
      channel_id: 'C2147483705',
      user_id: 'U2147483697',
      command: '/lineworks',
      text,
      response_url: 'https://hooks.slack.com/commands/1234/5678',
      trigger_id: `13345224609.738474920.${id}`,
    }).toString(),
  sign: (body, at) => ({ 'content-type': 'application/x-www-form-urlencoded', ...slackSignature(body, at) }),
  answer: () => ({ body: { ok: true } }),
  said: (answer) => JSON.parse(answer).text as string,
  callsEverybody: '<!channel>',
  isByApi: false,
}

/** https://api.slack.com/events/app_mention */
export const mention = (text: string, event: Record<string, unknown> = {}, id = 'Ev08MFMKH6') =>
  JSON.stringify({
    token: 'ZZZZZZWSxiZZZ2yIvs3peJ',
    team_id: 'T061EG9R6',
    api_app_id: 'A0MDYCDME',
    type: 'event_callback',
    event_id: id,
    event_time: 1515449522,
    event: { type: 'app_mention', user: 'U061F7AUR', text, ts: '1515449522.000016', channel: 'C0LAN2Q65', ...event },
  })
