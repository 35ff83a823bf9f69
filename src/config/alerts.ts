import { type AlertPolicy, MINUTE_MS, type Recipient, type Rule, USUAL_POLICY } from '../core/alert/policy.ts'
import type { DaySpan, Hours } from '../core/calendar.ts'
import { USUAL_LIMITS } from '../core/incident/incident.ts'
import type { Locale, Text } from '../core/locale.ts'
import { parseRecurrence } from '../core/maintenance/parse-recurrence.ts'
import type { RecurringMaintenance } from '../core/maintenance/recurrence.ts'
import { notifierOf } from '../notify/index.ts'
import type { AlertSettings } from './alerts-schema.ts'
import { type ChannelSetting, parseChannels } from './channels.ts'
import { didYouMean } from './issue-text.ts'
import type { Path, Problem } from './problem.ts'
import { problemAt, type SettingsFile } from './settings-file.ts'

/** Who is told of what, how and when: ready for use. */
export interface AlertConfig {
  readonly channels: readonly ChannelSetting[]
  readonly policy: AlertPolicy
  readonly hours: Hours
  /** Addresses that are asked regularly while all is well here: their silence raises the alarm elsewhere. */
  readonly heartbeat: readonly { readonly url: string; readonly everyMs: number }[]
  /** By which channel employees subscribe, and with addresses of which domains; null: they do not. */
  readonly subscriptions: { readonly channel: string; readonly domains: readonly string[] } | null
}

/** Gets what concerns the machinery, where somebody is so called; otherwise all do. */
const ADMINISTRATOR = 'administrator'

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
const spanOf = ({ from, to }: { readonly from: string; readonly to: string }): DaySpan => ({
  fromMinute: minuteOf(from),
  toMinute: minuteOf(to),
})
const msOf = (minutes: number | null): number | null => (minutes === null ? null : minutes * MINUTE_MS)

export interface AlertSurroundings {
  readonly file: SettingsFile
  readonly locale: Locale
  readonly zone: string
}

/** Puts the alerts together and checks what one part says of another. */
export function alertsOf(
  settings: AlertSettings,
  { file, locale, zone }: AlertSurroundings,
): { readonly alerts: AlertConfig; readonly problems: readonly Problem[] } {
  const { channels, problems: found } = parseChannels(file, settings.channels)
  const problems = [...found]
  const refuse = (path: Path, text: Text) => problems.push(problemAt(file, ['alerts', ...path], text))
  const channelNames = Object.keys(settings.channels)
  const recipientNames = Object.keys(settings.recipients)
  const mustBeChannel = (name: string, path: Path) => {
    if (!channelNames.includes(name)) refuse(path, noSuch(CHANNEL, name, channelNames))
  }

  for (const [id, { ways }] of Object.entries(settings.recipients)) {
    for (const [index, { channel, to }] of ways.entries()) {
      const path = ['recipients', id, 'ways', index]
      mustBeChannel(channel, [...path, 'channel'])
      const kind = channels.find(({ name }) => name === channel)?.kind
      if (kind !== undefined) for (const text of addressProblems(kind, to)) refuse([...path, 'to'], text)
    }
  }
  problems.push(...ruleProblems(settings.rules ?? [], recipientNames, file, ['alerts', 'rules']))
  const { subscriptions } = settings
  if (subscriptions) {
    mustBeChannel(subscriptions.channel, ['subscriptions', 'channel'])
    const kind = channels.find(({ name }) => name === subscriptions.channel)?.kind
    if (kind !== undefined && kind !== 'email')
      refuse(['subscriptions', 'channel'], { ja: 'メールの channel にしてください', en: 'must be a channel of mail' })
    if (settings.publicUrl === null)
      refuse(['subscriptions'], {
        ja: '確認のリンクを送るため、alerts.publicUrl が必要です',
        en: 'needs alerts.publicUrl, for the links that confirm',
      })
  }
  const { business, quiet, holidays } = settings.hours
  return {
    alerts: {
      channels,
      policy: {
        ...USUAL_POLICY,
        recipients: Object.entries(settings.recipients).map(
          ([id, entry]): Recipient => ({
            id,
            locale: entry.locale ?? locale,
            ways: entry.ways,
            mutedUntil: null,
            isSubscriber: false,
          }),
        ),
        rules: settings.rules?.map(ruleOf) ?? usualRules(recipientNames),
        incident: USUAL_LIMITS,
        maintenance: {
          ...USUAL_POLICY.maintenance,
          reminderMs: settings.maintenance.remindersMinutes.map((minutes) => minutes * MINUTE_MS),
          recurring: settings.maintenance.recurring.flatMap((entry) => recurringOf(entry, zone)),
        },
        publicUrl: settings.publicUrl?.replace(/\/+$/, '') ?? null,
      },
      hours: { business: { days: business.days, ...spanOf(business) }, quiet: quiet && spanOf(quiet), holidays },
      heartbeat: settings.heartbeat.map(({ url, everySeconds }) => ({ url, everyMs: everySeconds * 1_000 })),
      subscriptions,
    },
    problems,
  }
}

