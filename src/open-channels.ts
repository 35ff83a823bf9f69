import type { Config } from './config.ts'
import type { WorkingChannel } from './jobs/deliver/attempt.ts'
import { dependenceOf, notifierOf } from './notify/index.ts'
import type { Clock } from './platform/clock.ts'
import { createAddressGuard } from './platform/fetch/address-guard.ts'
import { createProxyChooser } from './platform/proxy-chooser.ts'
import { createSender, type Send } from './platform/sender.ts'

export interface OpenChannels {
  readonly channels: ReadonlyMap<string, WorkingChannel>
  /** A way out that no guard watches: for addresses that stand in the configuration themselves. */
  readonly sendAnywhere: Send
  close(): Promise<void>
}

/** Makes every configured channel ready to send. Nothing is sent yet. */
export function openChannels(
  config: Pick<Config, 'alerts' | 'proxy' | 'trust' | 'reading'>,
  clock: Clock,
): OpenChannels {
  const proxies = createProxyChooser(config.proxy)
  const way = { clock, trust: config.trust, proxyFor: (url: URL) => proxies.proxyFor(url) }
  const sender = createSender({ ...way, guard: createAddressGuard(config.reading.allowPrivate) })
  const unguarded = createSender(way)
  const context = { clock, trust: config.trust, send: sender.send }
  const channels = new Map(
    config.alerts.channels.map(({ name, kind, options }): [string, WorkingChannel] => {
      const notifier = notifierOf(kind)!
      return [name, { kind, dependsOn: dependenceOf(notifier, options), open: notifier.open(options, context) }]
    }),
  )
  return {
    channels,
    sendAnywhere: unguarded.send,
    async close() {
      await Promise.all([...channels.values()].map(({ open }) => open.close()))
      await Promise.all([sender.close(), unguarded.close()])
    },
  }
}
