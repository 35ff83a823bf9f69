import { SERVICE_CONDITIONS } from '../core/condition.ts'
import type { Locale, Text } from '../core/locale.ts'
import type { AllTopicWords } from '../core/triage/topic-words.ts'
import { type Triage, triage } from '../core/triage/triage.ts'
import { CLIENTS, DEVICES } from '../core/triage/triage-input.ts'
import { readTopicWords, readTriageKnowledge } from '../knowledge/triage-knowledge.ts'
import { cleanText } from '../platform/clean-text.ts'
import { defineCommand, UsageError } from './command.ts'
import { EXIT } from './exit-code.ts'
import { terminalLocale } from './language.ts'

const LONGEST_WORD = 60
/** How many topics a person is shown. */
const SHOWN = 3

/** `dotchi triage "text"`: what to look at first, by what somebody wrote. Looks at nothing but the text: no network, no files but our own. */
export const triageCommand = defineCommand({
  name: 'triage',
  summary: {
    ja: '困りごとの文章から、最初に確かめることを答える',
    en: 'say what to look at first, from what somebody wrote',
  },
  usage: '"TEXT"',
  positionals: { min: 1, max: 1 },
  options: {
    device: { type: 'string', value: DEVICES.join('|'), help: { ja: '使っている端末', en: 'the device in use' } },
    client: { type: 'string', value: CLIENTS.join('|'), help: { ja: 'ブラウザかアプリか', en: 'browser or app' } },
    service: {
      type: 'string',
      value: 'CONDITION',
      help: {
        ja: `LINE WORKSの状態: ${SERVICE_CONDITIONS.join('、')}（指定がなければ unknown）`,
        en: `how LINE WORKS is: ${SERVICE_CONDITIONS.join(', ')} (by default unknown)`,
      },
    },
    json: { type: 'boolean', help: { ja: 'JSON で出力', en: 'print JSON' } },
  },
  notes: {
    ja: '終了コード: 0 答えた · 64 使い方',
    en: 'Exit code: 0 answered · 64 usage',
  },
  async run({ positionals: [text = ''], values, lang }, io) {
    const locale = lang ?? terminalLocale(io.environment)
    if (text.trim() === '') throw new UsageError({ ja: '文章が空です', en: 'the text is empty' })
    const input = {
      text,
      device: oneOf('device', DEVICES, values.device) ?? null,
      client: oneOf('client', CLIENTS, values.client) ?? null,
      service: oneOf('service', SERVICE_CONDITIONS, values.service) ?? 'unknown',
    }
    const found = triage(input, readTriageKnowledge())
    const words = readTopicWords()
    io.stdout.write(values.json ? jsonOf(found, words, locale) : textOf(found, words, locale))
    return EXIT.fine
  },
})

function oneOf<Word extends string>(name: string, known: readonly Word[], value: string | undefined): Word | undefined {
  const word = known.find((one) => one === value)
  if (value !== undefined && word === undefined) {
    throw new UsageError({
      ja: `--${name} は ${known.join('、')} のどれかです`,
      en: `--${name} must be one of ${known.join(', ')}`,
    })
  }
  return word
}

function jsonOf({ topics }: Triage, words: AllTopicWords, locale: Locale): string {
  const listed = topics.map(({ topic, score, because }) => ({
    topic,
    title: words[topic].title[locale],
    firstStep: words[topic].firstStep[locale],
    score: Math.round(score * 1000) / 1000,
    because,
  }))
  return `${JSON.stringify({ topics: listed }, null, 2)}\n`
}

const BY_SERVICE: Text = { ja: 'LINE WORKSの状態から', en: 'by how LINE WORKS is' }

function textOf({ topics }: Triage, words: AllTopicWords, locale: Locale): string {
  const quoted = (word: string) =>
    locale === 'ja' ? `「${cleanText(word, LONGEST_WORD)}」` : `"${cleanText(word, LONGEST_WORD)}"`
  return topics
    .slice(0, SHOWN)
    .map(({ topic, because }, i) => {
      const why = because.length > 0 ? because.map(quoted).join(' ') : BY_SERVICE[locale]
      const label = locale === 'ja' ? '理由: ' : 'why: '
      return `${i + 1}. ${words[topic].title[locale]}\n   ${words[topic].firstStep[locale]}\n   ${label}${why}\n`
    })
    .join('')
}
