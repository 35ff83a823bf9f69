import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Intent } from '../../../src/core/answer/answer.ts'
import { answerTo } from '../../../src/core/answer/answer-to.ts'
import { markdownOf, slackBlocksOf, textOf } from '../../../src/core/answer/render-answer.ts'
import { VIEWER_CONDITIONS } from '../../../src/core/condition.ts'
import { LOCALES } from '../../../src/core/locale.ts'
import type { Verdict } from '../../../src/core/verdict.ts'
import { NOW, verdictOf } from '../../http/verdicts.ts'
import { alike, factsOf, question, RUNNING } from './facts.ts'

const WORDS: Readonly<Record<Intent, string>> = {
  status: 'LINE WORKS 落ちてる？',
  login: 'ログインできない',
  maintenance: 'メンテいつまで？',
  history: '履歴',
  why: '根拠は？',
  notify: '復旧したら通知して',
  language: '日本語で',
  thanks: 'ありがとう',
  help: '使い方',
  unknown: 'カレーが食べたい',
}
const stale: Verdict = { ...alike('operational'), freshUntil: NOW - 1 }
const VERDICTS: readonly (readonly [string, Verdict | null])[] = [
  ...VIEWER_CONDITIONS.map((condition) => [condition, alike(condition)] as const),
  ['stale', stale],
  ['checking', null],
  ['offices differ', verdictOf({ tokyo: 'operational', osaka: 'company_network' })],
]

/** What each answer says, written down in full: `vitest run -u` writes it anew, to be read before it is kept. */
describe.each(LOCALES)('in %s', (locale) => {
  test.each(Object.entries(WORDS) as [Intent, string][])('golden answers: %s', async (intent, text) => {
    const told = VERDICTS.map(([name, verdict]) => {
      const asked = question(intent === 'language' && locale === 'en' ? 'English please' : text, { locale })
      const answer = answerTo(asked, factsOf(verdict))
      expect(answer).toMatchObject({ intent, locale })
      return `## ${name}\n${textOf(answer, { choices: true })}`
    })
    await expect(told.join('\n')).toMatchFileSnapshot(`golden/${intent}.${locale}.txt`)
  })

  test('the other language stays out of an answer', () => {
    for (const [, verdict] of VERDICTS) {
      for (const text of Object.values({ ...WORDS, language: 'English please' })) {
        const { headline, lines } = answerTo(question(text, { locale: 'en' }), factsOf(verdict, { maintenances: [] }))
        const said = [headline, ...lines.map((line) => line.text)].join('\n').replace('「日本語で」', '')
        expect(said).not.toMatch(/[ぁ-んァ-ヶ一-龠]/)
      }
    }
  })
})

const FINE = /正常|working\.|are fine|is working/

test('nothing that is stale, missing or unknown reads as fine, whatever is asked', () => {
  for (const verdict of [stale, null, alike('unknown')]) {
    for (const text of Object.values(WORDS)) {
      for (const locale of LOCALES) {
        const answer = answerTo(question(text, { locale }), factsOf(verdict))
        expect(answer.condition).toBe('unknown')
        // What was seen is quoted as it was, with the word that it is not how it is now.
        if (answer.intent !== 'why') expect(textOf(answer)).not.toMatch(FINE)
        expect(textOf(answer)).not.toContain('%')
      }
    }
  }
})

test('while LINE WORKS or the network fails, nobody is sent to reset or to try again', () => {
  for (const condition of ['outage', 'degraded', 'maintenance', 'company_network'] as const) {
    const answer = answerTo(question('ログインできない'), factsOf(alike(condition)))
    expect(textOf(answer)).not.toContain('Caps Lock')
    expect(textOf(answer)).not.toContain('ログイン画面から再設定')
  }
  const unknown = textOf(answerTo(question('パスワードを忘れた'), factsOf(alike('unknown'))))
  expect(unknown).not.toContain('ログイン画面から再設定')
  expect(unknown).toContain('Caps Lock')
})

