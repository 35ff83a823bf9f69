import type { Locale, Text } from '../core/locale.ts'
import type { AttemptResult } from '../core/outbox/item.ts'
import { whenOf } from '../core/time-text.ts'
import { deliveryViewOf } from '../http/deliveries/delivery-schema.ts'
import type { DeliveryRecord, ItemState } from '../store/outbox/outbox.ts'
import { cellsOf, padRight } from './cells.ts'
import { defineCommand, UsageError } from './command.ts'
import { CONFIG_OPTION } from './configuration.ts'
import { EXIT } from './exit-code.ts'
import { withStore } from './with-store.ts'

export const deliveriesCommand = defineCommand({
  name: 'deliveries',
  summary: {
    ja: '送った通知・届かなかった通知を調べる、送り直す',
    en: 'see what was told and what could not be, and try it afresh',
  },
  usage: '[--dead] [--retry NUMBER]',
  positionals: { min: 0, max: 0 },
  options: {
    dead: { type: 'boolean', help: { ja: '届かなかったものだけ', en: 'only what could not be told to anybody' } },
    pending: { type: 'boolean', help: { ja: '送信待ちだけ', en: 'only what waits' } },
    limit: { type: 'string', value: 'COUNT', help: { ja: '件数（既定: 20）', en: 'how many (by default 20)' } },
    retry: {
      type: 'string',
      value: 'NUMBER',
      help: {
        ja: '届かなかった通知を送り直す（サーバーが10秒以内に送る）',
        en: 'try one afresh; the server takes it up within 10 s',
      },
    },
    json: { type: 'boolean', help: { ja: 'JSON で出力（API と同じ形）', en: 'print as JSON (as the API does)' } },
    config: CONFIG_OPTION,
  },
  run({ values, lang }, io) {
    const limit = numberOf(values.limit ?? '20')
    const retry = values.retry === undefined ? null : numberOf(values.retry)
    if (values.dead && values.pending)
      throw new UsageError({
        ja: '--dead と --pending は同時に指定できません',
        en: 'say --dead or --pending, not both',
      })
    const state: ItemState | null = values.dead ? 'dead' : values.pending ? 'pending' : null
    return withStore({ config: values.config, lang }, io, async ({ store, locale, clock, config }) => {
      if (retry !== null) {
        const isDead = await store.outbox.retry(retry, clock.now())
        if (isDead) io.stdout.write(`${RETRIED[locale]}\n`)
        else io.stderr.write(`dotchi: ${NO_SUCH[locale]}\n`)
        return isDead ? EXIT.fine : EXIT.noInput
      }
      const records = await store.outbox.list({ ...(state === null ? {} : { state }), limit })
      const { zone } = config
      if (values.json)
        io.stdout.write(`${JSON.stringify({ deliveries: records.map((one) => deliveryViewOf(one, zone)) }, null, 2)}\n`)
      else if (records.length === 0) io.stdout.write(`${NONE[locale]}\n`)
      else io.stdout.write(records.map((one) => linesOf(one, clock.now(), zone, locale)).join(''))
      return EXIT.fine
    })
  },
})

function numberOf(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 1 && value <= 9e15) return value
  throw new UsageError({ ja: `「${text}」は番号ではありません`, en: `"${text}" is not a number` })
}

const RETRIED: Text = { ja: '送り直します。', en: 'It will be tried afresh.' }
const NO_SUCH: Text = {
  ja: '届かなかった通知に、その番号はありません。',
  en: 'nothing that could not be told has this number.',
}
const NONE: Text = { ja: '該当する通知はありません。', en: 'There are none.' }

const STATES: Readonly<Record<ItemState, Text>> = {
  pending: { ja: '送信待ち', en: 'waits' },
  sent: { ja: '送信済み', en: 'told' },
  dead: { ja: '未達', en: 'not told' },
  merged: { ja: 'まとめて送信', en: 'told along' },
}
const RESULTS: Readonly<Record<AttemptResult, Text>> = {
  sent: { ja: '成功', en: 'done' },
  retry: { ja: '失敗（再試行）', en: 'failed, again later' },
  rejected: { ja: '拒否', en: 'refused' },
  lost: { ja: '中断（届いた可能性あり）', en: 'broken off, may have arrived' },
}

/** One line for the delivery, and one for each attempt that did not simply succeed. */
function linesOf(record: DeliveryRecord, now: number, zone: string, locale: Locale): string {
  const { n, item, state, attempts } = record
  const when = (at: number) => whenOf(at, now, zone, locale)
  const head = [padRight(String(n), 6), padRight(when(item.createdAt), 14), padRight(STATES[state][locale], 12)]
  const to = cellsOf(item.recipient) > 24 ? `${item.recipient.slice(0, 23)}…` : item.recipient
  const channel = record.endedBy === null ? '' : ` (${record.endedBy})`
  const first = `${head.join(' ')} ${padRight(to, 24)} ${item.message.headline[locale]}${channel}\n`
  const told = attempts.filter(({ result }) => attempts.length > 1 || result !== 'sent')
  const rest = told.map(({ at, channel: way, result, reason, detail }) => {
    const why = [reason, detail].filter(Boolean).join(': ')
    return `       ${when(at)} ${way}: ${RESULTS[result][locale]}${why && ` - ${why}`}\n`
  })
  return first + rest.join('')
}
