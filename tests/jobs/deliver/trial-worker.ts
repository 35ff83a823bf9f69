import { randomUUID } from 'node:crypto'
import type { OutboxItem } from '../../../src/core/outbox/item.ts'
import { startDelivering } from '../../../src/jobs/deliver.ts'
import { systemClock } from '../../../src/platform/clock.ts'
import { openStore } from '../../../src/store/open.ts'
import { messageOf } from '../../core/outbox/made-item.ts'
import { verdictAt } from '../../store/made-verdict.ts'
import { openTrialChannels } from './trial-channels.ts'

/**
 * What is killed: it writes verdicts with their messages, tells each that was kept (`kept ID…`), and delivers. Arguments:
 * database, mail port, webhook port, a name for this run; `drain` as name: writes nothing, ends when nothing waits.
 */
const [url, mail, hook, run] = process.argv.slice(2) as [string, string, string, string]
const clock = systemClock
const store = await openStore({ url })
const { channels, close } = openTrialChannels({ mail: Number(mail), hook: Number(hook) })
const delivering = startDelivering({
  ...{ store, clock, channels, zone: 'Asia/Tokyo', holder: randomUUID(), isAlone: true, chance: () => 0.5 },
  isAffected: () => false,
  unsubscribeUrlOf: () => null,
  onAttempt: () => {},
  onError: (error) => process.stderr.write(`${error}\n`),
})
process.stdout.write('ready\n')

const WAYS = {
  mail: [{ channel: 'mail', to: 'help@example.co.jp' }],
  hook: [{ channel: 'hook', to: null }],
  both: [
    { channel: 'hook', to: null },
    { channel: 'mail', to: 'help@example.co.jp' },
  ],
} as const

/** A beginning for each recipient, and in the next step its end. */
function itemsOf(step: number): OutboxItem[] {
  const at = clock.now()
  return Object.entries(WAYS).flatMap(([recipient, ways]) =>
    (['begin', 'end'] as const).flatMap((phase) => {
      const thread = `${run}-${phase === 'begin' ? step : step - 1}`
      if (phase === 'end' && step === 0) return []
      const id = `${thread}-${recipient}-${phase}`
      // The mail server knows it by its subject: a message id is a hash.
      const message = messageOf({ id, thread, phase, at, headline: { ja: id, en: id } })
      return [{ message, recipient, ways, locale: 'en' as const, createdAt: at, expiresAt: null }]
    }),
  )
}

if (run === 'drain') {
  while ((await store.outbox.counts()).pending > 0) await clock.sleep(50)
  await delivering.stop()
  await close()
  await store.close()
} else {
  for (let step = 0; ; step++) {
    const items = itemsOf(step)
    await store.transaction(async ({ verdicts, outbox }) => {
      await verdicts.append(verdictAt(clock.now(), step % 2 === 0 ? 'outage' : 'operational'), { step })
      await outbox.put(items)
    })
    process.stdout.write(`kept ${items.map(({ message }) => message.id).join(' ')}\n`)
    delivering.wake()
    await clock.sleep(40)
  }
}
