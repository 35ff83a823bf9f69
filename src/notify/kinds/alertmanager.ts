import { z } from 'zod'
import { bodyOf, SEVERITIES, type Severity } from '../../core/alert/message.ts'
import { cutText } from '../cut-text.ts'
import { fitting } from '../fitting.ts'
import { httpChannel } from '../http-channel.ts'
import type { Answer, Reading } from '../http-delivery.ts'
import { threadKey } from '../letter-key.ts'
import { defineNotifier } from '../notifier.ts'
import { serverUrl } from '../option-rules.ts'
import { HALF_LOGIN, isWholeLogin, loginOf, SERVER_LOGIN } from '../server-login.ts'
import type { Wording } from '../wording.ts'

const MOST_BYTES = 60_000
/** Alertmanager takes an alert without an end for over after five minutes. Unknown must not pass for fine. */
const LASTS_MS = 7 * 24 * 3_600_000
/** What stands for itself has no end that would be told. */
const ONCE_MS = 3_600_000
/** An end that lies in the future for a clock that is behind would be none. */
const SLACK_MS = 60_000

const iso = (at: number) => new Date(at).toISOString()

/**
 * The form: one alert for each severity, since labels name an alert and the severity of an incident may change. That of
 * now is firing, the others are over; at the end all are.
 */
export const alertmanagerForm = (wording: Wording, labels: Readonly<Record<string, string>>) =>
  fitting(wording, MOST_BYTES, (short) => {
    const { message, headline, lead, links, locale } = short
    const isOver = message.phase === 'end'
    const firesUntil = message.at + (message.phase === 'once' ? ONCE_MS : LASTS_MS)
    const spanOf = (severity: Severity) =>
      !isOver && severity === message.severity
        ? { startsAt: iso(message.at), endsAt: iso(firesUntil) }
        : { endsAt: iso(message.at - SLACK_MS) }
    return (message.phase === 'once' ? [message.severity] : SEVERITIES).map((severity) => ({
      labels: { ...labels, alertname: 'Dotchi', service: 'LINE WORKS', incident: threadKey(message), severity },
      annotations: {
        summary: headline,
        description: lead,
        details: cutText(bodyOf({ ...message, lead: { ja: '', en: '' }, links: [] }, locale).trim(), 2_000),
        kind: message.kind,
        locale,
        ...(links[0] ? { url: links[0].url } : {}),
      },
      ...spanOf(severity),
      ...(links[0] ? { generatorURL: links[0].url } : {}),
    }))
  })

const readAnswer = ({ status }: Answer): Reading | null =>
  status === 404 || status === 410 ? { kind: 'rejected', reason: 'refused' } : null

const OPTIONS = z
  .strictObject({
    server: serverUrl.describe('Where Alertmanager answers, without /api/v2/alerts.'),
    labels: z
      .record(z.string().regex(/^[a-zA-Z_]\w{0,60}$/), z.string().max(200))
      .default({})
      .describe('Labels of your own, by which your routes go.'),
    ...SERVER_LOGIN,
  })
  .refine(isWholeLogin, HALF_LOGIN)

/** Prometheus Alertmanager (https://prometheus.io/docs/alerting/latest/alerts_api/). */
export const alertmanager = defineNotifier({
  kind: 'alertmanager',
  title: { ja: 'Prometheus Alertmanager', en: 'Prometheus Alertmanager' },
  options: OPTIONS,
  example: { server: 'https://alertmanager.example.co.jp', labels: { team: 'network' } },
  dependsOn: null,
  address: null,
  repeats: 'once',
  open(options, context) {
    const { headers, secrets } = loginOf(options)
    return httpChannel(context, {
      secrets,
      read: readAnswer,
      compose: (wording) => ({
        url: `${options.server.replace(/\/+$/, '')}/api/v2/alerts`,
        headers,
        body: { json: alertmanagerForm(wording, options.labels) },
      }),
    })
  },
})
