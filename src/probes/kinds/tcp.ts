import { z } from 'zod'
import { host, port } from '../option-rules.ts'
import { defineProbe } from '../probe.ts'

const OPTIONS = z.strictObject({
  host: host.describe('Host name or IP address.'),
  port: port.describe('TCP port.'),
})

/** Whether a connection can be made at all: for gateways, proxies and everything without a protocol of its own here. */
export const tcp = defineProbe({
  kind: 'tcp',
  title: { ja: 'TCP 接続', en: 'TCP connection' },
  defaults: { role: 'service', component: null },
  options: OPTIONS,
  example: { host: '192.0.2.1', port: 443 },
  canProxy: true,
  canChooseFamily: true,
  endpoint: (options) => options,
  look: (options, context) =>
    context.network.connect({
      host: options.host,
      port: options.port,
      route: context.route,
      family: context.family,
      timeoutMs: context.limits.timeoutMs,
      ...(context.signal ? { signal: context.signal } : {}),
    }),
})
