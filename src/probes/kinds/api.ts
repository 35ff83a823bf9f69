import { z } from 'zod'
import { type Answer, jsonObjectOf, passedBy, wrongBody, wrongStatus } from '../answer.ts'
import { endpointOf, httpStatus, webUrl } from '../option-rules.ts'
import { defineProbe, type Finding } from '../probe.ts'
import { walk } from '../walk.ts'

const OPTIONS = z.strictObject({
  url: webUrl.describe('An API resource that needs a token; it is asked without one.'),
  status: httpStatus.default(401).describe('The status that a request without a token gets.'),
  codeField: z.string().min(1).max(100).default('code').describe('Field of the JSON answer that has to be there.'),
})
type Options = z.output<typeof OPTIONS>

const TOO_MANY_REQUESTS = 429

function judge(answer: Answer, options: Options): Finding {
  const code = jsonObjectOf(answer)?.[options.codeField]
  const isOwn = (typeof code === 'string' && code !== '') || typeof code === 'number'
  // The gateway is alive; we ask too often. The observation keeps the status, and the host is left alone for a while.
  if (answer.status === TOO_MANY_REQUESTS && isOwn) return passedBy(answer)
  if (answer.status !== options.status) return wrongStatus(answer, String(options.status))
  return isOwn ? passedBy(answer) : wrongBody(answer, `no JSON with "${options.codeField}"`)
}

/** An API gateway, asked without a token: that it refuses us in its own words shows that it lives. */
export const api = defineProbe({
  kind: 'api',
  title: { ja: 'API ゲートウェイ', en: 'API gateway' },
  defaults: { role: 'service', component: 'api' },
  options: OPTIONS,
  example: { url: 'https://www.worksapis.com/v1.0/users/me' },
  canProxy: true,
  canChooseFamily: true,
  endpoint: (options) => endpointOf(options.url),
  async look(options, context) {
    const walked = await walk(
      { url: options.url, method: 'GET', accept: 'application/json', maxRedirects: 0, hosts: [] },
      context,
    )
    return 'broken' in walked ? walked.broken : judge(walked.answer, options)
  },
})
