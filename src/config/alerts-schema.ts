import { z } from 'zod'
import { EVENT_GROUPS } from '../core/alert/event.ts'
import { SEVERITIES } from '../core/alert/message.ts'
import { TELLING_HOURS, WEEKDAYS } from '../core/calendar.ts'
import { COMPONENTS } from '../core/condition.ts'
import { LOCALES } from '../core/locale.ts'
import { parseRecurrence } from '../core/maintenance/parse-recurrence.ts'
import { HOLIDAY_RULES } from '../core/maintenance/recurrence.ts'
import { hostName, refusal, webUrl } from '../probes/option-rules.ts'
import { TARGET_SCHEMA } from '../probes/parse-target.ts'
import { number, truth, zone } from './scalars.ts'

const { id: slug, title: bilingual } = TARGET_SCHEMA.shape

const minutes = (most: number) => number(z.number().int().min(1).max(most))
const names = z.array(z.string().min(1).max(64)).min(1).max(100)

/** A time of the day as a clock shows it. */
const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, refusal({ ja: '"09:00" の形にしてください', en: 'must look like "09:00"' }))

const way = z.strictObject({
  channel: z.string().min(1).max(64),
  to: z.string().min(1).max(500).nullable().default(null).describe('Left out where the channel itself says whom.'),
})

const recipient = z.strictObject({
  locale: z.enum(LOCALES).nullable().default(null).describe('That of the whole configuration where left out.'),
  ways: z.array(way).min(1).max(10).describe('In the order in which they are tried.'),
})

/** Who hears what. */
export const RULES_SCHEMA = z
  .array(
    z.strictObject({
      name: slug,
      events: z.array(z.enum(EVENT_GROUPS)).min(1),
      severity: z.enum(SEVERITIES).default('info').describe('The least that counts.'),
      components: z.array(z.enum(COMPONENTS)).min(1).nullable().default(null),
      sites: names.nullable().default(null),
      hours: z.enum(TELLING_HOURS).default('always'),
      missed: z
        .enum(['digest', 'drop'])
        .default('digest')
        .describe('What was held back for the hours and is over by then: told in one line, or not at all.'),
      to: names,
      remindMinutes: minutes(10_080).nullable().default(null),
      throttleMinutes: minutes(1_440).nullable().default(null),
      escalate: z
        .strictObject({ afterMinutes: minutes(1_440), to: names })
        .nullable()
        .default(null),
    }),
  )
  .max(100)

const recurring = z.strictObject({
  id: slug,
  title: bilingual,
  when: z
    .string()
    .max(100)
    .superRefine((text, context) => {
      const parsed = parseRecurrence(text)
      if ('problem' in parsed)
        context.addIssue({ code: 'custom', message: parsed.problem.en, params: { text: parsed.problem } })
    }),
  zone: zone.nullable().default(null).describe('That of the whole configuration where left out.'),
  durationMinutes: minutes(10_080),
  components: z.array(z.enum(COMPONENTS)).min(1).default(['all']),
  url: webUrl.nullable().default(null),
  onHoliday: z.enum(HOLIDAY_RULES).default('same'),
})

/** Who is told of what, how and when. `channels` are looked at apart, because each kind brings its own options. */
export const ALERTS_SCHEMA = z.strictObject({
  publicUrl: webUrl.nullable().default(null).describe('Where people reach this Dotchi: for the links in messages.'),
  channels: z.record(slug, z.unknown()).default({}),
  recipients: z.record(slug, recipient).default({}),
  rules: RULES_SCHEMA.nullable().default(null).describe('Left out: the usual ones.'),
  hours: z
    .strictObject({
      business: z
        .strictObject({
          days: z.array(z.enum(WEEKDAYS)).min(1).default(['mon', 'tue', 'wed', 'thu', 'fri']),
          from: clockTime.default('09:00'),
          to: clockTime.default('18:00'),
        })
        .prefault({}),
      quiet: z.strictObject({ from: clockTime, to: clockTime }).nullable().default({ from: '22:00', to: '07:00' }),
      holidays: truth.default(true).describe('Japanese public holidays are no business days.'),
    })
    .prefault({}),
  maintenance: z
    .strictObject({
      remindersMinutes: z.array(minutes(20_160)).max(5).default([1_440, 15]),
      recurring: z.array(recurring).max(50).default([]),
    })
    .prefault({}),
  heartbeat: z
    .array(z.strictObject({ url: webUrl, everySeconds: number(z.number().int().min(10).max(3_600)).default(60) }))
    .max(5)
    .default([]),
  subscriptions: z
    .strictObject({ channel: z.string().min(1).max(64), domains: z.array(hostName).min(1).max(50) })
    .nullable()
    .default(null)
    .describe('Lets employees subscribe by mail, with addresses of these domains only.'),
})
export type AlertSettings = z.output<typeof ALERTS_SCHEMA>
