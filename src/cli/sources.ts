import { readFileSync } from 'node:fs'
import type { Config } from '../config.ts'
import type { Locale } from '../core/locale.ts'
import { isoOf } from '../core/time-text.ts'
import { cleanText } from '../platform/clean-text.ts'
import { systemClock } from '../platform/clock.ts'
import { createNetwork } from '../platform/create-network.ts'
import { documentTextOf } from '../platform/fetch/document-text.ts'
import type { FetchedDocument } from '../platform/fetch/fetched.ts'
import { createSourceFetcher } from '../reading.ts'
import { attemptOf } from '../sources/attempt.ts'
import { healthAfter, healthText, unreadHealth } from '../sources/health.ts'
import { sourceKindOf } from '../sources/index.ts'
import { loadNoticeWords } from '../sources/notice-words.ts'
import { readSource, type SourceReading } from '../sources/read-source.ts'
import { UNREADABLE_WORDS, type UnreadableReason } from '../sources/reasons.ts'
import type { Item, Source } from '../sources/source.ts'
import { VERSION } from '../version.ts'
import { defineCommand, type Io, UsageError } from './command.ts'
import { CONFIG_OPTION, openConfiguration } from './configuration.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { noticeText } from './sources/source-words.ts'
import { noticesIn, understoodNotice } from './sources/understood.ts'

interface Run {
  readonly config: Config
  readonly locale: Locale
  readonly json: boolean
  readonly io: Io
}

const say = (locale: Locale, ja: string, en: string) => (locale === 'ja' ? ja : en)
const placeOf = ({ kind, options }: Source): string => sourceKindOf(kind)!.requests(options)[0]?.url ?? ''

function list({ config, locale, json, io }: Run): ExitCode {
  const listed = config.sources.map((source) => ({
    id: source.id,
    kind: source.kind,
    title: source.title,
    place: placeOf(source),
    intervalSeconds: source.intervalMs / 1000,
    confirmed: source.confirmed,
    correlated: source.correlated,
    terms: sourceKindOf(source.kind)!.terms,
  }))
  if (json) io.stdout.write(`${JSON.stringify(listed, null, 2)}\n`)
  else if (listed.length === 0)
    io.stdout.write(say(locale, '読み取る情報源はありません。\n', 'There is nothing to read.\n'))
  else
    for (const { id, kind, title, place, intervalSeconds, confirmed, correlated } of listed) {
      const marks = [
        say(locale, `${intervalSeconds}秒ごと`, `every ${intervalSeconds} s`),
        confirmed ? say(locale, '確認済み', 'confirmed') : say(locale, '未確認のアドレス', 'address not confirmed'),
        ...(correlated ? [say(locale, '参考情報（判定には使いません）', 'for information, never evidence')] : []),
      ]
      io.stdout.write(`${id}  ${title[locale]}\n  ${kind}  ${place}\n  ${marks.join(' · ')}\n`)
    }
  return EXIT.fine
}

/** The newest thing that a source says: its time and its first line. */
function newestOf(items: readonly Item[], zone: string): string | null {
  const dated = items.map((item) => ({
    at: item.kind === 'post' ? item.at : item.publishedAt,
    text: item.kind === 'post' ? item.text : item.title,
  }))
  const newest = dated.reduce<(typeof dated)[number] | null>(
    (best, one) => ((one.at ?? 0) > (best?.at ?? -1) ? one : best),
    null,
  )
  if (!newest) return null
  return `${newest.at === null ? '' : `${isoOf(newest.at, zone).slice(0, 16)}  `}${cleanText(newest.text, 80)}`
}

const statedOf = (source: Source, reading: SourceReading, now: number) => {
  const before = unreadHealth(source.id)
  return healthAfter(before, attemptOf(reading, sourceKindOf(source.kind)!, before, false), now)
}

