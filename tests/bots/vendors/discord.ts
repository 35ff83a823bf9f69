import { generateKeyPairSync, sign } from 'node:crypto'
import type { Vendor } from './vendor.ts'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const PUBLIC = Buffer.from(publicKey.export({ format: 'jwk' }).x as string, 'base64url').toString('hex')

/** https://discord.com/developers/docs/interactions/receiving-and-responding */
export const discordVendor: Vendor = {
  kind: 'discord',
  options: () => ({ publicKey: PUBLIC }),
  secrets: [],
  ask: ({ text, id }) =>
    JSON.stringify({
      type: 2,
      token: 'A_UNIQUE_TOKEN',
      id: `78600835562592260${id}`,
      application_id: '775799577604522054',
      guild_id: '290926798626357999',
      channel_id: '645027906669510667',
      locale: 'ja',
      data: {
        id: '771825006014889984',
        name: 'lineworks',
        type: 1,
        options: [{ type: 3, name: 'text', value: text }],
      },
      version: 1,
    }),
  sign: (body, at) => {
    const timestamp = String(Math.floor(at / 1000))
    return {
      'content-type': 'application/json',
      'x-signature-timestamp': timestamp,
      'x-signature-ed25519': sign(null, Buffer.from(timestamp + body), privateKey).toString('hex'),
    }
  },
  answer: () => ({}),
  said: (answer) => JSON.parse(answer).data.content as string,
  callsEverybody: null,
  isByApi: false,
}
