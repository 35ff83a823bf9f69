import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import type { ProbeError } from '../../core/observation.ts'
import { NO_TIMINGS } from '../../core/observation.ts'
import type { Resolved } from '../../platform/network.ts'
import { hostName, resolverAddress } from '../option-rules.ts'
import { defineProbe, type Finding, type ProbeContext } from '../probe.ts'

const OPTIONS = z.strictObject({
  name: hostName.describe('The name to resolve.'),
  types: z
    .array(z.enum(['A', 'AAAA']))
    .min(1)
    .max(2)
    .default(['A'])
    .describe('Record types to ask for. With both, one may be empty, but neither may fail.'),
  resolver: z
    .union([z.literal('system'), z.array(resolverAddress).min(1).max(4)])
    .default('system')
    .describe('`system`: as this computer resolves; or DNS servers to ask side by side, of which one has to answer.'),
  owner: z
    .enum(['company', 'public'])
    .optional()
    .describe('Whose resolver it is; left out: the company’s for `system`, public for named servers.'),
  expectPublic: z
    .boolean()
    .default(false)
    .describe('The name belongs to the internet: a private or reserved address in the answer fails the look.'),
})
type Options = z.output<typeof OPTIONS>

/** The more an error says about the name, the earlier it stands; silence says least. */
const MOST_TELLING: readonly (ProbeError | null)[] = ['ENOTFOUND', 'ENODATA', 'ESERVFAIL', 'EREFUSED', 'EAI_AGAIN']
function mostTelling(answers: readonly Resolved[]): Resolved | undefined {
  const place = ({ error }: Resolved) => MOST_TELLING.indexOf(error) + (MOST_TELLING.includes(error) ? 0 : 100)
  return answers.toSorted((a, b) => place(a) - place(b))[0]
}

/** Asks all servers at once; the first that has addresses wins, otherwise the answer that says most. */
function askAny(type: 'A' | 'AAAA', options: Options, context: ProbeContext): Promise<Resolved> {
  const servers = options.resolver === 'system' ? [null] : options.resolver
  const asked = servers.map((resolver) =>
    context.network.resolve({
      name: options.name,
      type,
      resolver,
      timeoutMs: context.limits.timeoutMs,
      ...(context.signal ? { signal: context.signal } : {}),
    }),
  )
  const won = asked.map(async (one) => {
    const resolved = await one
    return resolved.error === null ? resolved : Promise.reject(new Error(resolved.error))
  })
  return Promise.any(won).catch(async () => mostTelling(await Promise.all(asked))!)
}

/** Ranges of addresses that the internet can route, transition mechanisms included (NAT64 is common on mobile lines). */
const ROUTABLE = new Set(['unicast', 'rfc6052', '6to4', 'teredo'])
const isPublic = (address: string) => ipaddr.isValid(address) && ROUTABLE.has(ipaddr.process(address).range())

function judge(answers: readonly Resolved[], options: Options): Finding {
  const addresses = answers.flatMap((answer) => answer.addresses)
  const failed = mostTelling(
    answers.filter((answer) => answer.error !== null && (answer.error !== 'ENODATA' || addresses.length === 0)),
  )
  if (failed && failed.error !== null) return { phase: 'resolve', error: failed.error, detail: failed.detail }
  if (addresses.length === 0) return { phase: 'resolve', error: 'ENODATA', detail: 'no address in the answer' }
  const bogon = options.expectPublic ? addresses.find((address) => !isPublic(address)) : undefined
  if (bogon === undefined) return { phase: 'done', address: addresses[0]! }
  return {
    phase: 'content',
    error: 'BODY_MISMATCH',
    address: bogon,
    detail: `private or reserved address ${bogon} for the public name ${options.name}`,
  }
}

/** Tells NXDOMAIN, no such record, SERVFAIL, REFUSED and silence apart, and a public name that leads to a private address. */
export const dns = defineProbe({
  kind: 'dns',
  title: { ja: '名前解決（DNS）', en: 'Name resolution (DNS)' },
  defaults: { role: 'service', component: null },
  options: OPTIONS,
  example: { name: 'auth.worksmobile.com', types: ['A'], resolver: ['1.1.1.1', '8.8.8.8'], expectPublic: true },
  canProxy: false,
  canChooseFamily: false,
  endpoint: (options) => ({ host: options.name, port: 53 }),
  async look(options, context) {
    const startedAt = context.clock.monotonic()
    const answers = await Promise.all([...new Set(options.types)].map((type) => askAny(type, options, context)))
    return {
      ...judge(answers, options),
      resolver: options.owner ?? (options.resolver === 'system' ? 'company' : 'public'),
      timings: { ...NO_TIMINGS, resolve: context.clock.monotonic() - startedAt },
    }
  },
})
