import { type Agent, isActive } from '../core/agent.ts'
import type { Locale, Text } from '../core/locale.ts'
import { agoOf, whenOf } from '../core/time-text.ts'
import { addAgent } from '../jobs/agent-desk.ts'
import { systemClock } from '../platform/clock.ts'
import { TARGET_SCHEMA } from '../probes/parse-target.ts'
import type { Store } from '../store/store.ts'
import { columnsOf } from './cells.ts'
import { defineCommand, type Io, UsageError } from './command.ts'
import { CONFIG_OPTION } from './configuration.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { withStore } from './with-store.ts'

const ACTIONS = ['add', 'list', 'revoke'] as const
type Action = (typeof ACTIONS)[number]

interface Desk {
  readonly store: Store
  readonly io: Io
  readonly locale: Locale
  readonly zone: string
  /** Where the server can most likely be reached. */
  readonly server: string
  readonly ownVantage: string
}

export const agentsCommand = defineCommand({
  name: 'agents',
  summary: {
    ja: '他拠点のエージェントを追加・一覧・取り消し（サーバー側で実行）',
    en: 'add, list and revoke the agents of other offices (on the server)',
  },
  usage: 'add ID [--title NAME] | list | revoke ID',
  positionals: { min: 1, max: 2 },
  options: {
    title: {
      type: 'string',
      value: 'NAME',
      help: { ja: '画面に表示する拠点名（日本語）', en: 'what people call the office' },
    },
    'title-en': {
      type: 'string',
      value: 'NAME',
      help: { ja: '英語の拠点名（省略すると --title と同じ）', en: 'the same in English (by default as --title)' },
    },
    json: { type: 'boolean', help: { ja: '一覧を JSON で出力', en: 'print the list as JSON' } },
    config: CONFIG_OPTION,
  },
  notes: {
    ja: 'add が表示するコードは1時間有効で、1回だけ使えます。拠点の端末で dotchi agent --server URL --code CODE を実行してください。\nrevoke すると、そのエージェントのトークンはすぐに使えなくなります。',
    en: 'The code that add prints is good for an hour, once. In the office run: dotchi agent --server URL --code CODE\nAfter revoke the agent’s token is refused at once.',
  },
  run({ values, positionals, lang }, io) {
    const [word, id] = positionals
    const action = ACTIONS.find((known) => known === word)
    if (!action || (action !== 'list' && id === undefined) || (action === 'list' && id !== undefined))
      throw new UsageError({
        ja: 'dotchi agents add ID、list、revoke ID のどれかを指定してください',
        en: 'say dotchi agents add ID, list, or revoke ID',
      })
    return withStore({ config: values.config, lang }, io, ({ store, config, locale }) => {
      const { host, port } = config.listen
      const desk: Desk = {
        store,
        io,
        locale,
        zone: config.zone,
        server: `http://${host === '0.0.0.0' || host === '::' ? 'HOST' : host}:${port}`,
        ownVantage: config.vantage.id,
      }
      const title = titleOf(id ?? '', values.title, values['title-en'])
      return DEEDS[action](desk, { id: id ?? '', title, json: values.json })
    })
  },
})

const titleOf = (id: string, title: string | undefined, english: string | undefined): Text => ({
  ja: title ?? english ?? id,
  en: english ?? title ?? id,
})

interface Wish {
  readonly id: string
  readonly title: Text
  readonly json: boolean
}

