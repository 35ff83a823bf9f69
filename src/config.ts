import { dirname, resolve } from 'node:path'
import type { DirectoryOptions } from './accounts/account-options.ts'
import { type AlertConfig, alertsOf } from './config/alerts.ts'
import { botsOf, type ConfiguredBot } from './config/bots-schema.ts'
import { readCertificates } from './config/certificates.ts'
import { overlayEnvironment } from './config/environment.ts'
import { originsOf, type Settings } from './config/origin.ts'
import { type Path, type Problem, problemLine, sortedProblems } from './config/problem.ts'
import { proxySettings } from './config/proxy-settings.ts'
import { FILE_SCHEMA, type FileSettings } from './config/schema.ts'
import { schemaProblems } from './config/schema-problems.ts'
import { type Environment, fillInSecrets, type ReadFile, unreadableText } from './config/secrets.ts'
import { parseSettingsFile, problemAt, type SettingsFile } from './config/settings-file.ts'
import { mergeSources } from './config/sources.ts'
import { mergeTargets } from './config/targets.ts'
import type { HelpDesk } from './core/guide/help-desk.ts'
import type { Locale, Text } from './core/locale.ts'
import type { Target } from './core/target.ts'
import type { Trust } from './platform/network.ts'
import type { ProxySettings } from './platform/proxy-chooser.ts'
import type { Source } from './sources/source.ts'

/** Everything that can be set, ready for use: durations in milliseconds, files read, proxies resolved. */
export interface Config {
  readonly organisation: string | null
  /** IANA time zone in which people read times. */
  readonly zone: string
  readonly locale: Locale
  readonly vantage: { readonly id: string; readonly title: Text }
  readonly listen: { readonly host: string; readonly port: number; readonly trustedProxies: readonly string[] }
  /** `sqlite:FILE` or `postgresql://…`, with its password. */
  readonly database: { readonly url: string }
  readonly probing: {
    readonly intervalMs: number
    /** For one look, the body read included. */
    readonly timeoutMs: number
    readonly concurrency: number
    /** Mail address or URL that stands in the User-Agent. */
    readonly contact: string | null
    readonly repeatFailed: boolean
  }
  readonly proxy: ProxySettings
  readonly trust: Trust
  readonly retention: { readonly rawMs: number; readonly minuteMs: number; readonly hourMs: number }
  readonly log: { readonly level: FileSettings['log']['level'] }
  readonly targets: readonly Target[]
  readonly reading: {
    readonly enabled: boolean
    /** Hosts, addresses and networks of the company that may be read although they are not public. */
    readonly allowPrivate: readonly string[]
    /** Where unreadable pages are kept; null: nowhere. */
    readonly snapshots: string | null
  }
  /** What is announced and posted: the places that are to be read. */
  readonly sources: readonly Source[]
  /** Who is told of what, how and when. */
  readonly alerts: AlertConfig
  /** Whom people ask; null: nobody in particular. */
  readonly helpDesk: HelpDesk | null
  /** What follows the @ of the company's login IDs, in lower case. */
  readonly loginDomains: readonly string[]
  /** Secrets by which programs prove that they may; null: nobody may. */
  /** The chats in which people can ask. */
  readonly bots: readonly ConfiguredBot[]
  /** With what accounts are looked up; null: they are not. */
  readonly directory: DirectoryOptions | null
  readonly tokens: { readonly admin: string | null; readonly desk: string | null }
}

export interface LoadOptions {
  /** Named by the caller; otherwise DOTCHI_CONFIG, otherwise `dotchi.config.yaml` where it exists. */
  readonly file?: string | undefined
  readonly environment: Environment
  readonly readFile: ReadFile
  /** The directory with what ships: `targets.yaml`, `sources.yaml`. */
  readonly packageData: string
}

export type LoadedConfig =
  | {
      readonly config: Config
      /** The same in the words of the file, with where each value comes from: for `dotchi config show`. */
      readonly settings: Settings
      /** What is allowed and yet most likely not meant. */
      readonly warnings: readonly Problem[]
    }
  | { readonly problems: readonly Problem[] }

export const DEFAULT_FILE = 'dotchi.config.yaml'
const SECOND = 1000
const DAY = 86_400_000
const EMPTY_FILE: SettingsFile = {
  name: DEFAULT_FILE,
  value: {},
  problems: [],
  positionOf: () => ({ line: null, column: null }),
}

type OpenedFile = { readonly file: SettingsFile | null } | { readonly problems: readonly Problem[] }

function openFile(options: LoadOptions): OpenedFile {
  const named = options.file ?? options.environment.DOTCHI_CONFIG
  const name = named || DEFAULT_FILE
  const read = options.readFile(name)
  if ('text' in read) {
    const file = parseSettingsFile(name, read.text)
    return 'broken' in file ? { problems: [file.broken] } : { file }
  }
  if (!named && read.reason === 'ENOENT') return { file: null }
  return { problems: [{ file: name, path: '', line: null, column: null, text: unreadableText(name, read.reason) }] }
}

/**
 * Reads the configuration: what ships, the user's file over it, the environment over that. Every problem is told at
 * once, with the place where it stands; secrets never stand in a problem.
 */
