import { randomUUID } from 'node:crypto'
import type { Dispatch } from '../core/alert/dispatch.ts'
import { drillOf } from '../core/alert/drill.ts'
import type { Locale, Text } from '../core/locale.ts'
import { startDelivering } from '../jobs/deliver.ts'
import { openChannels } from '../open-channels.ts'
import { systemChance } from '../platform/chance.ts'
import type { DeliveryRecord } from '../store/outbox/outbox.ts'
import type { Store } from '../store/store.ts'
import { cellsOf, padRight } from './cells.ts'
import { type Style, styleOf } from './check/style.ts'
import { defineCommand, UsageError } from './command.ts'
import { CONFIG_OPTION } from './configuration.ts'
import { EXIT } from './exit-code.ts'
import { type StoreWork, withStore } from './with-store.ts'

const WAIT_SECONDS = 60
const LOOK_MS = 200

export const drillCommand = defineCommand({
  name: 'drill',
  summary: {
    ja: '通知の訓練（全員に、全手段で「訓練」を送り、届いたかを示す）',
    en: 'rehearse: send a marked drill to everybody by every way, and say what arrived',
  },
  usage: '[--to RECIPIENT] [--wait SECONDS]',
  positionals: { min: 0, max: 0 },
  options: {
    to: { type: 'string', value: 'RECIPIENT', help: { ja: 'この宛先だけ', en: 'this recipient only' } },
    wait: {
      type: 'string',
      value: 'SECONDS',
      help: {
        ja: `結果を待つ秒数（既定: ${WAIT_SECONDS}）`,
        en: `how long to wait for the outcome (by default ${WAIT_SECONDS})`,
      },
    },
    json: { type: 'boolean', help: { ja: 'JSON で出力', en: 'print as JSON' } },
    config: CONFIG_OPTION,
  },
  notes: {
    ja: '「届いた」は、相手のサーバーが受け取ったことを示します。実際に読めるかは、画面で確かめてください。',
    en: '"arrived" means that the far server took it. Look at the screen to see whether people can read it.',
  },
  run: ({ values, lang }, io) =>
    withStore({ config: values.config, lang }, io, async (work) => {
      const { config, locale, clock, store } = work
      const { recipients, publicUrl } = config.alerts.policy
      const waitMs = Number(values.wait ?? WAIT_SECONDS) * 1_000
      if (!(waitMs >= 0 && waitMs <= 900_000)) throw new UsageError(BAD_WAIT)
      const chosen = recipients.filter(({ id }) => values.to === undefined || id === values.to)
      if (chosen.length === 0) {
        io.stderr.write(`dotchi: ${(recipients.length === 0 ? NOBODY : NO_SUCH)[locale]}\n`)
        return EXIT.usage
      }
      const dispatches = drillOf(chosen, clock.now(), publicUrl)
      await store.outbox.put(dispatches.map((dispatch) => ({ ...dispatch, createdAt: clock.now() })))
      const told = await deliver(work, dispatches, waitMs, io.signal)
      const lines = dispatches.map((dispatch) => lineOf(dispatch, told.get(dispatch.message.id) ?? null))
      io.stdout.write(
        values.json ? `${JSON.stringify({ ways: lines }, null, 2)}\n` : tableOf(lines, locale, styleOf(io)),
      )
      return lines.every(({ outcome }) => outcome === 'arrived') ? EXIT.fine : EXIT.yourSide
    }),
})

const BAD_WAIT: Text = { ja: '--wait は0から900までの秒数です', en: '--wait must be seconds from 0 to 900' }
const NOBODY: Text = {
  ja: '知らせる相手が設定されていません（alerts.recipients）。「dotchi config init」の例を見てください。',
  en: 'nobody is named who could be told (alerts.recipients); see the example of "dotchi config init".',
}
const NO_SUCH: Text = { ja: 'この宛先は設定にありません。', en: 'the configuration names no such recipient.' }

/** Through the outbox, as everything else goes: by this process, or by the service if that is quicker. */
async function deliver(
  { config, store, clock }: StoreWork,
  dispatches: readonly Dispatch[],
  waitMs: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, DeliveryRecord>> {
  const { channels, close } = openChannels(config, clock)
  const delivering = startDelivering({
    ...{ store, clock, channels, zone: config.zone, holder: randomUUID(), chance: systemChance },
    isAlone: false,
    // A drill asks whether a way works; it is not for us to know better.
    isAffected: () => false,
    unsubscribeUrlOf: () => null,
    only: dispatches.map(({ message }) => message.id),
    onAttempt: () => {},
    onError: () => {},
  })
  const until = clock.now() + waitMs
  let told = await recordsOf(store, dispatches)
  while (clock.now() < until && !signal.aborted && [...told.values()].some(({ state }) => state === 'pending')) {
    await clock.sleep(LOOK_MS)
    told = await recordsOf(store, dispatches)
  }
  await delivering.stop()
  await close()
  return told
}

async function recordsOf({ outbox }: Store, dispatches: readonly Dispatch[]) {
  const found = await Promise.all(dispatches.map(({ message }) => outbox.list({ message: message.id, limit: 1 })))
  return new Map(found.flat().map((record) => [record.item.message.id, record]))
}

interface Line {
  readonly recipient: string
  readonly channel: string
  readonly to: string | null
  /** `waiting`: it was tried and is tried again. */
  readonly outcome: 'arrived' | 'refused' | 'waiting'
  readonly tookMs: number | null
  readonly reason: string | null
}

function lineOf({ recipient, ways }: Dispatch, record: DeliveryRecord | null): Line {
  const { channel, to } = ways[0]!
  const last = record?.attempts.at(-1) ?? null
  const outcome = record?.state === 'sent' ? 'arrived' : record?.state === 'dead' ? 'refused' : 'waiting'
  const reason = outcome === 'arrived' ? null : [last?.reason, last?.detail].filter(Boolean).join(': ') || null
  return { recipient, channel, to, outcome, tookMs: last?.tookMs ?? null, reason }
}

const OUTCOMES: Readonly<Record<Line['outcome'], Text>> = {
  arrived: { ja: '届いた', en: 'arrived' },
  refused: { ja: '届かない', en: 'refused' },
  waiting: { ja: 'まだ届いていない', en: 'not yet' },
}

function tableOf(lines: readonly Line[], locale: Locale, style: Style): string {
  const rows = lines.map(({ recipient, channel, to, outcome, tookMs }) => [
    recipient,
    to === null ? channel : `${channel} → ${to}`,
    OUTCOMES[outcome][locale],
    tookMs === null ? '' : `${Math.round(tookMs)} ms`,
  ])
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => cellsOf(row[column]!))))
  return lines
    .map(({ outcome, reason }, index) => {
      const [recipient, way, word, took] = rows[index] as [string, string, string, string]
      const colour = { arrived: style.good, refused: style.bad, waiting: style.warn }[outcome]
      const mark = { arrived: '✓', refused: '✗', waiting: '…' }[outcome]
      const head = `${colour(mark)} ${padRight(recipient, widths[0]!)}  ${padRight(way, widths[1]!)}  ${colour(padRight(word, widths[2]!))}  ${took}`
      return `${head.trimEnd()}\n${reason === null ? '' : `    ${style.quiet(reason)}\n`}`
    })
    .join('')
}
