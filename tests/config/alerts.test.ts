import { expect, test } from 'vitest'
import { loaded, loadText } from '../support/config-files.ts'

const CHANNELS = `
alerts:
  channels:
    mail:
      kind: email
      options: { host: smtp.example.co.jp, from: dotchi@example.co.jp }
`
const alerts = (yaml: string) => loaded(loadText(CHANNELS + yaml)).config.alerts
const problems = (yaml: string) => {
  const read = loadText(CHANNELS + yaml)
  return 'problems' in read ? read.problems.map(({ path, line, text }) => `${line} ${path}: ${text.en}`) : []
}

test('whoever is named hears of LINE WORKS, and the administrator of the machinery, without any rule', () => {
  const { policy } = alerts(`
  recipients:
    administrator: { ways: [{ channel: mail, to: it@example.co.jp }] }
    help-desk: { locale: en, ways: [{ channel: mail, to: help@example.co.jp }] }
`)
  expect(policy.recipients.map(({ id, locale }) => [id, locale])).toEqual([
    ['administrator', 'ja'],
    ['help-desk', 'en'],
  ])
  const toOf = (event: string) =>
    policy.rules.filter(({ events }) => events.some((e) => e === event)).flatMap((r) => r.to)
  expect(toOf('outage')).toEqual(['administrator', 'help-desk'])
  expect(toOf('source')).toEqual(['administrator'])
})

test('without an administrator everybody hears of the machinery', () => {
  const { policy } = alerts('  recipients: { it: { ways: [{ channel: mail, to: it@example.co.jp }] } }\n')
  expect(policy.rules.map(({ to }) => to)).toEqual([['it'], ['it']])
})

test('what one part says of another is checked, at its place', () => {
  expect(
    problems(`
  recipients:
    it: { ways: [{ channel: mial, to: it@example.co.jp }] }
    boss: { ways: [{ channel: mail }] }
  rules:
    - { name: all, events: [outage], to: [it, bos] }
    - { name: all, events: [outage], to: [it], escalate: { afterMinutes: 5, to: [nobody] } }
`),
  ).toEqual([
    '9 alerts.recipients.it.ways[0].channel: there is no channel "mial" (did you mean "mail"?)',
    '10 alerts.recipients.boss.ways[0].to: must say to whom (Mail address, such as it@example.co.jp)',
    '12 alerts.rules[0].to[1]: there is no recipient "bos" (did you mean "boss"?)',
    '13 alerts.rules[1].name: the name "all" stands twice',
    '13 alerts.rules[1].escalate.to[0]: there is no recipient "nobody"',
  ])
})

test('the options of a channel are those of its kind', () => {
  const told = problems(`
    pager: { kind: pigeon }
    relay: { kind: email, options: { host: smtp.example.co.jp, form: a@example.co.jp } }
`).join('\n')
  expect(told).toContain('alerts.channels.pager.kind: must be')
  expect(told).toContain('alerts.channels.relay.options.from: is required')
  expect(told).toContain('alerts.channels.relay.options.form: unknown key (did you mean "from"?)')
})

test('employees subscribe by mail only, and only where links can be sent', () => {
  const told = problems('  subscriptions: { channel: mail, domains: [example.co.jp] }\n')
  expect(told).toEqual([expect.stringContaining('needs alerts.publicUrl')])
  const { subscriptions, policy } = alerts(
    '  publicUrl: https://dotchi.example.co.jp/\n  subscriptions: { channel: mail, domains: [example.co.jp] }\n',
  )
  expect(subscriptions).toEqual({ channel: 'mail', domains: ['example.co.jp'] })
  expect(policy.publicUrl).toBe('https://dotchi.example.co.jp')
})

test('recurring work stands in the zone of the configuration', () => {
  const { policy, hours } = alerts(`
  hours: { quiet: { from: "23:00", to: "06:30" } }
  maintenance:
    recurring:
      - { id: monthly, title: 定例メンテナンス, when: first wed 26:00, durationMinutes: 180, onHoliday: next-business-day }
`)
  expect(policy.maintenance.recurring).toMatchObject([
    {
      components: ['all'],
      recurrence: {
        day: { kind: 'monthly-weekday', nth: 1, weekday: 'wed' },
        minute: 1_560,
        durationMs: 10_800_000,
        zone: 'Asia/Tokyo',
        onHoliday: 'next-business-day',
      },
    },
  ])
  expect(hours.quiet).toEqual({ fromMinute: 1_380, toMinute: 390 })
})

test('a recurrence that nobody can read is refused at its place', () => {
  const work = (when: string) => `
  maintenance:
    recurring:
      - { id: monthly, title: Work, when: ${when}, durationMinutes: 60 }
`
  expect(problems(work('sixth wed 02:00'))).toEqual([expect.stringContaining('recurring[0].when: must look like')])
  expect(problems(work('第1水曜 02:00'))).toEqual([])
})