export function loadConfig(options: LoadOptions): LoadedConfig {
  const opened = openFile(options)
  if ('problems' in opened) return opened
  const file = opened.file ?? EMPTY_FILE
  const filled = fillInSecrets(file, options.environment, options.readFile)
  const overlaid = overlayEnvironment(filled.value, options.environment, options.readFile)
  const problems: Problem[] = [...file.problems, ...filled.problems, ...overlaid.problems]

  const parsed = FILE_SCHEMA.safeParse(overlaid.value)
  // What could not be filled in has been told; that it is empty now need not be told again.
  const told = new Set(filled.problems.map((problem) => problem.path))
  if (!parsed.success) {
    const found = schemaProblems(file, [], FILE_SCHEMA, overlaid.value, parsed.error.issues)
    problems.push(...found.filter((problem) => !told.has(problem.path)))
  }
  const values = parsed.data ?? readableSections(overlaid.value)
  const merged = mergeTargets({
    shipped: shippedFile('targets.yaml', options),
    user: file,
    entries: overlaid.value.targets,
    replace: values.replaceTargets,
    publicResolvers: values.resolvers.public,
  })
  problems.push(...merged.problems.filter((problem) => !told.has(problem.path)))
  const own = new Set(values.reading.allowPrivate)
  const sources = mergeSources({
    shipped: shippedFile('sources.yaml', options),
    user: file,
    entries: overlaid.value.sources,
    replace: values.replaceSources,
    isOwnHost: (host) => own.has(host),
  })
  problems.push(...sources.problems.filter((problem) => !told.has(problem.path)))
  const built = buildConfig(values, { targets: merged.targets, sources: sources.sources }, file, options)
  problems.push(...built.problems)
  if (problems.length > 0) return { problems: sortedProblems(problems) }
  return {
    config: built.config,
    settings: originsOf({
      values,
      file: opened.file,
      templates: filled.templates,
      variables: overlaid.variables,
      targets: merged,
      sources,
    }),
    warnings: warningsOf(built.config, file),
  }
}

/** Every section that can be read, and the defaults of the others: so that what lies deeper is looked at all the same. */
function readableSections(value: Readonly<Record<string, unknown>>): FileSettings {
  const sections = Object.entries(FILE_SCHEMA.shape).map(([name, schema]) => {
    const parsed = schema.safeParse(value[name])
    return [name, parsed.success ? parsed.data : schema.parse(undefined)]
  })
  return Object.fromEntries(sections) as FileSettings
}

function shippedFile(base: string, { packageData, readFile }: LoadOptions): SettingsFile {
  const name = resolve(packageData, base)
  const read = readFile(name)
  // What ships is ours: that it cannot be read is a broken installation, not a wrong configuration.
  if ('reason' in read) throw new Error(`broken installation: ${unreadableText(name, read.reason).en}`)
  const file = parseSettingsFile(name, read.text)
  if ('broken' in file) throw new Error(`broken installation: ${problemLine(file.broken, 'en')}`)
  return file
}

function buildConfig(
  values: FileSettings,
  watched: Pick<Config, 'targets' | 'sources'>,
  file: SettingsFile,
  options: LoadOptions,
): { readonly config: Config; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const refuse = (path: Path, text: Text) => problems.push(problemAt(file, path, text))
  const { probing, retention, vantage } = values
  if (probing.timeoutSeconds >= probing.intervalSeconds) {
    refuse(['probing', 'timeoutSeconds'], {
      ja: `巡回の間隔（intervalSeconds: ${probing.intervalSeconds}）より短くしてください`,
      en: `must be shorter than the interval (intervalSeconds: ${probing.intervalSeconds})`,
    })
  }
  const alerts = alertsOf(values.alerts, { file, locale: values.locale, zone: values.zone })
  problems.push(...alerts.problems)
  const config: Config = {
    organisation: values.organisation,
    zone: values.zone,
    locale: values.locale,
    vantage: { id: vantage.id, title: vantage.title ?? vantageTitle(vantage.id) },
    listen: values.listen,
    database: values.database,
    probing: {
      intervalMs: probing.intervalSeconds * SECOND,
      timeoutMs: probing.timeoutSeconds * SECOND,
      concurrency: probing.concurrency,
      contact: probing.contact,
      repeatFailed: probing.repeatFailed,
    },
    proxy: proxySettings(values.proxy, options.environment, problems),
    trust: {
      extraCa: values.trust.extraCaFiles.flatMap((path, index) =>
        readCertificates(resolve(dirname(file.name), path), options.readFile, (text) =>
          refuse(['trust', 'extraCaFiles', index], text),
        ),
      ),
      expectedIssuers: values.trust.expectedIssuers.map((issuer) => issuer.toLowerCase()),
    },
    retention: {
      rawMs: retention.rawDays * DAY,
      minuteMs: retention.minuteDays * DAY,
      hourMs: retention.hourDays * DAY,
    },
    log: values.log,
    ...watched,
    reading: values.reading,
    alerts: alerts.alerts,
    helpDesk: values.helpDesk,
    loginDomains: values.loginDomains,
    bots: botsOf(values.bots),
    directory: values.directory,
    tokens: values.tokens,
  }
  return { config, problems }
}

const vantageTitle = (id: string): Text => (id === 'here' ? { ja: 'この場所', en: 'Here' } : { ja: id, en: id })

function warningsOf(config: Config, file: SettingsFile): readonly Problem[] {
  const warnings: Problem[] = []
  const warn = (path: Path, text: Text) => warnings.push(problemAt(file, path, text))
  if (!config.targets.some((target) => target.role === 'control')) {
    warn(['targets'], {
      ja: '対照サイト（role: control）がありません。社内ネットワークの問題と LINE WORKS の障害を区別できません',
      en: 'there is no control site (role: control): trouble of the company network cannot be told from an outage',
    })
  }
  if (!config.targets.some((target) => target.role === 'service')) {
    warn(['targets'], {
      ja: 'LINE WORKS の監視対象（role: service）がありません',
      en: 'there is no LINE WORKS target (role: service)',
    })
  }
  return warnings
}