test('where no step is left, none is announced', () => {
  for (const condition of ['unknown', 'operational'] as const) {
    const { lines } = answerTo(question('ログインできない'), factsOf(alike(condition), { topicsFor: () => [] }))
    expect(lines.filter(({ text }) => /次の順|確認:$/.test(text))).toEqual([])
  }
})

test('until when: stated, overrun, open, unannounced', () => {
  const ask = (maintenances: readonly (typeof RUNNING)[]) =>
    answerTo(question('メンテいつまで'), factsOf(alike('maintenance'), { maintenances })).headline
  expect(ask([RUNNING])).toBe('メンテナンス中です。11:00まで。')
  expect(ask([{ ...RUNNING, endAt: NOW - 60_000, state: 'overrun' }])).toContain('まだ続いています')
  expect(ask([{ ...RUNNING, endAt: null }])).toContain('発表されていません')
  expect(ask([])).toContain('見つかっていません')
})

test('that no maintenance is announced proves nothing while no notice can be read', () => {
  const text = textOf(answerTo(question('メンテある？'), factsOf(alike('operational'), { noticesAreRead: false })))
  expect(text).toContain('ないとは言い切れません')
})

test('an office is answered for, by its id and by its name in the words', () => {
  const facts = factsOf(verdictOf({ tokyo: 'operational', osaka: 'company_network' }))
  expect(answerTo(question('落ちてる?', { site: 'osaka' }), facts)).toMatchObject({
    site: 'osaka',
    condition: 'company_network',
  })
  expect(answerTo(question('大阪は落ちてる?'), facts).site).toBe('osaka')
  expect(answerTo(question('is the Osaka office down?'), facts)).toMatchObject({ site: 'osaka', locale: 'en' })
  const other = answerTo(question('落ちてる?', { site: 'kyoto' }), facts)
  expect(other).toMatchObject({ site: null, condition: 'operational' })
  expect(textOf(other)).toContain('拠点「kyoto」は登録されていません')
  expect(textOf(other)).toContain('ただし大阪支社では「社内ネットワークの問題」です。')
})

test('what looks otherwise now is told, without a confidence', () => {
  const verdict = alike('operational')
  const shaken = { ...verdict, viewers: verdict.viewers.map((viewer) => ({ ...viewer, raw: 'outage' as const })) }
  const text = textOf(answerTo(question('落ちてる？'), factsOf(shaken)))
  expect(text).toContain('「障害」の可能性があります')
  expect(text).not.toContain('%')
})

test('foreign titles make no markup, and blocks stay within what Slack takes', () => {
  const answer = answerTo(question('メンテ'), factsOf(alike('operational')))
  expect(markdownOf(answer)).toContain('\\*定期\\*')
  const evil = factsOf(alike('operational'), {
    maintenances: [{ ...RUNNING, title: '<!channel> <https://evil.example|ここ> '.repeat(50) }],
  })
  const blocks = slackBlocksOf(answerTo(question('メンテ'), evil))
  expect(JSON.stringify(blocks)).not.toContain('<!channel>')
  expect(blocks.length).toBeLessThanOrEqual(50)
  for (const { text } of blocks.filter(({ type }) => type === 'section') as unknown as { text: { text: string } }[])
    expect(text.text.length).toBeLessThanOrEqual(3000)
})

test('any words get an answer, at once and always the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.constantFrom(...VERDICTS), (text, [, verdict]) => {
      const facts = factsOf(verdict)
      const answer = answerTo(question(text), facts)
      expect(answer.headline).not.toBe('')
      expect(answerTo(question(text), facts)).toEqual(answer)
      if (verdict === null) expect(answer.condition).toBe('unknown')
    }),
  )
  const facts = factsOf(alike('outage'))
  for (const hostile of ['ろ'.repeat(100_000), '通知'.repeat(50_000), 'in '.repeat(30_000), `${' '.repeat(99_000)}?`]) {
    const began = performance.now()
    answerTo(question(hostile), facts)
    expect(performance.now() - began).toBeLessThan(500)
  }
})
