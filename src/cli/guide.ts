import { nearestWord } from '../config/nearest-word.ts'
import { type Article, type Setting, stepsFor } from '../core/guide/guide.ts'
import { placeOf } from '../core/guide/step-words.ts'
import type { Locale, Text } from '../core/locale.ts'
import { isTopic, TOPICS } from '../core/triage/topic.ts'
import { CLIENTS, DEVICES } from '../core/triage/triage-input.ts'
import { shippedGuide } from '../knowledge/guide.ts'
import { cellsOf, padRight, wrapped } from './cells.ts'
import { type Style, styleOf } from './check/style.ts'
import { defineCommand, UsageError } from './command.ts'
import { EXIT } from './exit-code.ts'
import { terminalLocale } from './language.ts'

/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST = 88

/** `dotchi guide`: the list of articles; `dotchi guide SLUG`: one of them, to be read in the terminal. */
export const guideCommand = defineCommand({
  name: 'guide',
  summary: { ja: '困ったときの手引きを読む', en: 'read the troubleshooting guide' },
  usage: '[SLUG]',
  positionals: { min: 0, max: 1 },
  options: {
    device: { type: 'string', value: DEVICES.join('|'), help: { ja: '使っている端末', en: 'the device in use' } },
    client: { type: 'string', value: CLIENTS.join('|'), help: { ja: 'ブラウザーかアプリか', en: 'browser or app' } },
  },
  notes: { ja: '終了コード: 0 表示した · 64 使い方', en: 'Exit code: 0 shown · 64 usage' },
  async run({ positionals: [slug], values, lang }, io) {
    const locale = lang ?? terminalLocale(io.environment)
    const setting: Setting = {
      device: oneOf('device', DEVICES, values.device),
      client: oneOf('client', CLIENTS, values.client),
    }
    const style = styleOf(io)
    const width = Math.min(WIDEST, io.columns)
    if (slug === undefined) io.stdout.write(listText(locale, style))
    else io.stdout.write(articleText(articleCalled(slug), setting, { locale, style, width }))
    return EXIT.fine
  },
})

function oneOf<Word extends string>(name: string, known: readonly Word[], value: string | undefined): Word | null {
  const word = known.find((one) => one === value) ?? null
  if (value === undefined || word !== null) return word
  throw new UsageError({
    ja: `--${name} は ${known.join('、')} のどれかです`,
    en: `--${name} must be one of ${known.join(', ')}`,
  })
}

function articleCalled(slug: string): Article {
  if (isTopic(slug)) return shippedGuide().articles[slug]
  const near = nearestWord(slug, TOPICS)
  throw new UsageError({
    ja: `「${slug}」という項目はありません。${near ? `「${near}」のことですか？` : 'dotchi guide で一覧が出ます。'}`,
    en: `there is no article "${slug}".${near ? ` Did you mean "${near}"?` : ' dotchi guide lists them.'}`,
  })
}

function listText(locale: Locale, style: Style): string {
  const { groups, articles } = shippedGuide()
  const widest = Math.max(...TOPICS.map(cellsOf))
  return groups
    .map(({ title, topics }) => {
      const lines = topics.map((topic) => `  ${padRight(topic, widest)}  ${articles[topic].title[locale]}\n`)
      return `${style.strong(title[locale])}\n${lines.join('')}`
    })
    .join('\n')
}

const WORDS = {
  steps: { ja: '手順', en: 'Steps' },
  takes: { ja: 'かかる時間', en: 'How long it takes' },
  stopWhen: { ja: '止めるとき', en: 'When to stop' },
  ask: { ja: '聞く人・伝えること', en: 'Whom to ask' },
  doNot: { ja: 'しないでください', en: 'Do not' },
  howToTell: { ja: '見分け方', en: 'How to tell' },
  related: { ja: '近い項目', en: 'Related' },
  sources: { ja: '出典', en: 'Sources' },
  unconfirmed: { ja: '（未確認）', en: ' (not confirmed)' },
  checkedOn: { ja: '最終確認日', en: 'Last checked' },
} as const satisfies Record<string, Text>

interface Look {
  readonly locale: Locale
  readonly style: Style
  readonly width: number
}

function articleText(article: Article, setting: Setting, { locale, style, width }: Look): string {
  const say = (text: Text) => text[locale]
  const lines: string[] = []
  /** A text behind a mark, its further lines below its first. */
  const item = (mark: string, text: string) => {
    const indent = cellsOf(mark)
    const [first = '', ...rest] = wrapped(text, width - indent)
    lines.push(mark + first, ...rest.map((line) => ' '.repeat(indent) + line))
  }
  const heading = (text: Text) => lines.push('', style.strong(say(text)))

  lines.push(style.strong(say(article.title)))
  item('', say(article.symptom))
  lines.push('')
  item('→ ', say(article.firstStep))
  heading(WORDS.steps)
  for (const [i, step] of stepsFor(article, setting).entries()) {
    const place = placeOf(step, setting)
    item(`${String(i + 1).padStart(2)}. `, place === null ? say(step.text) : `[${say(place)}] ${say(step.text)}`)
  }
  for (const part of ['takes', 'stopWhen', 'ask'] as const) {
    heading(WORDS[part])
    item('  ', say(article[part]))
  }
  lines.push('', style.bad(say(WORDS.doNot)))
  for (const text of article.doNot) item('  × ', say(text))
  heading(WORDS.howToTell)
  for (const { text, instead } of article.howToTell) item('  · ', say(text) + (instead ? ` → ${instead}` : ''))
  heading(WORDS.related)
  item('  ', article.related.join(' · '))
  heading(WORDS.sources)
  for (const { title, url, confirmed } of article.sources)
    item('  · ', [say(title) + (confirmed ? '' : say(WORDS.unconfirmed)), url ?? ''].join(' ').trimEnd())
  lines.push('', style.quiet(`${say(WORDS.checkedOn)}: ${article.checkedOn}`))
  return `${lines.join('\n')}\n`
}
