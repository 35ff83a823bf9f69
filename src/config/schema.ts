import { isIP } from 'node:net'
import { z } from 'zod'
import { LOCALES, type Text } from '../core/locale.ts'
import { parseProxyUrl } from './proxy-url.ts'

/** A value that the schema library has no rule for; both languages are said here because they are part of the rule. */
const must = (text: Text) => ({ params: { text } })

const isNumeric = /^-?\d+(\.\d+)?$/
/** What came by `${NAME}` or from the environment is a string, so `"8787"` counts as a number. */
const number = (schema: z.ZodNumber) =>
  z.preprocess((value) => (typeof value === 'string' && isNumeric.test(value.trim()) ? Number(value) : value), schema)
const truth = z.preprocess((value) => (value === 'true' ? true : value === 'false' ? false : value), z.boolean())

const words = z.string().trim().min(1).max(120)
/** One string for both languages, or one each. */
const bilingual = z.preprocess(
  (value) => (typeof value === 'string' ? { ja: value, en: value } : value),
  z.strictObject({ ja: words, en: words }),
)

const ADDRESS_WITH_PORT = /^(?:\[(?<six>[^\]]+)\]|(?<four>[\d.]+))(?::(?<port>\d{1,5}))?$/
function isResolverAddress(value: string): boolean {
  if (isIP(value)) return true
  const parts = ADDRESS_WITH_PORT.exec(value)?.groups
  const port = Number(parts?.port ?? 53)
  return isIP(parts?.six ?? parts?.four ?? '') !== 0 && port >= 1 && port <= 65_535
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const isHost = (value: string) => isIP(value) !== 0 || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(value)
const isContact = (value: string) =>
  /^[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+$/.test(value) || /^https?:\/\/[^\s()]+$/.test(value)

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/
/** Names that stand in addresses, databases and metric labels. */
export const slug = z.string().refine(
  (value) => SLUG.test(value),
  must({
    ja: '半角の英小文字・数字・ハイフンで、40文字以内にしてください',
    en: 'must be lower-case letters, digits and hyphens, at most 40',
  }),
)

const databaseUrl = z.string().refine(
  (value) => /^postgres(ql)?:\/\/[^\s/]*\S*$/.test(value) || /^sqlite:\S/.test(value),
  must({
    ja: '「sqlite:ファイル」か「postgresql://…」の形にしてください',
    en: 'must be "sqlite:FILE" or "postgresql://…"',
  }),
)

const proxyUrl = z.string().refine(
  (value) => value === 'environment' || value === 'none' || parseProxyUrl(value) !== null,
  must({
    ja: 'environment、none、または http://ホスト:ポート の形にしてください（SOCKS と PAC には対応していません）',
    en: 'must be environment, none or http://HOST:PORT (SOCKS and PAC are not supported)',
  }),
)

const DEFAULT_DATABASE = 'sqlite:var/dotchi.db'

/**
 * The configuration file, in the units people write (seconds, days). Every section may be left out.
 * `targets` is looked at apart, entry by entry, because each probe kind brings its own options.
 */
export const FILE_SCHEMA = z.strictObject({
  organisation: words.nullable().default(null),
  zone: z
    .string()
    .refine(
      isZone,
      must({ ja: 'タイムゾーンの名前ではありません（例: Asia/Tokyo）', en: 'is no time zone (example: Asia/Tokyo)' }),
    )
    .default('Asia/Tokyo'),
  locale: z.enum(LOCALES).default('ja'),
  vantage: z.strictObject({ id: slug.default('here'), title: bilingual.nullable().default(null) }).prefault({}),
  listen: z
    .strictObject({
      host: z
        .string()
        .refine(isHost, must({ ja: 'ホスト名かIPアドレスにしてください', en: 'must be a host name or an IP address' }))
        .default('127.0.0.1'),
      port: number(z.number().int().min(0).max(65_535)).default(8787),
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
        .refine(isContact, must({ ja: 'メールアドレスかURLにしてください', en: 'must be a mail address or a URL' }))
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
  resolvers: z
    .strictObject({
      public: z
        .array(
          z.string().refine(
            isResolverAddress,
            must({
              ja: 'DNSサーバーのIPアドレスにしてください（例: 8.8.8.8 または [::1]:5353）',
              en: 'must be the IP address of a DNS server (example: 8.8.8.8 or [::1]:5353)',
            }),
          ),
        )
        .default([]),
    })
    .prefault({}),
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
  replaceTargets: truth.default(false),
  targets: z.array(z.unknown()).default([]),
})
export type FileSettings = z.output<typeof FILE_SCHEMA>