const DEEDS: Readonly<Record<Action, (desk: Desk, wish: Wish) => Promise<ExitCode>>> = {
  async add({ store, io, locale, zone, server, ownVantage }, { id, title }) {
    if (!TARGET_SCHEMA.shape.id.safeParse(id).success)
      throw new UsageError({
        ja: 'ID は半角の英小文字・数字・ハイフンで、40文字以内にしてください',
        en: 'the id must be lower-case letters, digits and hyphens, at most 40',
      })
    if (!TARGET_SCHEMA.shape.title.safeParse(title).success)
      throw new UsageError({ ja: '拠点名は120文字以内にしてください', en: 'the name must have at most 120 characters' })
    const now = systemClock.now()
    const added = id === ownVantage ? null : await addAgent(store, { id, title }, now)
    if (!added) {
      const text: Text = {
        ja: `「${id}」は使われています。別の ID にするか、dotchi agents revoke ${id} で取り消してください。`,
        en: `${id} is in use. Choose another id, or revoke it first: dotchi agents revoke ${id}`,
      }
      io.stderr.write(`dotchi: ${id === ownVantage ? OWN[locale] : text[locale]}\n`)
      return EXIT.usage
    }
    const until = whenOf(added.expiresAt, now, zone, locale)
    io.stdout.write(
      locale === 'ja'
        ? `「${title.ja}」を追加しました。登録コード（${until} まで、1回限り）:\n\n  ${added.code}\n\nその拠点の端末で:\n  dotchi agent --server ${server} --code ${added.code}\n`
        : `Added ${title.en}. Its code (good until ${until}, once):\n\n  ${added.code}\n\nIn that office run:\n  dotchi agent --server ${server} --code ${added.code}\n`,
    )
    return EXIT.fine
  },

  async list({ store, io, locale }, { json }) {
    const agents = await store.agents.all()
    if (json) io.stdout.write(`${JSON.stringify({ agents }, null, 2)}\n`)
    else if (agents.length === 0)
      io.stdout.write(
        locale === 'ja'
          ? 'エージェントはまだありません。dotchi agents add ID で追加します。\n'
          : 'No agents yet. Add one: dotchi agents add ID\n',
      )
    else io.stdout.write(tableOf(agents, systemClock.now(), locale))
    return EXIT.fine
  },

  async revoke({ store, io, locale }, { id }) {
    const isRevoked = await store.agents.revoke(id, systemClock.now())
    const done: Text = {
      ja: `「${id}」を取り消しました。トークンはもう使えません。`,
      en: `Revoked ${id}. Its token is refused from now on.`,
    }
    const none: Text = { ja: `「${id}」というエージェントはありません。`, en: `There is no agent ${id}.` }
    if (isRevoked) io.stdout.write(`${done[locale]}\n`)
    else io.stderr.write(`dotchi: ${none[locale]}\n`)
    return isRevoked ? EXIT.fine : EXIT.usage
  },
}

const OWN: Text = {
  ja: 'それはこのサーバー自身の観測点の ID です。別の ID にしてください。',
  en: 'that is the vantage of this server itself; choose another id',
}

const HEAD: readonly Text[] = [
  { ja: 'ID', en: 'ID' },
  { ja: '拠点', en: 'Office' },
  { ja: '状態', en: 'State' },
  { ja: '最終受信', en: 'Last seen' },
  { ja: '時計のずれ', en: 'Clock' },
  { ja: 'バージョン', en: 'Version' },
]

function tableOf(agents: readonly Agent[], now: number, locale: Locale): string {
  return columnsOf([HEAD.map((text) => text[locale]), ...agents.map((agent) => rowOf(agent, now, locale))])
}

const rowOf = (agent: Agent, now: number, locale: Locale): readonly string[] => [
  agent.id,
  agent.title[locale],
  stateOf(agent)[locale],
  agent.lastSeenAt === null ? '-' : agoOf(agent.lastSeenAt, now, locale),
  agent.clockOffsetMs === null ? '-' : `${(-agent.clockOffsetMs / 1000).toFixed(0)} s`,
  agent.version ?? '-',
]

const stateOf = (agent: Agent): Text =>
  isActive(agent)
    ? { ja: '登録済み', en: 'enrolled' }
    : agent.revokedAt !== null
      ? { ja: '取り消し済み', en: 'revoked' }
      : { ja: '登録待ち', en: 'not enrolled yet' }
