import type { Config } from '../../config.ts'
import { systemClock } from '../../platform/clock.ts'
import { createProxyChooser } from '../../platform/proxy-chooser.ts'
import { createSender } from '../../platform/sender.ts'
import { type Io, UsageError } from '../command.ts'

/** The value of `--server`; null where it was not given. */
export function serverOf(value: string | undefined): URL | null {
  if (value === undefined) return null
  const url = URL.parse(value)
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UsageError({
      ja: '--server は http:// か https:// で始まるURLにしてください',
      en: '--server must be an http:// or https:// URL',
    })
  return url
}

/** An address of that server, whether or not it lives below a path. */
export const addressAt = (server: URL, path: string): URL =>
  new URL(path, server.href.endsWith('/') ? server : `${server}/`)

/** The way to a server of one's own, as the configuration says. */
export function senderFor(config: Config, io: Io) {
  const { proxyFor } = createProxyChooser(config.proxy)
  return createSender({ clock: systemClock, trust: config.trust, proxyFor, signal: io.signal })
}