async function verify({ config, locale, json, io }: Run): Promise<ExitCode> {
  const clock = systemClock
  const fetcher = createSourceFetcher(config, { clock, network: createNetwork({ clock }), version: VERSION })
  const results: object[] = []
  let worst: ExitCode = EXIT.fine
  for (const source of config.sources) {
    // What charges for each question is not asked for nothing.
    if (sourceKindOf(source.kind)?.price) continue
    const reading = await readSource(source, fetcher, io.signal)
    const health = statedOf(source, reading, clock.now())
    const newest = reading.kind === 'readable' ? newestOf(reading.items, config.zone) : null
    const detail = reading.kind === 'unreadable' ? reading.detail : ''
    if (health.state === 'unreadable') worst = EXIT.unknown
    results.push({ id: source.id, state: health.state, reason: health.reason, detail, items: health.items, newest })
    if (json) continue
    const count = health.state === 'unreadable' ? '' : say(locale, ` ${health.items}件`, ` ${health.items} items`)
    io.stdout.write(`${source.id}  ${healthText(health)[locale]}${count}\n  ${placeOf(source)}\n`)
    if (newest !== null) io.stdout.write(`  ${say(locale, '最新', 'newest')}: ${newest}\n`)
    if (detail !== '') io.stdout.write(`  ${detail}\n`)
  }
  if (json) io.stdout.write(`${JSON.stringify(results, null, 2)}\n`)
  return worst
}

type Opened =
  | { readonly document: FetchedDocument }
  | { readonly reason: UnreadableReason; readonly detail: string }
  | null

/** Fetches a page, or opens a saved file; null where there is no such file. */
async function open(place: string, config: Config, io: Io): Promise<Opened> {
  const clock = systemClock
  if (/^https?:\/\//i.test(place)) {
    const fetcher = createSourceFetcher(config, { clock, network: createNetwork({ clock }), version: VERSION })
    const fetched = await fetcher.fetch({ url: place, signal: io.signal })
    return fetched
  }
  try {
    const { text, garbled } = documentTextOf(readFileSync(place), undefined)
    const url = new URL(`file:///${encodeURIComponent(place)}`).href
    return {
      document: { url, finalUrl: url, contentType: '', text, garbled, fetchedAt: clock.now(), unchanged: false },
    }
  } catch {
    return null
  }
}

async function read(place: string, { config, locale, json, io }: Run): Promise<ExitCode> {
  const opened = await open(place, config, io)
  if (opened === null) {
    io.stderr.write(say(locale, `dotchi: ファイルがありません: ${place}\n`, `dotchi: no such file: ${place}\n`))
    return EXIT.noInput
  }
  const found =
    'document' in opened ? await noticesIn(opened.document) : { unreadable: opened.reason, detail: opened.detail }
  if ('unreadable' in found) {
    if (json) io.stdout.write(`${JSON.stringify(found)}\n`)
    else
      io.stderr.write(
        `${UNREADABLE_WORDS[found.unreadable][locale]}${found.detail ? ` (${cleanText(found.detail, 200)})` : ''}\n`,
      )
    return EXIT.unknown
  }
  const words = loadNoticeWords()
  const now = systemClock.now()
  const understood = found.items.map((item) => understoodNotice(item, words, now, config.zone))
  if (json) io.stdout.write(`${JSON.stringify(understood, null, 2)}\n`)
  else io.stdout.write(understood.map((notice) => noticeText(notice, locale)).join('\n'))
  return EXIT.fine
}

export const sourcesCommand = defineCommand({
  name: 'sources',
  summary: {
    ja: 'お知らせや投稿の情報源を一覧・確認・試し読みする',
    en: 'list, verify and try the places where announcements are read',
  },
  usage: 'list|verify|read [URL|FILE]',
  positionals: { min: 1, max: 2 },
  options: {
    config: CONFIG_OPTION,
    json: { type: 'boolean', help: { ja: 'JSON で出力', en: 'print JSON' } },
  },
  notes: {
    ja: 'list    設定されている情報源の一覧\nverify  すべての情報源を今すぐ読み、読めるか・何件あるか・最新は何かを表示（読めないものがあれば終了コード 3）\nread    ページや保存したファイルから何が読み取れるかを、根拠の文とともに表示',
    en: 'list    the configured sources\nverify  read each of them now: whether it can be read, how many items, the newest (exit code 3 where one cannot)\nread    what would be understood of a page or a saved file, with the sentences it was read from',
  },
  async run({ positionals: [action = '', place], values, lang }, io) {
    const needsPlace = action === 'read'
    if (!['list', 'verify', 'read'].includes(action) || needsPlace !== (place !== undefined)) {
      throw new UsageError({
        ja: '使い方: dotchi sources list|verify、または dotchi sources read URLかファイル',
        en: 'usage: dotchi sources list|verify, or dotchi sources read URL-or-file',
      })
    }
    const opened = openConfiguration({ config: values.config, lang }, io)
    if (opened === null) return EXIT.usage
    const run: Run = { ...opened, json: values.json, io }
    if (action === 'list') return list(run)
    return action === 'verify' ? verify(run) : read(place!, run)
  },
})
