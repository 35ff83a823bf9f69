import type { HumanAct } from '../core/alert/facts.ts'
import type { Incident } from '../core/incident/incident.ts'
import { incidentStateTitle } from '../core/incident/incident-words.ts'
import type { Text } from '../core/locale.ts'
import { CONDITION_TITLE } from '../core/phrases.ts'
import { durationOf, whenOf } from '../core/time-text.ts'
import { columnsOf } from './cells.ts'
import { defineCommand, type Io, UsageError } from './command.ts'
import { CONFIG_OPTION } from './configuration.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { type StoreWork, withStore } from './with-store.ts'

const ACTIONS = ['list', 'acknowledge', 'say', 'merge'] as const
type Action = (typeof ACTIONS)[number]

const USAGE: Text = {
  ja: 'dotchi incidents list、acknowledge ID、say ID 文章、merge ID 統合先のID のどれかを指定してください',
  en: 'say dotchi incidents list, acknowledge ID, say ID TEXT, or merge ID INTO',
}

export const incidentsCommand = defineCommand({
  name: 'incidents',
  summary: {
    ja: '障害の一覧・引き受け・お知らせの追記・統合',
    en: 'list incidents, take them on, say something, merge them',
  },
  usage: '[list] | acknowledge ID [--note TEXT] | say ID TEXT | merge ID INTO',
  positionals: { min: 0, max: 3 },
  options: {
    by: {
      type: 'string',
      value: 'NAME',
      help: { ja: '誰が（既定: 管理者）', en: 'who does it (by default "administrator")' },
    },
    owner: {
      type: 'string',
      value: 'NAME',
      help: { ja: '対応する人（acknowledge）', en: 'who looks after it (acknowledge)' },
    },
    note: { type: 'string', value: 'TEXT', help: { ja: 'ひとこと（acknowledge）', en: 'a note (acknowledge)' } },
    json: { type: 'boolean', help: { ja: '一覧を JSON で出力', en: 'print the list as JSON' } },
    config: CONFIG_OPTION,
  },
  run({ values, positionals, lang }, io) {
    const [word = 'list', id, rest] = positionals
    const action = ACTIONS.find((known) => known === word)
    const wanted = action === undefined ? -1 : PARTS[action]
    if (positionals.length > 0 && positionals.length !== wanted) throw new UsageError(USAGE)
    return withStore({ config: values.config, lang }, io, async (work) => {
      if (!action || action === 'list' || id === undefined) return list(work, io, values.json)
      const incident = await work.store.incidents.find(id)
      const into = action === 'merge' ? await work.store.incidents.find(rest ?? '') : incident
      if (!incident || !into || (action === 'merge' && into.id === incident.id)) {
        io.stderr.write(`dotchi: ${NO_SUCH[work.locale]}\n`)
        return EXIT.noInput
      }
      const by = values.by ?? ADMINISTRATOR[work.locale]
      const act = { at: work.clock.now(), by, incident: incident.id }
      await work.store.alerts.addAct(
        actOf(action, act, { ...values, text: rest ?? '', into: into.id, lang: work.locale }),
      )
      io.stdout.write(`${KEPT[work.locale]}\n`)
      return EXIT.fine
    })
  },
})

const PARTS: Readonly<Record<Action, number>> = { list: 1, acknowledge: 2, say: 3, merge: 3 }

interface Wish {
  readonly owner: string | undefined
  readonly note: string | undefined
  readonly text: string
  readonly into: string
  readonly lang: 'ja' | 'en'
}

function actOf(
  action: Exclude<Action, 'list'>,
  act: Pick<HumanAct, 'at' | 'by' | 'incident'>,
  { owner = act.by, note, text, into, lang }: Wish,
): HumanAct {
  if (action === 'acknowledge') return { kind: 'acknowledge', ...act, owner, note: note ?? null }
  if (action === 'merge') return { kind: 'merge', ...act, into }
  return { kind: 'update', ...act, text: { [lang]: text } }
}

const ADMINISTRATOR: Text = { ja: '管理者', en: 'administrator' }
const NO_SUCH: Text = {
  ja: 'この障害はありません。「dotchi incidents」で一覧を見てください。',
  en: 'there is no such incident; "dotchi incidents" lists them.',
}
const KEPT: Text = {
  ja: '受け付けました。次の確認のときに反映されます。',
  en: 'Taken. It shows with the next look.',
}
const NONE: Text = { ja: '障害の記録はありません。', en: 'No incidents are on record.' }

async function list({ store, config, locale, clock }: StoreWork, io: Io, asJson: boolean): Promise<ExitCode> {
  const incidents = await store.incidents.recent({ limit: 50 })
  if (asJson) io.stdout.write(`${JSON.stringify({ incidents }, null, 2)}\n`)
  else if (incidents.length === 0) io.stdout.write(`${NONE[locale]}\n`)
  else {
    const now = clock.now()
    const rowOf = ({ id, scope, state, openedAt, worst, startedAt, endedAt, acknowledgement }: Incident) => [
      id,
      scope.kind === 'service' ? 'LINE WORKS' : scope.vantage,
      CONDITION_TITLE[worst][locale],
      incidentStateTitle({ state, openedAt })[locale],
      whenOf(startedAt, now, config.zone, locale),
      durationOf((endedAt ?? now) - startedAt, locale),
      acknowledgement?.owner ?? '-',
    ]
    io.stdout.write(columnsOf([HEAD.map((text) => text[locale]), ...incidents.map(rowOf)]))
  }
  return EXIT.fine
}

const HEAD: readonly Text[] = [
  { ja: 'ID', en: 'ID' },
  { ja: '対象', en: 'Where' },
  { ja: '内容', en: 'What' },
  { ja: '状態', en: 'State' },
  { ja: '開始', en: 'Began' },
  { ja: '継続', en: 'Lasted' },
  { ja: '対応者', en: 'Owner' },
]
