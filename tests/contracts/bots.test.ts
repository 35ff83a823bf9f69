import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { BOTS, botOf } from '../../src/bots/index.ts'
import { settingsText } from '../../src/cli/config/settings-text.ts'
import { LOCALES } from '../../src/core/locale.ts'
import { openChat } from '../bots/open-chat.ts'
import { chatworkVendor } from '../bots/vendors/chatwork.ts'
import { discordVendor } from '../bots/vendors/discord.ts'
import { googleChatVendor } from '../bots/vendors/google-chat.ts'
import { lineWorksVendor } from '../bots/vendors/line-works.ts'
import { slackVendor } from '../bots/vendors/slack.ts'
import { teamsVendor } from '../bots/vendors/teams.ts'
import { callOf } from '../bots/vendors/vendor.ts'
import { NOTICE } from '../http/deps.ts'
import { NOW, verdictOf } from '../http/verdicts.ts'
import { loaded, loadText } from '../support/config-files.ts'

/** What every chat is held to, with the shapes of its vendor's documentation. */

const VENDORS = [lineWorksVendor, slackVendor, teamsVendor, googleChatVendor, chatworkVendor, discordVendor]

test('each kind stands once and has a vendor here, and none is configured by itself', () => {
  expect(BOTS.map(({ kind }) => kind)).toEqual(VENDORS.map(({ kind }) => kind))
  expect(botOf('no such kind')).toBeNull()
  expect(loaded(loadText(null)).config.bots).toEqual([])
})

