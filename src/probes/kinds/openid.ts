import { z } from 'zod'
import { type Answer, jsonObjectOf, passedBy, wrongBody, wrongStatus } from '../answer.ts'
import { endpointOf, hostPattern, webUrl } from '../option-rules.ts'
import { defineProbe, type Finding, type ProbeContext } from '../probe.ts'
import { startTimer } from '../time-left.ts'
import { bareUrl, nextHop, walk } from '../walk.ts'

const OPTIONS = z.strictObject({
  url: webUrl.describe('OpenID Connect discovery document.'),
  issuer: z
    .string()
    .min(1)
    .optional()
    .describe('The issuer it is known to name; another is noted as a change, it does not fail the look.'),
  hosts: z
    .array(hostPattern)
    .default([])
    .describe('Hosts beside its own on which the key set (`jwks_uri`) may lie: `host`, `host:port` or `*.domain`.'),
})
type Options = z.output<typeof OPTIONS>

interface Discovery {
  readonly issuer: string
  readonly jwksUri: string
}

/** What the document says, or what is wrong with it. Its addresses must not be weaker than the document's own. */
function parseDiscovery(answer: Answer): Discovery | string {
  const document = jsonObjectOf(answer)
  if (document === null) return 'the discovery document is no JSON object'
  const { issuer, jwks_uri: jwksUri, token_endpoint: tokenEndpoint } = document
  if (typeof issuer !== 'string' || issuer === '') return 'the discovery document has no issuer'
  for (const [name, value] of Object.entries({ jwks_uri: jwksUri, token_endpoint: tokenEndpoint })) {
    if (typeof value !== 'string' || !URL.canParse(value)) return `the discovery document has no ${name}`
    const { protocol } = new URL(value)
    if (protocol !== 'https:' && protocol !== answer.url.protocol) return `${name} is not https`
  }
  return { issuer, jwksUri: jwksUri as string }
}

/** Null where the key set is in order. */
async function brokenKeySet(url: URL, context: ProbeContext): Promise<Finding | null> {
  const walked = await walk(
    { url: url.href, method: 'GET', accept: 'application/json', maxRedirects: 0, hosts: [] },
    context,
  )
  if ('broken' in walked) return walked.broken
  if (walked.answer.status !== 200) return wrongStatus(walked.answer, '200 for the key set')
  const keys = jsonObjectOf(walked.answer)?.keys
  return Array.isArray(keys) && keys.length > 0 ? null : wrongBody(walked.answer, 'the key set has no keys')
}

async function judge(answer: Answer, options: Options, context: ProbeContext): Promise<Finding> {
  if (answer.status !== 200) return wrongStatus(answer, '200')
  const discovery = parseDiscovery(answer)
  if (typeof discovery === 'string') return wrongBody(answer, discovery)
  const keySet = nextHop(answer, discovery.jwksUri, [new URL(options.url).host, ...options.hosts])
  if ('broken' in keySet) return wrongBody(answer, `jwks_uri: ${keySet.broken.detail}`)
  const broken = await brokenKeySet(keySet.url, context)
  if (broken) return { ...broken, finalUrl: bareUrl(keySet.url) }
  const isKnown = options.issuer === undefined || options.issuer === discovery.issuer
  return passedBy(answer, isKnown ? [] : [`issuer:${discovery.issuer.slice(0, 200)}`])
}

/** The machinery behind single sign-on and the API: the discovery document and the keys that sign its tokens. */
export const openid = defineProbe({
  kind: 'openid',
  title: { ja: 'OpenID Connect の設定情報', en: 'OpenID Connect discovery' },
  defaults: { role: 'service', component: 'login' },
  options: OPTIONS,
  example: {
    url: 'https://auth.worksmobile.com/.well-known/openid-configuration',
    hosts: ['*.worksmobile.com'],
  },
  canProxy: true,
  canChooseFamily: true,
  endpoint: (options) => endpointOf(options.url),
  async look(options, context) {
    const left = startTimer(context)
    const walked = await walk(
      { url: options.url, method: 'GET', accept: 'application/json', maxRedirects: 0, hosts: [] },
      context,
    )
    if ('broken' in walked) return walked.broken
    return judge(walked.answer, options, { ...context, limits: { ...context.limits, timeoutMs: left() } })
  },
})
