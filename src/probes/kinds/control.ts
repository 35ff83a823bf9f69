import { z } from 'zod'
import { type Answer, passedBy, wrongBody, wrongStatus } from '../answer.ts'
import { endpointOf, httpStatus, webUrl } from '../option-rules.ts'
import { defineProbe, type Finding } from '../probe.ts'
import { bareUrl, walk } from '../walk.ts'

const OPTIONS = z.strictObject({
  url: webUrl.describe('A page made for telling whether the internet can be reached. Redirects are not followed.'),
  status: httpStatus.default(204).describe('Its exact status.'),
  body: z
    .string()
    .max(2000)
    .optional()
    .describe('Its exact body, but for white space around it; left out: the body is not looked at.'),
})
type Options = z.output<typeof OPTIONS>

function judge(answer: Answer, options: Options): Finding {
  if (answer.status >= 300 && answer.status < 400 && answer.status !== options.status) return portal(answer)
  if (answer.status !== options.status) return wrongStatus(answer, String(options.status))
  if (options.body === undefined || answer.body.trim() === options.body.trim()) return passedBy(answer)
  return wrongBody(answer, 'the body is not the expected one')
}

/** A sign-in page of a network, or a filter, sends us elsewhere. */
function portal(answer: Answer): Finding {
  const to = URL.parse(answer.headers.location ?? '', answer.url.href)
  return {
    ...wrongStatus(answer, 'no redirect'),
    error: 'UNEXPECTED_REDIRECT',
    finalUrl: to === null ? null : bareUrl(to),
  }
}

/** A site that does not fail together with LINE WORKS: it tells our own line, its filter and its sign-in pages apart from them. */
export const control = defineProbe({
  kind: 'control',
  title: { ja: '対照サイト', en: 'Control site' },
  defaults: { role: 'control', component: null },
  options: OPTIONS,
  example: { url: 'http://www.msftconnecttest.com/connecttest.txt', status: 200, body: 'Microsoft Connect Test' },
  canProxy: true,
  canChooseFamily: true,
  endpoint: (options) => endpointOf(options.url),
  async look(options, context) {
    const endAt = [301, 302, 303, 307, 308]
    const walked = await walk(
      { url: options.url, method: 'GET', accept: '*/*', maxRedirects: 0, hosts: [], endAt },
      context,
    )
    return 'broken' in walked ? walked.broken : judge(walked.answer, options)
  },
})
