import { z } from 'zod'
import { DIRECTORY_OPTIONS } from '../accounts/account-options.ts'
import { LOCALES } from '../core/locale.ts'
import { isAllowEntry } from '../platform/fetch/address-guard.ts'
import { parseProxyUrl } from '../platform/net/proxy-url.ts'
import { host, refusal, resolverAddress } from '../probes/option-rules.ts'
import { TARGET_SCHEMA } from '../probes/parse-target.ts'
import { ALERTS_SCHEMA } from './alerts-schema.ts'
import { BOTS_SCHEMA } from './bots-schema.ts'
import { HELP_DESK_SCHEMA } from './help-desk-schema.ts'
import { addressOrRange, number, truth, zone } from './scalars.ts'

const words = z.string().trim().min(1).max(120)
/** An office is named by the same rules as a target. */
const { id: slug, title: bilingual } = TARGET_SCHEMA.shape

const isContact = (value: string) =>
  /^[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+$/.test(value) || /^https?:\/\/[^\s()]+$/.test(value)

const databaseUrl = z.string().refine(
  (value) => /^postgres(ql)?:\/\/[^\s/]*\S*$/.test(value) || /^sqlite:\S/.test(value),
  refusal({
    ja: '「sqlite:ファイル」か「postgresql://…」の形にしてください',
    en: 'must be "sqlite:FILE" or "postgresql://…"',
  }),
)

const proxyUrl = z.string().refine(
  (value) => value === 'environment' || value === 'none' || parseProxyUrl(value) !== null,
  refusal({
    ja: 'environment、none、または http://ホスト:ポート の形にしてください（SOCKS と PAC には対応していません）',
    en: 'must be environment, none or http://HOST:PORT (SOCKS and PAC are not supported)',
  }),
)

const allowEntry = z.string().refine(
  isAllowEntry,
  refusal({
    ja: 'ホスト名、IP アドレス、または 10.1.0.0/16 の形にしてください',
    en: 'must be a host name, an IP address or a network such as 10.1.0.0/16',
  }),
)

/** Long enough that nobody guesses it. */
const token = z.string().min(20).max(500)

const loginDomain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9][a-z0-9.-]*[a-z0-9]$/,
    refusal({
      ja: '@ より後ろだけを書いてください（例: example.co.jp）',
      en: 'must be what follows the @ (example.co.jp)',
    }),
  )

const DEFAULT_DATABASE = 'sqlite:var/dotchi.db'

/**
 * The configuration file, in the units people write (seconds, days). Every section may be left out.
 * `targets` and `sources` are looked at apart, entry by entry, because each kind brings its own options.
 */
export const FILE_SCHEMA = z.strictObject({
  organisation: words.nullable().default(null),
  zone: zone.default('Asia/Tokyo'),
  locale: z.enum(LOCALES).default('ja'),
  vantage: z.strictObject({ id: slug.default('here'), title: bilingual.nullable().default(null) }).prefault({}),
  listen: z
    .strictObject({
      host: host.default('127.0.0.1'),
      port: number(z.number().int().min(0).max(65_535)).default(8787),
      trustedProxies: z
        .array(addressOrRange)
        .max(20)
        .default([])
        .describe('Whose X-Forwarded-For is believed: the web server in front of it.'),
    })
    .prefault({}),
  database: z.strictObject({ url: databaseUrl.default(DEFAULT_DATABASE) }).prefault({}),
  probing: z
    .strictObject({
      intervalSeconds: number(z.number().min(5).max(3600)).default(30),
      timeoutSeconds: number(z.number().min(0.5).max(60)).default(4),
      concurrency: number(z.number().int().min(1).max(1000)).default(16),
      contact: z
        .string()
        .refine(isContact, refusal({ ja: 'メールアドレスかURLにしてください', en: 'must be a mail address or a URL' }))
        .nullable()
        .default(null),
      repeatFailed: truth.default(true),
    })
    .prefault({}),
  proxy: z
    .strictObject({ url: proxyUrl.default('environment'), noProxy: z.array(z.string().trim().min(1)).default([]) })
    .prefault({}),
  trust: z
    .strictObject({
      extraCaFiles: z.array(z.string().min(1)).default([]),
      expectedIssuers: z.array(z.string().trim().min(1)).default([]),
    })
    .prefault({}),
  resolvers: z.strictObject({ public: z.array(resolverAddress).max(4).default([]) }).prefault({}),
  retention: z
    .strictObject({
      rawDays: number(z.number().min(1).max(3650)).default(14),
      minuteDays: number(z.number().min(1).max(3650)).default(90),
      hourDays: number(z.number().min(1).max(36_500)).default(730),
    })
    .prefault({}),
  log: z
    .strictObject({ level: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info') })
    .prefault({}),
  loginDomains: z.array(loginDomain).max(100).default([]),
  replaceTargets: truth.default(false),
  targets: z.array(z.unknown()).default([]),
  reading: z
    .strictObject({
      enabled: truth.default(true),
      allowPrivate: z.array(allowEntry).default([]),
      snapshots: z.string().min(1).nullable().default('var/snapshots'),
    })
    .prefault({}),
  replaceSources: truth.default(false),
  sources: z.array(z.unknown()).default([]),
  alerts: ALERTS_SCHEMA.prefault({}),
  helpDesk: HELP_DESK_SCHEMA.nullable().default(null),
  bots: BOTS_SCHEMA.prefault({}),
  directory: DIRECTORY_OPTIONS.nullable().default(null),
  tokens: z.strictObject({ admin: token.nullable().default(null), desk: token.nullable().default(null) }).prefault({}),
})
export type FileSettings = z.output<typeof FILE_SCHEMA>
