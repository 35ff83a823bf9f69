import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createTransport } from 'nodemailer'
import { USUAL_POLICY } from '../src/core/alert/policy.ts'
import { stepAlerts } from '../src/core/alert/step-alerts.ts'
import { USUAL_HOURS } from '../src/core/calendar.ts'
import { USUAL_LIMITS } from '../src/core/incident/incident.ts'
import { withSubscribers } from '../src/jobs/alerting/subscriber-policy.ts'
import { startAlerting } from '../src/jobs/alerting.ts'
import { startDelivering } from '../src/jobs/deliver.ts'
import { mailForm } from '../src/notify/mail-form.ts'
import { createCalendar } from '../src/platform/calendar/create-calendar.ts'
import { systemClock } from '../src/platform/clock.ts'
import type { Subscription } from '../src/store/alerts/alert-aggregates.ts'
import { openStore } from '../src/store/open.ts'
import { verdictOf } from '../tests/http/verdicts.ts'
import { openTrialChannels } from '../tests/jobs/deliver/trial-channels.ts'

/**
 * One outage and everybody who subscribed: how long until every letter waits in the outbox, how long until a mail server
 * on loopback (a process of its own) has them all, and what that takes of memory; then the very same letters, formed before, by nodemailer in
 * a bare loop, over as many connections. `node_modules/.bin/node bench/outbox-recipients.ts [recipients]`; 10,000 where
 * not said.
 */

const RECIPIENTS = Number(process.argv[2] ?? 10_000)
const CONNECTIONS = 3
const MB = 1024 * 1024
const say = (name: string, value: string) => process.stdout.write(`${name.padEnd(62)} ${value}\n`)
const took = (ms: number) => `${(ms / 1000).toFixed(2)} s`
const rate = (ms: number) => `${took(ms)} · ${Math.round(RECIPIENTS / (ms / 1000))} a second`

const sinkFile = join(import.meta.dirname, '../tests/jobs/deliver/trial-sink.ts')
const sink = spawn(process.execPath, [sinkFile, '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
let received = 0
const ports = await new Promise<{ mail: number; hook: number }>((resolve) => {
  createInterface({ input: sink.stdout }).on('line', (line) => {
    const [word, mail, hook] = line.split(' ')
    if (word === 'ports') resolve({ mail: Number(mail), hook: Number(hook) })
    else received += 1
  })
})
const all = async (count: number) => {
  while (received < count) await systemClock.sleep(5)
}

const unsubscribeUrlOf = (recipient: string) => `https://dotchi.example.co.jp/unsubscribe?id=${recipient}`

let peak = 0
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 20)
const rested = () => {
  globalThis.gc?.()
  peak = process.memoryUsage.rss()
  return peak
}

const folder = mkdtempSync(join(tmpdir(), 'dotchi-recipients-'))
const store = await openStore({ url: `sqlite:${join(folder, 'dotchi.db')}` })
const subscriptions = Array.from(
  { length: RECIPIENTS },
  (_, i): Subscription => ({
    ...{ id: `s${i}`, address: `employee-${i}@example.co.jp`, locale: 'ja', createdAt: 0, confirmedAt: 0 },
    choice: { events: null, components: null, sites: null },
  }),
)
const policy = withSubscribers(
  { ...USUAL_POLICY, incident: USUAL_LIMITS, publicUrl: 'https://dotchi.example.co.jp', recipients: [], rules: [] },
  subscriptions,
  'mail',
)
let at = systemClock.now() - 600_000
const clock = { ...systemClock, now: () => at, after: () => () => {} }
const alerting = startAlerting({
  ...{ store, clock, fold: stepAlerts, calendar: createCalendar('Asia/Tokyo', USUAL_HOURS) },
  policy: async () => policy,
  surroundings: async () => ({ notices: [], certificates: [], sites: {}, ailments: () => [] }),
  verdict: () => null,
  isMine: async () => true,
  onTold: () => {},
  onError: (error) => {
    throw error
  },
})
const step = async (condition: 'operational' | 'outage') => {
  at += 30_000
  const verdict = verdictOf({ tokyo: condition }, { id: `v-${at}`, at, freshUntil: at + 90_000 })
  const startedAt = performance.now()
  const kept = await store.transaction(async (inner) => {
    await inner.verdicts.append(verdict, {})
    return alerting.alongside(inner, verdict)
  })
  kept()
  return performance.now() - startedAt
}

const before = rested()
say('a step with nothing to tell, everybody subscribed', took(await step('operational')))
let enqueued = 0
for (let i = 0; i < 10; i++) {
  const ms = await step('outage')
  const { pending } = await store.outbox.counts()
  if (pending === 0) continue
  enqueued = pending
  say(`verdict, incident, decisions and ${pending} letters, one transaction`, rate(ms))
  break
}
if (enqueued !== RECIPIENTS) throw new Error(`${enqueued} letters wait for ${RECIPIENTS} recipients`)
say('memory while it was worked out, above rest', `${Math.round((peak - before) / MB)} MB`)

const { channels, close } = openTrialChannels(ports)
const rest = rested()
const startedAt = performance.now()
const delivering = startDelivering({
  ...{ store, clock: systemClock, channels, zone: 'Asia/Tokyo', holder: 'bench', isAlone: true, chance: () => 0.5 },
  isAffected: () => false,
  unsubscribeUrlOf,
  onAttempt: () => {},
  onError: (error) => {
    throw error
  },
})
await all(RECIPIENTS)
const dotchiMs = performance.now() - startedAt
while ((await store.outbox.counts()).pending > 0) await systemClock.sleep(20)
say('handed over by Dotchi, each attempt written down', rate(dotchiMs))
say('  until all of it was written down', took(performance.now() - startedAt))
say('memory meanwhile, above rest', `${Math.round((peak - rest) / MB)} MB`)
await delivering.stop()
await alerting.stop()

const records = await store.outbox.list({ limit: RECIPIENTS })
const letters = records.map(({ item }) =>
  mailForm(
    {
      message: item.message,
      to: item.ways[0]!.to,
      locale: item.locale,
      unsubscribeUrl: unsubscribeUrlOf(item.recipient),
    },
    { from: 'dotchi@example.co.jp', fromName: 'Dotchi', replyTo: null },
  ),
)
received = 0
const bareRest = rested()
const bareAt = performance.now()
const pool = { pool: true, maxConnections: CONNECTIONS, maxMessages: 100 } as const
const transport = createTransport({ ...pool, host: '127.0.0.1', port: ports.mail, ignoreTLS: true })
const next = letters.values()
const loop = async () => {
  for (const letter of next) await transport.sendMail(letter)
}
await Promise.all(Array.from({ length: 4 * CONNECTIONS }, loop))
await all(RECIPIENTS)
say('nodemailer in a bare loop, nothing written down', rate(performance.now() - bareAt))
say('memory meanwhile, above rest', `${Math.round((peak - bareRest) / MB)} MB`)

transport.close()
await close()
await store.close()
clearInterval(watch)
sink.kill('SIGKILL')
await once(sink, 'exit')
rmSync(folder, { recursive: true, force: true })
