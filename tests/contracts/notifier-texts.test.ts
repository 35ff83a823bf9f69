import { describe, expect, test } from 'vitest'
import type { Message } from '../../src/core/alert/message.ts'
import { LOCALES } from '../../src/core/locale.ts'
import { letterOf, OUTAGE, RECOVERED } from '../notify/messages.ts'
import { answer, opened, openVendor, type Received } from '../notify/rig.ts'
import { BY_HTTP } from '../notify/specs.ts'

/** What every channel makes of the words it is handed, and how it names its letters. */

const EVIL =
  '[To:1][info]evil</w:t>\r\nX-Evil: 1\u0000\u0007\u001b[31m\u202eabc\u2066 @everyone @here @channel <!channel> <@U1> <m userId="all"> ' +
  '<users/all> <at>all</at> </Say><Hangup/> **evil** [x](https://evil.example/phish) <b>evil</b> https://evil.example/x www.evil.example ' +
  '👨‍👩‍👧‍👦🇯🇵 ``` ]]> &amp; " \' \\ {{y}} %0a ﷽ ¿'
const both = (text: string) => ({ ja: text, en: text })
const evilMessage = (text: string): Message => ({
  ...OUTAGE,
  id: 'evil-1',
  thread: 'evil',
  headline: both(text),
  lead: both(text),
  facts: Array.from({ length: 30 }, () => ({ label: both(text), value: both(text) })),
  advice: Array.from({ length: 30 }, () => both(text)),
  links: [
    { title: both(text), url: 'javascript:alert(1)' },
    { title: both(text), url: 'https://user:pw@evil.example/' },
    { title: both(text), url: 'https://dotchi.example.co.jp/a?b=(c)|d>e"f\'*_' },
    ...Array.from({ length: 20 }, (_, n) => ({ title: both(text), url: `https://dotchi.example.co.jp/${n}` })),
  ],
})

const bodyReplies = (yes: unknown) =>
  openVendor((request, response) =>
    answer(200, request.host === 'auth.worksmobile.com' ? { access_token: 'tok-1', expires_in: 3600 } : yes)(
      request,
      response,
    ),
  )

/** Every text in what was sent. */
function textsOf({ headers, body, bytes }: Received): string[] {
  const type = headers['content-type'] ?? ''
  if (type === 'application/octet-stream') return [`${bytes.length} bytes`]
  if (type === 'application/x-www-form-urlencoded') return [...new URLSearchParams(body).values()]
  const texts: string[] = []
  JSON.parse(body, (_key, value: unknown) => {
    if (typeof value === 'string') texts.push(value)
    return value
  })
  return texts
}
const lettersOf = (received: readonly Received[]) => received.filter(({ host }) => host !== 'auth.worksmobile.com')

describe.each(BY_HTTP)('%s', (kind, notifier, spec) => {
  const to = notifier.address?.example ?? null

  test.each([
    ['markup, mentions, control characters', EVIL],
    ['100 kB', EVIL.repeat(300)],
    ['100 kB without a gap', '障'.repeat(100_000)],
    ['100 kB of emoji', '👨‍👩‍👧‍👦'.repeat(9_000)],
    ['nothing', ''],
  ])('foreign words do nothing and fit: %s', async (name, text) => {
    const vendor = await bodyReplies(spec.yes)
    const channel = opened(notifier, vendor.send())
    for (const locale of LOCALES)
      expect(await channel.deliver(letterOf(evilMessage(text), { to, locale }))).toEqual({ kind: 'sent' })
    const letters = lettersOf(vendor.received)
    expect(letters).toHaveLength(2)
    for (const letter of letters) {
      expect(letter.bytes.length).toBeLessThanOrEqual(spec.mostBytes)
      expect(Object.keys(letter.headers)).not.toContain('x-evil')
      for (const said of (spec.parsed ?? textsOf)(letter)) expect(said).not.toMatch(spec.acts)
      for (const said of textsOf(letter)) {
        expect(said.isWellFormed()).toBe(true)
        expect(said).not.toMatch(/(?![\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u)
        expect(said).not.toMatch(/(?<![A-Za-z0-9])@(?:everyone|here|channel)/)
        expect(said).not.toContain('https://evil.example')
        expect(said).not.toContain('javascript:')
        // Half a family is other people.
        if (name === '100 kB of emoji') expect(said).not.toMatch(/\u200d(?:…|$)/u)
      }
    }
  })

  if (kind !== 'web-push' && kind !== 'twilio-voice')
    test('however long the words, where to look is still there', async () => {
      const vendor = await bodyReplies(spec.yes)
      const message = { ...evilMessage('障害。'.repeat(3_000)), links: OUTAGE.links }
      await opened(notifier, vendor.send()).deliver(letterOf(message, { to, locale: 'ja' }))
      expect(textsOf(lettersOf(vendor.received)[0]!).join('\n')).toContain(
        'https://dotchi.example.co.jp/incidents/8f3a',
      )
    })

  if (kind !== 'web-push')
    test('a rehearsal says so, in both languages', async () => {
      const vendor = await bodyReplies(spec.yes)
      const channel = opened(notifier, vendor.send())
      for (const locale of LOCALES) await channel.deliver(letterOf({ ...OUTAGE, isDrill: true }, { to, locale }))
      const [ja, en] = lettersOf(vendor.received).map((letter) => textsOf(letter).join('\n'))
      expect(ja).toMatch(/訓練/)
      expect(en).toMatch(/DRILL/)
    })

  test('a letter has one name on every attempt, if the far side knows names', async () => {
    expect(spec.key !== undefined).toBe(notifier.repeats !== 'twice')
    const { key } = spec
    if (!key) return
    const vendor = await bodyReplies(spec.yes)
    const channel = opened(notifier, vendor.send())
    await channel.deliver(letterOf(OUTAGE, { to }))
    await channel.deliver(letterOf(OUTAGE, { to }))
    await channel.deliver(letterOf({ ...RECOVERED, thread: 'another' }, { to }))
    const [first, again, other] = lettersOf(vendor.received).map(key)
    expect(first).toMatch(/^[0-9a-f-]{32,36}$/)
    expect(again).toBe(first)
    expect(other).not.toBe(first)
  })
})
