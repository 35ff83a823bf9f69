import { createHmac } from 'node:crypto'
import { PRIVATE_KEY } from '../../accounts/fake-directory.ts'
import type { Vendor } from './vendor.ts'

const SECRET = 'line-works-bot-secret'

/** https://developers.worksmobile.com/jp/docs/bot-callback and …/bot-user-message-send */
export const lineWorksVendor: Vendor = {
  kind: 'line-works',
  options: (api) => ({
    botId: '2000001',
    botSecret: SECRET,
    clientId: 'client',
    clientSecret: 'line-works-client-secret',
    serviceAccount: 'abcde.serviceaccount@example',
    privateKey: PRIVATE_KEY,
    api: `${api}/v1.0`,
    tokenUrl: `${api}/token`,
  }),
  secrets: [SECRET, 'line-works-client-secret', 'access-token-1'],
  ask: ({ text, at, id }) =>
    JSON.stringify({
      type: 'message',
      source: { userId: 'e9d2a4c8-user', domainId: 40029600 },
      issuedTime: new Date(at + Number(id)).toISOString(),
      content: { type: 'text', text },
    }),
  sign: (body) => ({
    'content-type': 'application/json; charset=UTF-8',
    'x-works-botid': '2000001',
    'x-works-signature': createHmac('sha256', SECRET).update(body).digest('base64'),
  }),
  answer: ({ path }) =>
    path === '/token' ? { body: { access_token: 'access-token-1', expires_in: 86400 } } : { status: 201, body: '' },
  said: (_, sent) =>
    sent
      .filter(({ path }) => path !== '/token')
      .map(({ body }) => JSON.parse(body).content.text as string)
      .join('\n'),
  callsEverybody: '<m userId',
  isByApi: true,
}