describe.each(VENDORS.map((vendor) => [vendor.kind, vendor] as const))('%s', (kind, vendor) => {
  const bot = botOf(kind)!

  test('says what it is and how it is set up, with a valid example', () => {
    for (const text of [bot.title, bot.setup]) expect(text.en).not.toMatch(/[ぁ-んァ-ヶ一-龠]/)
    expect(bot.setup.ja).toContain(`/bots/${kind}`)
    expect(bot.setup.en).toContain(`/bots/${kind}`)
    expect(bot.options.safeParse(bot.example).success).toBe(true)
    expect(bot.options.safeParse({ ...(bot.example as object), colour: 'red' }).success).toBe(false)
  })

  test('is configured by its kind, and shows no secret', () => {
    const options = vendor.options('http://127.0.0.1:1')
    const { config, settings } = loaded(loadText(stringify({ bots: { [kind]: options } })))
    expect(config.bots).toEqual([{ kind, options: bot.options.parse(options) }])
    for (const locale of LOCALES) {
      const shown = settingsText(settings, locale)
      expect(shown).toContain(`${kind}:`)
      for (const secret of [...vendor.secrets, 'PRIVATE KEY']) expect(shown).not.toContain(secret)
    }
  })

  test('a person asks and reads the answer, in the language of the question', async () => {
    const { ask, events, errors, api } = await openChat(vendor)
    const ja = await ask('LINE WORKS 落ちてる?')
    expect(ja.status).toBe(200)
    expect(ja.said).toContain('LINE WORKS 側の障害です。')
    expect(ja.said).toContain('8:59時点')
    expect((await ask('is LINE WORKS down?')).said).toContain('LINE WORKS is down.')
    expect((await ask('English please')).said).toContain('I answer in English.')
    expect((await ask('カレーが食べたい')).said).toContain('質問の意味が分かりませんでした')
    expect(events.some(({ outcome }) => outcome === 'failed')).toBe(false)
    expect(events.filter(({ outcome }) => outcome === 'sent')).toHaveLength(vendor.isByApi ? 4 : 0)
    expect(errors).toEqual([])
    for (const { headers } of api.received) expect(headers['user-agent'] ?? '').not.toContain('secret')
  })

  test('what is stale is not known there either', async () => {
    const { ask } = await openChat(vendor, { verdict: verdictOf({ tokyo: 'operational' }, { freshUntil: NOW - 1 }) })
    const { said } = await ask('落ちてる?')
    expect(said).toContain('いまの状態は分かりません')
    expect(said).not.toContain('正常')
  })

  test('a forged call is refused with 401, whatever is missing or changed', async () => {
    const { post, api, at, events } = await openChat(vendor)
    const good = await callOf(vendor, { text: '落ちてる?', at: at(), id: '1' })
    const other = await callOf(vendor, { text: 'ログインできない', at: at(), id: '2' })
    const { 'content-type': type = '', ...signature } = good.headers
    const asked = api.received.length
    expect((await post({ body: good.body, headers: { 'content-type': type } })).status).toBe(401)
    // Google signs who calls, not what is said: there the token of a stranger stands for the changed body.
    const changed = kind === 'google-chat' ? {} : await post({ body: other.body, headers: good.headers })
    if ('status' in changed) expect(changed.status).toBe(401)
    const flipped = (text: string) => text.slice(0, 12) + (text[12] === 'A' ? 'B' : 'A') + text.slice(13)
    for (const name of Object.keys(signature).filter((one) => /signature|authorization/.test(one))) {
      for (const value of ['', 'x', flipped(signature[name]!)])
        expect((await post({ body: good.body, headers: { ...good.headers, [name]: value } })).status).toBe(401)
    }
    expect(api.received.slice(asked).filter(({ method }) => method === 'POST')).toEqual([])
    expect(events.every(({ outcome }) => outcome === 'forged')).toBe(true)
  })

  test('an old call is refused with 403, and one that came already is not answered again', async () => {
    const { post, api, at, world } = await openChat(vendor)
    const call = await callOf(vendor, { text: '落ちてる?', at: at(), id: '1' })
    expect((await post(call)).status).toBe(200)
    const sent = api.received.filter(({ method }) => method === 'POST').length
    expect((await post(call)).status).toBe(409)
    await world.clock.advance(6 * 60_000 + 10_000)
    expect((await post(call)).status).toBe(403)
    const ahead = await callOf(vendor, { text: '落ちてる?', at: at() + 10 * 60_000, id: '2' })
    expect([401, 403]).toContain((await post(ahead)).status)
    expect(api.received.filter(({ method }) => method === 'POST')).toHaveLength(sent)
  })

  test.each(['{', '[]', 'null', '"text"', '{}', ''])('%j is refused, though it is signed', async (body) => {
    const { signed, api } = await openChat(vendor)
    expect((await signed(body)).status).toBe(400)
    expect(api.received.filter(({ method }) => method === 'POST')).toEqual([])
  })

  test('a huge call is refused before it is looked at', async () => {
    const { signed, events } = await openChat(vendor)
    expect((await signed(`{"text":"${'x'.repeat(300_000)}"}`)).status).toBe(413)
    expect(events).toEqual([])
  })

  test('any bytes with any headers are refused, and never throw', async () => {
    const { post, errors } = await openChat(vendor)
    const names = Object.keys(await vendor.sign('', NOW))
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.array(fc.string(), { minLength: 4 }),
        async (body, values) => {
          const headers = Object.fromEntries(names.map((name, i) => [name, (values[i] ?? '').replace(/[^ -~]/g, '')]))
          expect([400, 401, 403, 429]).toContain((await post({ body, headers })).status)
        },
      ),
      { numRuns: 30 },
    )
    expect(errors).toEqual([])
  })

  test('another chat, or one that is not configured, is not there', async () => {
    const { post, at } = await openChat(vendor)
    const call = await callOf(vendor, { text: '落ちてる?', at: at(), id: '1' })
    expect((await post(call, '/bots/nobody')).status).toBe(404)
    expect((await post(call, `/bots/${kind}/x`)).status).toBe(404)
  })

  test('the title of a notice calls nobody by name and makes no link of its own', async () => {
    const title = '<!channel> <users/all> [toall] <m userId="all"> <at>all</at> @everyone'
    const { ask } = await openChat(vendor, {
      verdict: verdictOf({ tokyo: 'operational' }),
      notices: [{ ...NOTICE, title }],
    })
    const { text, said } = await ask('メンテある？')
    expect(said).toContain('everyone')
    if (vendor.callsEverybody === null) expect(JSON.parse(text).data.allowed_mentions).toEqual({ parse: [] })
    else expect(said).not.toContain(vendor.callsEverybody)
  })
})

describe.each(VENDORS.filter(({ isByApi }) => isByApi).map((vendor) => [vendor.kind, vendor] as const))(
  '%s, whose replies go by its API',
  (_, vendor) => {
    test.each([
      ['fails', { status: 500, body: 'oops' }],
      ['refuses', { status: 403, body: {} }],
      ['sends us elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:1/steal' } }],
    ] as const)('the call is answered at once, and that the API %s is told without a secret', async (__, given) => {
      const { ask, events, errors } = await openChat(vendor, {
        answer: ({ path }) => (path === '/token' ? null : given),
      })
      expect((await ask('落ちてる?')).status).toBe(200)
      expect(events.at(-1)).toEqual({ bot: vendor.kind, outcome: 'failed', detail: `HTTP ${given.status}` })
      for (const secret of vendor.secrets) expect(JSON.stringify(events)).not.toContain(secret)
      expect(errors).toEqual([])
    })

    test('an address inside is not asked, whatever the configuration names', async () => {
      const { ask, api, events } = await openChat(vendor, { allowed: [] })
      expect((await ask('落ちてる?')).status).toBe(200)
      expect(api.received).toEqual([])
      expect(events.at(-1)).toMatchObject({ outcome: 'failed' })
    })
  },
)
