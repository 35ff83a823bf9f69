import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes } from 'node:crypto'
import { jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { pushForm, webPush } from '../../src/notify/kinds/web-push.ts'
import { encryptPush } from '../../src/notify/push-encryption.ts'
import { parseSubscription } from '../../src/notify/push-subscription.ts'
import { publicKeyOf } from '../../src/notify/vapid.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { hasGoldenForms } from './golden.ts'
import { letterOf, OUTAGE, RECOVERED } from './messages.ts'
import { answer, opened, openVendor } from './rig.ts'

hasGoldenForms('web-push', pushForm)

const decode = (text: string) => Buffer.from(text, 'base64url')

test('the example of RFC 8291, appendix A', () => {
  const sealed = encryptPush(
    Buffer.from('When I grow up, I want to be a watermelon'),
    {
      p256dh: decode('BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'),
      auth: decode('BTBZMqHH6r4Tts7J_aSIgg'),
    },
    { privateKey: decode('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'), salt: decode('DGv6ra1nlYgDCS1FRnbzlw') },
  )
  expect(sealed.toString('base64url')).toBe(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  )
})

/** A browser: its keys, and how it reads what is pushed to it. */
function browser() {
  const pair = createECDH('prime256v1')
  const p256dh = pair.generateKeys()
  const auth = randomBytes(16)
  const derive = (key: Uint8Array, salt: Uint8Array, info: Uint8Array | string, length: number) =>
    Buffer.from(hkdfSync('sha256', key, salt, info, length))
  return {
    to: JSON.stringify({
      endpoint: 'https://push.example.net/wpush/v2/abcdefgh',
      expirationTime: null,
      keys: { p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') },
    }),
    read(bytes: Buffer) {
      const [salt, sender] = [bytes.subarray(0, 16), bytes.subarray(21, 21 + bytes[20]!)]
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, sender])
      const secret = derive(pair.computeSecret(sender), auth, info, 32)
      const key = derive(secret, salt, 'Content-Encoding: aes128gcm\0', 16)
      const decipher = createDecipheriv('aes-128-gcm', key, derive(secret, salt, 'Content-Encoding: nonce\0', 12))
      const sealed = bytes.subarray(21 + bytes[20]!)
      decipher.setAuthTag(sealed.subarray(-16))
      const open = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
      return JSON.parse(open.subarray(0, open.lastIndexOf(2)).toString('utf8'))
    },
  }
}

test('only that browser can read it, and the push service can tell that it comes from us', async () => {
  const clock = createFakeClock()
  const service = await openVendor(answer(201))
  const { to, read } = browser()
  const channel = opened(webPush, service.send({ clock }), {}, clock)
  expect(await channel.deliver(letterOf(OUTAGE, { to, locale: 'ja' }))).toEqual({ kind: 'sent' })
  const [request] = service.received
  expect(read(request!.bytes)).toMatchObject({
    title: 'LINE WORKSにログインできません（9:05から・全社）',
    url: 'https://dotchi.example.co.jp/incidents/8f3a?lang=ja',
  })
  expect(request!.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high', ttl: '43200' })
  expect(request!.headers.topic).toMatch(/^[0-9a-f]{32}$/)
  const { t, k } = /^vapid t=(?<t>\S+), k=(?<k>\S+)$/.exec(request!.headers.authorization!)!.groups!
  expect(k).toBe(publicKeyOf(webPush.options.parse(webPush.example).privateKey))
  const point = decode(k!)
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')]
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  const { payload } = await jwtVerify(t!, key, { currentDate: new Date(clock.now()) })
  expect(payload).toMatchObject({ aud: 'https://push.example.net', sub: 'mailto:it@example.co.jp' })
  expect(payload.exp! * 1000 - clock.now()).toBeLessThanOrEqual(86_400_000)
})

test('a browser that has gone is known as such', async () => {
  for (const status of [404, 410]) {
    const service = await openVendor(answer(status))
    const channel = opened(webPush, service.send())
    expect(await channel.deliver(letterOf(RECOVERED, { to: browser().to }))).toMatchObject({
      kind: 'rejected',
      reason: 'gone',
    })
  }
})

const good = { endpoint: 'https://push.example.net/x', keys: JSON.parse(webPush.address!.example).keys }
test.each([
  ['no TLS', { ...good, endpoint: 'http://push.example.net/x' }],
  ['no point of the curve', { ...good, keys: { ...good.keys, p256dh: `B${'A'.repeat(86)}` } }],
  ['a key too short', { ...good, keys: { ...good.keys, p256dh: 'BAAA' } }],
  ['a secret too short', { ...good, keys: { ...good.keys, auth: 'AAAA' } }],
  ['no keys', { endpoint: good.endpoint }],
])('no subscription: %s', (_name, subscription) => {
  expect(parseSubscription(JSON.stringify(good))).not.toBeNull()
  expect(parseSubscription(JSON.stringify(subscription))).toBeNull()
})
