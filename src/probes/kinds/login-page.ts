import { z } from 'zod'
import { type Answer, mediaTypeOf, passedBy, wrongBody, wrongPlace, wrongStatus } from '../answer.ts'
import { endpointOf, hostPattern, isOnHost, marker, webUrl } from '../option-rules.ts'
import { driftOf } from '../page-drift.ts'
import { defineProbe, type Finding } from '../probe.ts'
import { bareUrl, walk } from '../walk.ts'

/** Ids of the ID step and of the password step, and the path its form posts to: any one makes it the login page. */
const LOGIN_MARKERS = ['id="loginStart"', 'id="loginBtn"', 'loginProcess']
const MAINTENANCE_MARKERS = ['メンテナンス', 'サービス停止', 'maintenance', '점검']

const OPTIONS = z.strictObject({
  url: webUrl.describe('The login page, or a page of a service that sends people to it.'),
  loginHost: hostPattern.describe('Host on which the way has to end: `host` or `host:port`.'),
  hosts: z
    .array(hostPattern)
    .default([])
    .describe(
      'Further hosts that the way may go by (`*.domain` allowed), for example the company’s own single sign-on.',
    ),
  markers: z
    .array(marker)
    .min(1)
    .default(LOGIN_MARKERS)
    .describe('Texts of which at least one makes a page the login page.'),
  maintenanceMarkers: z
    .array(marker)
    .default(MAINTENANCE_MARKERS)
    .describe('Texts that, on a page without a login marker, name it a maintenance page.'),
  maxRedirects: z.int().min(0).max(10).default(6).describe('How many redirects are followed.'),
  expected: z
    .strictObject({
      formHosts: z.array(hostPattern).default([]).describe('Hosts to which its forms may post.'),
      scriptHosts: z.array(hostPattern).default([]).describe('Hosts from which its scripts may come.'),
    })
    .prefault({})
    .describe('The known picture of the page; what lies outside is noted as a change. An empty list is not compared.'),
})
type Options = z.output<typeof OPTIONS>

function judge(answer: Answer, options: Options): Finding {
  if (answer.status !== 200) return wrongStatus(answer, '200')
  if (!isOnHost(answer.url, [options.loginHost])) {
    return wrongPlace(answer, bareUrl(answer.url), `ended on ${answer.url.host}, not on ${options.loginHost}`)
  }
  const page = answer.body
  if (!options.markers.some((text) => page.includes(text))) {
    const maintenance = options.maintenanceMarkers.find((text) => page.toLowerCase().includes(text.toLowerCase()))
    return wrongBody(answer, maintenance ? `a maintenance page: ${maintenance}` : 'no marker of the login page')
  }
  const type = mediaTypeOf(answer)
  if (type !== 'text/html' && type !== 'application/xhtml+xml') {
    return wrongBody(answer, `content type ${type || 'missing'}, expected text/html`)
  }
  return passedBy(answer, driftOf(page, answer.url, options.expected))
}

/**
 * Goes the way a browser goes to the login page and looks whether it is one. It never posts, never sends a credential and
 * never asks for the address that checks passwords: that could lock an account.
 */
export const loginPage = defineProbe({
  kind: 'login-page',
  title: { ja: 'ログイン画面', en: 'Login page' },
  defaults: { role: 'service', component: 'login' },
  options: OPTIONS,
  example: {
    url: 'https://auth.worksmobile.com/login/login?accessUrl=https%3A%2F%2Ftalk.worksmobile.com%2F',
    loginHost: 'auth.worksmobile.com',
    expected: { formHosts: ['auth.worksmobile.com'] },
  },
  canProxy: true,
  canChooseFamily: true,
  endpoint: (options) => endpointOf(options.url),
  async look(options, context) {
    const walked = await walk(
      {
        url: options.url,
        method: 'GET',
        accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.1',
        maxRedirects: options.maxRedirects,
        hosts: [options.loginHost, ...options.hosts],
      },
      context,
    )
    return 'broken' in walked ? walked.broken : judge(walked.answer, options)
  },
})
