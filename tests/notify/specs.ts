import { NOTIFIERS } from '../../src/notify/index.ts'
import type { DeliveryFailure, Notifier } from '../../src/notify/notifier.ts'
import type { Received } from './rig.ts'

/** What the contract suite has to know of each channel that speaks HTTP. A new one has to say it here. */
export interface Spec {
  /** Options in place of the example's, each holding `SECRET`. */
  readonly secrets: Readonly<Record<string, string>>
  /** The body of an answer that means yes. */
  readonly yes: unknown
  /** Where it does not go by the status alone: what a status comes to there. */
  readonly own?: Readonly<Record<number, 'sent' | DeliveryFailure>>
  /** What names a letter, for those that are shown once. */
  readonly key?: (request: Received) => unknown
  /** The most that the vendor takes, in bytes of the body. */
  readonly mostBytes: number
  /** What must not stand in any text of the body, whoever wrote it into a message. */
  readonly acts: RegExp
  /** The texts that are read for markup, where not all are. */
  readonly parsed?: (request: Received) => readonly string[]
}

export const SECRET = 'himitsu7Q2xK9vBn4Lw8'
const json = ({ body }: Received) => JSON.parse(body)
const bracketed = /\[To:|\[info\]evil/
const tags = /<b>evil|<m |<users|<!/
const markdown = /(?<!\\)\[x\]\(|(?<!\\)\*\*evil/

export const SPECS: Readonly<Record<string, Spec>> = {
  'line-works-bot': {
    secrets: { clientSecret: SECRET },
    yes: '',
    mostBytes: 8_000,
    acts: tags,
  },
  'line-works-webhook': {
    secrets: { url: `https://webhook.worksmobile.com/message/${SECRET}` },
    yes: { code: 200, description: 'success' },
    mostBytes: 8_000,
    acts: tags,
  },
  slack: {
    secrets: { url: `https://hooks.slack.com/services/T0/B0/${SECRET}` },
    yes: 'ok',
    mostBytes: 40_000,
    acts: /<[!@#]/,
    parsed: (request) => [json(request).text, json(request).attachments[0].fallback],
  },
  teams: {
    secrets: {
      url: `https://x.japaneast.logic.azure.com/workflows/1/triggers/manual/paths/invoke?sp=%2Ft&sig=${SECRET}`,
    },
    yes: '',
    mostBytes: 28_000,
    acts: /(?!)/,
  },
  'google-chat': {
    secrets: { url: `https://chat.googleapis.com/v1/spaces/A/messages?key=K&token=${SECRET}%3D` },
    yes: { name: 'spaces/A/messages/B' },
    key: ({ path }) => new URL(path, 'https://x').searchParams.get('requestId'),
    mostBytes: 32_000,
    acts: tags,
  },
  chatwork: {
    secrets: { token: SECRET },
    yes: { message_id: '1' },
    mostBytes: 65_535,
    acts: bracketed,
  },
  mattermost: {
    secrets: { url: `https://chat.example.co.jp/hooks/${SECRET}` },
    yes: 'ok',
    mostBytes: 8_000,
    acts: markdown,
  },
  discord: {
    secrets: { url: `https://discord.com/api/webhooks/1/${SECRET}` },
    yes: { id: '1' },
    mostBytes: 6_000,
    acts: markdown,
  },
  line: {
    secrets: { token: SECRET },
    yes: { sentMessages: [{ id: '1' }] },
    own: { 409: 'sent' },
    key: ({ headers }) => headers['x-line-retry-key'],
    mostBytes: 15_000,
    acts: /(?!)/,
  },
  telegram: {
    secrets: { token: `123456789:${SECRET}${SECRET}` },
    yes: { ok: true, result: { message_id: 1 } },
    own: { 403: 'gone', 404: 'not-admitted' },
    mostBytes: 6_000,
    acts: tags,
  },
  ntfy: {
    secrets: { token: SECRET },
    yes: { id: 'a' },
    own: { 404: 'refused' },
    key: (request) => json(request).sequence_id,
    mostBytes: 9_000,
    acts: /(?!)/,
  },
  'web-push': {
    secrets: {},
    yes: '',
    key: ({ headers }) => headers.topic,
    mostBytes: 4_096,
    acts: /(?!)/,
  },
  'twilio-sms': {
    secrets: { secret: SECRET },
    yes: { sid: 'SM1', status: 'queued' },
    own: { 404: 'not-admitted' },
    mostBytes: 6_000,
    acts: /(?!)/,
  },
  'twilio-voice': {
    secrets: { secret: SECRET },
    yes: { sid: 'CA1', status: 'queued' },
    own: { 404: 'not-admitted' },
    mostBytes: 20_000,
    acts: /<b>|<Hangup/,
  },
  pagerduty: {
    secrets: { routingKey: `${SECRET}${SECRET}`.slice(0, 32) },
    yes: { status: 'success' },
    key: (request) => json(request).dedup_key,
    mostBytes: 512_000,
    acts: /(?!)/,
  },
  alertmanager: {
    secrets: { token: SECRET },
    yes: '',
    own: { 404: 'refused', 410: 'refused' },
    key: (request) => json(request)[0].labels.incident,
    mostBytes: 100_000,
    acts: /(?!)/,
  },
  webhook: {
    secrets: { url: `https://hooks.example.co.jp/${SECRET}`, secret: `whsec_${SECRET}${SECRET}` },
    yes: '',
    key: ({ headers }) => headers['webhook-id'],
    mostBytes: 20_000,
    acts: /(?!)/,
  },
}

/** Mail speaks SMTP: its own tests hold it to the same. */
export const BY_HTTP = NOTIFIERS.filter(({ kind }) => kind !== 'email').map(
  (notifier): readonly [string, Notifier, Spec] => [notifier.kind, notifier, SPECS[notifier.kind]!],
)
