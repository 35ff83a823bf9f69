import { type DestinationStream, type Logger, pino } from 'pino'

export type { Logger }

export interface LoggerOptions {
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
  /** `json`: one object a line, for machines; `text`: one plain line each, for a terminal. */
  readonly format: 'json' | 'text'
  /** Values that must never be written, wherever they turn up. */
  readonly secrets?: readonly string[]
  /** Where the lines go; standard error where left out, since standard output is for answers. */
  readonly destination?: DestinationStream
}

/** Keys whose values are never written. */
const SECRET_KEYS = [
  'authorization',
  'proxyAuthorization',
  'cookie',
  'password',
  'secret',
  'token',
  'apiKey',
  'clientSecret',
  'privateKey',
]
const REDACTED = '[redacted]'
/** Shorter values stand in ordinary words as well. */
const SHORTEST_SECRET = 6

/** Builds a logger that tells no secrets and lets no foreign text write lines or colours of its own. */
export function createLogger(options: LoggerOptions): Logger {
  const { level, format, secrets = [], destination = pino.destination(2) } = options
  const known = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
  const hide = (line: string) => known.reduce((text, secret) => text.replaceAll(secret, REDACTED), line)
  const write = (line: string) => destination.write(hide(format === 'text' ? textLineOf(line) : escaped(line)))
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: REDACTED },
    },
    { write },
  )
}

/** JSON escapes the common control characters; those of the second row and the turners of direction are left. */
const escaped = (line: string) =>
  line.replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** `2026-04-06T00:00:00.000Z info what happened key="value"` */
function textLineOf(line: string): string {
  const { level, time, msg, ...rest } = JSON.parse(line) as Record<string, unknown>
  const facts = Object.entries(rest).map(([key, value]) => `${key}=${JSON.stringify(value)}`)
  const said = JSON.stringify(msg ?? '')
    .slice(1, -1)
    .replaceAll('\\"', '"')
  return `${escaped([time, level, said, ...facts].join(' '))}\n`
}
