import { z } from 'zod'
import { type Answer, mediaTypeOf, passedBy, wrongBody, wrongStatus } from '../answer.ts'
import { endpointOf, hostPattern, httpStatus, marker, refusal, webUrl } from '../option-rules.ts'
import { defineProbe, type Finding } from '../probe.ts'
import { nextHop, walk } from '../walk.ts'

const OPTIONS = z
  .strictObject({
    url: webUrl.describe('Page to ask for.'),
    method: z.enum(['GET', 'HEAD']).default('GET').describe('HEAD spares the server the body; markers need GET.'),
    statuses: z
      .array(httpStatus)
      .min(1)
      .default([200])
      .describe('Statuses that are healthy. A redirect listed here is not followed, but must lead to one of `hosts`.'),
    maxRedirects: z.int().min(0).max(10).default(5).describe('How many redirects are followed.'),
    hosts: z
      .array(hostPattern)
      .default([])
      .describe('Hosts beside its own to which it may redirect: `host`, `host:port` or `*.domain`.'),
    contentType: z.string().min(1).max(100).optional().describe('Text that the content type has to contain.'),
    contains: z.array(marker).default([]).describe('Texts that must all stand in the body.'),
    containsAny: z.array(marker).default([]).describe('Texts of which at least one must stand in the body.'),
    minBytes: z
      .int()
      .min(0)
      .max(1_000_000)
      .default(1)
      .describe('Least length of a 200’s body: a blank page is no page. Not looked at with HEAD.'),
  })
  .refine((options) => options.method === 'GET' || options.contains.length + options.containsAny.length === 0, {
    ...refusal({ ja: '本文の条件を使うには GET が必要です', en: 'must be GET where the body is looked at' }),
    path: ['method'],
  })
type Options = z.output<typeof OPTIONS>

function judge(answer: Answer, options: Options): Finding {
  if (!options.statuses.includes(answer.status)) return wrongStatus(answer, options.statuses.join(' or '))
  const location = answer.headers.location
  if (answer.status >= 300 && answer.status < 400 && location) {
    const next = nextHop(answer, location, [new URL(options.url).host, ...options.hosts])
    if ('broken' in next) return next.broken
  }
  const type = mediaTypeOf(answer)
  if (options.contentType && !type.includes(options.contentType.toLowerCase())) {
    return wrongBody(answer, `content type ${type || 'missing'}, expected ${options.contentType}`)
  }
  if (options.method === 'HEAD') return passedBy(answer)
  if (answer.status === 200 && Buffer.byteLength(answer.body) < options.minBytes) {
    return wrongBody(answer, `body of ${Buffer.byteLength(answer.body)} bytes, expected at least ${options.minBytes}`)
  }
  const missing = options.contains.find((text) => !answer.body.includes(text))
  if (missing !== undefined) return wrongBody(answer, `the body lacks: ${missing}`)
  if (options.containsAny.length > 0 && !options.containsAny.some((text) => answer.body.includes(text))) {
    return wrongBody(answer, 'the body has none of the expected texts')
  }
  return passedBy(answer)
}

/** Any web page: its status, where it redirects to, and what must stand in it. */
export const http = defineProbe({
  kind: 'http',
  title: { ja: 'Web ページ', en: 'Web page' },
  defaults: { role: 'service', component: null },
  options: OPTIONS,
  example: { url: 'https://talk.worksmobile.com/', statuses: [200, 302], hosts: ['*.worksmobile.com'] },
  canProxy: true,
  canChooseFamily: true,
  endpoint: (options) => endpointOf(options.url),
  async look(options, context) {
    const walked = await walk({ ...options, accept: '*/*', endAt: options.statuses }, context)
    return 'broken' in walked ? walked.broken : judge(walked.answer, options)
  },
})
