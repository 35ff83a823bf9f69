import { z } from 'zod'
import { host, hostName, port } from '../option-rules.ts'
import { defineProbe } from '../probe.ts'

const DAY_MS = 86_400_000

const OPTIONS = z.strictObject({
  host: host.describe('Host name or IP address.'),
  port: port.default(443).describe('TCP port.'),
  serverName: hostName.optional().describe('Name that the certificate has to carry; left out: the host.'),
  warnDays: z
    .int()
    .min(0)
    .max(365)
    .default(14)
    .describe('A certificate that ends within so many days is noted as a change; it does not fail the look.'),
})

/** Shakes hands and reads the certificate: issuer, chain, end. What the certificate says is kept when it is not believed. */
export const tls = defineProbe({
  kind: 'tls',
  title: { ja: 'TLS 証明書', en: 'TLS certificate' },
  defaults: { role: 'service', component: null },
  options: OPTIONS,
  example: { host: 'auth.worksmobile.com', port: 443, warnDays: 14 },
  canProxy: true,
  canChooseFamily: true,
  endpoint: (options) => ({ host: options.host, port: options.port }),
  async look(options, context) {
    const facts = await context.network.handshake({
      host: options.host,
      port: options.port,
      serverName: options.serverName ?? options.host,
      route: context.route,
      family: context.family,
      trust: context.trust,
      timeoutMs: context.limits.timeoutMs,
      ...(context.signal ? { signal: context.signal } : {}),
    })
    const endAt = facts.tls?.validToAt ?? null
    const endsSoon = facts.phase === 'done' && endAt !== null && endAt - context.clock.now() < options.warnDays * DAY_MS
    return endsSoon ? { ...facts, drift: [...(facts.drift ?? []), 'certificate-ends-soon'] } : facts
  },
})
