import { z } from 'zod'
import type { Answer } from '../../core/answer/answer.ts'
import { cut } from '../../core/answer/cut.ts'
import { markdownOf } from '../../core/answer/render-answer.ts'
import type { Locale } from '../../core/locale.ts'
import { isEd25519Key, isEd25519SignatureOf } from '../../platform/call-signature.ts'
import { defineBot, jsonReply, PLAIN_QUESTION, refused } from '../bot.ts'
import { eventOf, isFresh, refusal } from '../call.ts'

/** Of https://discord.com/developers/docs/interactions/receiving-and-responding */
const PING = 1
const COMMAND = 2
const COMPONENT = 3
const PONG = { type: 1 }
const MESSAGE = 4
const EPHEMERAL = 64
const BUTTON_PREFIX = 'ask:'

const EVENT = z.looseObject({
  type: z.int(),
  id: z.string().max(50).optional(),
  locale: z.string().max(20).optional(),
  data: z
    .looseObject({
      custom_id: z.string().max(100).optional(),
      options: z
        .array(z.looseObject({ value: z.unknown() }))
        .max(25)
        .optional(),
    })
    .optional(),
})

const OPTIONS = z.strictObject({
  publicKey: z.string().refine(
    isEd25519Key,
    refusal({
      ja: 'アプリの Public Key（16進数64桁）を書いてください',
      en: 'must be the public key of the application: 64 hexadecimal digits',
    }),
  ),
})

/** Discord: interactions over HTTP, each signed with the application's Ed25519 key. */
export const discord = defineBot({
  kind: 'discord',
  title: { ja: 'Discord', en: 'Discord' },
  options: OPTIONS,
  example: { publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a' },
  setup: {
    ja: 'Discord Developer Portal でアプリを作成し、文字列オプション text を1つ持つスラッシュコマンドを登録して、Interactions Endpoint URL を https://（Dotchiの公開URL）/bots/discord にします。アプリの Public Key を設定します。',
    en: 'Create an application in the Discord Developer Portal, register a slash command with one string option “text”, and set the Interactions Endpoint URL to https://(public address of Dotchi)/bots/discord. Configure the Public Key of the application.',
  },
  open: ({ publicKey }, { clock }) => ({
    hear(call) {
      const timestamp = call.header('x-signature-timestamp') ?? ''
      const signature = call.header('x-signature-ed25519') ?? ''
      const signed = Buffer.concat([Buffer.from(timestamp), call.body])
      if (!isEd25519SignatureOf(signature, publicKey, signed)) return refused('forged')
      if (!/^\d{1,12}$/.test(timestamp) || !isFresh(Number(timestamp) * 1000, clock.now())) return refused('stale')
      const event = eventOf(call, EVENT)
      if (!event) return refused('malformed')
      if (event.type === PING) return { kind: 'acknowledged', reply: jsonReply(PONG) }
      const text = questionOf(event)
      if (text === null) return refused('malformed')
      return {
        kind: 'asked',
        id: event.id ?? null,
        text,
        locale: localeOf(event.locale),
        reply: (answer) => jsonReply(messageOf(answer)),
      }
    },
  }),
})

function questionOf({ type, data }: z.output<typeof EVENT>): string | null {
  if (type === COMMAND) {
    const words = data?.options?.map(({ value }) => value).filter((value) => typeof value === 'string') ?? []
    return words.join(' ').trim() || PLAIN_QUESTION
  }
  if (type !== COMPONENT || !data?.custom_id?.startsWith(BUTTON_PREFIX)) return null
  return data.custom_id.slice(BUTTON_PREFIX.length)
}

/** The language of whoever asks, where it is one of ours. */
const localeOf = (tag: string | undefined): Locale | null => (tag === 'ja' ? 'ja' : tag?.startsWith('en') ? 'en' : null)

function messageOf(answer: Answer) {
  const buttons = answer.choices.slice(0, 5).map(({ label, text }) => ({
    type: 2,
    style: 2,
    label: cut(label, 80),
    custom_id: cut(`${BUTTON_PREFIX}${text}`, 100),
  }))
  return {
    type: MESSAGE,
    data: {
      content: cut(markdownOf(answer), 2_000),
      flags: EPHEMERAL,
      // Nobody is called by what a notice is named.
      allowed_mentions: { parse: [] },
      ...(buttons.length > 0 ? { components: [{ type: 1, components: buttons }] } : {}),
    },
  }
}
