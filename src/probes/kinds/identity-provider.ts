import { z } from 'zod'
import { type Answer, jsonObjectOf, passedBy, wrongBody, wrongStatus } from '../answer.ts'
import { endpointOf, hostPattern, webUrl } from '../option-rules.ts'
import { defineProbe, type Finding } from '../probe.ts'
import { walk } from '../walk.ts'

const OPTIONS = z.strictObject({
  url: webUrl.describe('Metadata of the company’s identity provider: SAML metadata or OpenID Connect discovery.'),
  hosts: z.array(hostPattern).default([]).describe('Hosts beside its own to which it may redirect.'),
  slowConnectMs: z
    .int()
    .min(1)
    .default(1000)
    .describe('A connection that takes longer is noted as a change: LINE WORKS itself waits one second.'),
  slowReadMs: z
    .int()
    .min(1)
    .default(3000)
    .describe('An answer that takes longer is noted as a change: LINE WORKS itself waits three seconds.'),
})
type Options = z.output<typeof OPTIONS>

const SAML_METADATA = /<(?:[\w.-]+:)?Entit(?:y|ies)Descriptor[\s>]/

/** Both forms are read by their content, because many servers send them with a wrong content type. */
const isMetadata = (answer: Answer) =>
  SAML_METADATA.test(answer.body) || typeof jsonObjectOf(answer)?.issuer === 'string'

function slownessOf(facts: Finding, options: Options): readonly string[] {
  const { connect = null, request = null, body = null } = facts.timings ?? {}
  return [
    ...((connect ?? 0) > options.slowConnectMs ? ['slow-connect'] : []),
    ...((request ?? 0) + (body ?? 0) > options.slowReadMs ? ['slow-read'] : []),
  ]
}

function judge(answer: Answer, options: Options): Finding {
  if (answer.status !== 200) return wrongStatus(answer, '200')
  if (!isMetadata(answer)) return wrongBody(answer, 'neither SAML metadata nor an OpenID Connect discovery document')
  return passedBy(answer, slownessOf(answer.facts, options))
}

/** The company's own single sign-on: when it is slow or gone, people say that LINE WORKS does not let them in. */
export const identityProvider = defineProbe({
  kind: 'identity-provider',
  title: { ja: '自社の認証基盤（SSO）', en: 'The company’s single sign-on' },
  defaults: { role: 'identity-provider', component: 'login' },
  options: OPTIONS,
  example: { url: 'https://sso.example.co.jp/metadata' },
  canProxy: true,
  canChooseFamily: true,
  endpoint: (options) => endpointOf(options.url),
  async look(options, context) {
    const walked = await walk(
      {
        url: options.url,
        method: 'GET',
        accept: 'application/samlmetadata+xml,application/json,application/xml,text/xml',
        maxRedirects: 3,
        hosts: options.hosts,
      },
      context,
    )
    return 'broken' in walked ? walked.broken : judge(walked.answer, options)
  },
})
