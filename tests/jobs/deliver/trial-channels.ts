import type { WorkingChannel } from '../../../src/jobs/deliver/attempt.ts'
import { notifierOf } from '../../../src/notify/index.ts'
import { systemClock } from '../../../src/platform/clock.ts'
import { createSender } from '../../../src/platform/sender.ts'

/** The real channels `mail` and `hook`, to servers on loopback. */
export function openTrialChannels(ports: { readonly mail: number; readonly hook: number }) {
  const trust = { extraCa: [], expectedIssuers: [] }
  const sender = createSender({ clock: systemClock, trust, proxyFor: () => null })
  const context = { clock: systemClock, trust, send: sender.send }
  const opened = (kind: string, options: unknown): WorkingChannel => {
    const notifier = notifierOf(kind)!
    return { kind, dependsOn: null, open: notifier.open(notifier.options.parse(options), context) }
  }
  const channels = new Map([
    ['mail', opened('email', { host: '127.0.0.1', port: ports.mail, secure: 'none', from: 'dotchi@example.co.jp' })],
    [
      'hook',
      opened('webhook', {
        url: `http://127.0.0.1:${ports.hook}/`,
        secret: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=',
      }),
    ],
  ])
  return {
    channels,
    async close() {
      await Promise.all([...channels.values()].map(({ open }) => open.close()))
      await sender.close()
    },
  }
}
