import { expect, test } from 'vitest'
import { ALERT_KINDS } from '../../../src/core/alert/event.ts'
import { bodyOf, headlineOf } from '../../../src/core/alert/message.ts'
import { LOCALES } from '../../../src/core/locale.ts'
import { everyKind } from './every-kind.ts'

/** What people read, word by word. After a change on purpose: `npx vitest run tests/core/alert/golden -u`, and read the difference. */

const messages = everyKind()

test('every kind of message is among them', () => {
  const kinds = new Set(messages.map(({ kind }) => kind))
  expect([...ALERT_KINDS, 'digest'].filter((kind) => !kinds.has(kind))).toEqual([])
})

test.each(LOCALES)('the words, in %s', async (locale) => {
  const text = messages
    .map(
      (message) =>
        `===== ${message.kind}, ${message.phase}, ${message.severity}\n${headlineOf(message, locale)}\n\n${bodyOf(message, locale)}`,
    )
    .join('\n')
  await expect(text).toMatchFileSnapshot(`golden-${locale}.txt`)
})

test('a lock screen shows what matters', () => {
  for (const { headline, kind } of messages) {
    expect(headline.ja, kind).not.toMatch(/undefined|null|NaN|\n/)
    expect(headline.en, kind).not.toMatch(/undefined|null|NaN|\n/)
    // A digest, and what somebody wrote, may be longer: the beginning says enough.
    if (kind === 'digest' || kind === 'updated') continue
    expect([...headline.ja].length, headline.ja).toBeLessThanOrEqual(60)
    expect(headline.en.length, headline.en).toBeLessThanOrEqual(100)
  }
})

test('Japanese texts have no English sentence in them, and no half of a text is missing', () => {
  for (const { headline, lead, facts, advice, links, kind } of messages) {
    for (const text of [
      headline,
      lead,
      ...facts.map(({ label }) => label),
      ...facts.map(({ value }) => value),
      ...advice,
      ...links.map(({ title }) => title),
    ]) {
      expect(text.ja.trim(), kind).not.toBe('')
      expect(text.en.trim(), kind).not.toBe('')
    }
    expect(lead.ja).toMatch(/[ぁ-ん]/)
  }
})