const CHANNEL: Text = { ja: 'channel', en: 'channel' }
const RECIPIENT: Text = { ja: '宛先（recipients）', en: 'recipient' }

function addressProblems(kind: string, to: string | null): readonly Text[] {
  const address = notifierOf(kind)?.address ?? null
  if (address === null) {
    if (to === null) return []
    return [{ ja: 'この channel では宛先を書きません', en: 'says nothing here: the channel itself says whom' }]
  }
  if (to !== null && address.isValid(to)) return []
  return [
    {
      ja: `宛先を書いてください（${address.title.ja}。例: ${address.example}）`,
      en: `must say to whom (${address.title.en}, such as ${address.example})`,
    },
  ]
}

type RuleSetting = NonNullable<AlertSettings['rules']>[number]

/** What rules say of each other and of those who are to be told. */
export function ruleProblems(
  rules: readonly RuleSetting[],
  recipients: readonly string[],
  file: SettingsFile,
  base: Path,
): readonly Problem[] {
  const problems: Problem[] = []
  const refuse = (path: Path, text: Text) => problems.push(problemAt(file, [...base, ...path], text))
  const names = rules.map(({ name }) => name)
  for (const [index, { name, to, escalate }] of rules.entries()) {
    if (names.indexOf(name) !== index) refuse([index, 'name'], twice(name))
    for (const [place, id] of to.entries())
      if (!recipients.includes(id)) refuse([index, 'to', place], noSuch(RECIPIENT, id, recipients))
    for (const [place, id] of (escalate?.to ?? []).entries())
      if (!recipients.includes(id)) refuse([index, 'escalate', 'to', place], noSuch(RECIPIENT, id, recipients))
  }
  return problems
}

const twice = (name: string): Text => ({
  ja: `同じ名前「${name}」が2回あります`,
  en: `the name "${name}" stands twice`,
})

function noSuch(what: Text, name: string, known: readonly string[]): Text {
  const hint = didYouMean(name, known)
  return { ja: `「${name}」という${what.ja}はありません${hint.ja}`, en: `there is no ${what.en} "${name}"${hint.en}` }
}

export const ruleOf = ({ remindMinutes, throttleMinutes, escalate, ...rule }: RuleSetting): Rule => ({
  ...rule,
  remindMs: msOf(remindMinutes),
  throttleMs: msOf(throttleMinutes),
  escalate: escalate && { afterMs: escalate.afterMinutes * MINUTE_MS, to: escalate.to },
})

function recurringOf(
  { when, zone, durationMinutes, onHoliday, ...work }: AlertSettings['maintenance']['recurring'][number],
  ownZone: string,
): readonly RecurringMaintenance[] {
  const parsed = parseRecurrence(when)
  // Refused by the schema already.
  if ('problem' in parsed) return []
  const recurrence = { ...parsed.time, durationMs: durationMinutes * MINUTE_MS, zone: zone ?? ownZone, onHoliday }
  return [{ ...work, recurrence }]
}

/** What is told where the configuration names people and no rules. */
function usualRules(recipients: readonly string[]): readonly Rule[] {
  if (recipients.length === 0) return []
  const plain = {
    components: null,
    sites: null,
    hours: 'always',
    missed: 'digest',
    remindMs: null,
    throttleMs: null,
    escalate: null,
    severity: 'info',
  } as const
  const administrators = recipients.includes(ADMINISTRATOR) ? [ADMINISTRATOR] : recipients
  return [
    { ...plain, name: 'line-works', events: ['outage', 'degraded', 'maintenance', 'updated'], to: recipients },
    {
      ...plain,
      name: 'machinery',
      events: ['company-network', 'source', 'agent', 'certificate', 'delivery'],
      to: administrators,
    },
  ]
}
