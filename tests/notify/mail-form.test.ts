import { load } from 'cheerio'
import { expect, test } from 'vitest'
import { mailForm } from '../../src/notify/mail-form.ts'
import type { Letter } from '../../src/notify/notifier.ts'
import { hasGoldenForms } from './golden.ts'
import { letterOf, OUTAGE, RECOVERED, REMINDER } from './messages.ts'

const SENDER = { from: 'dotchi@example.jp', fromName: 'Dotchi', replyTo: null }
const formOf = (message = OUTAGE, more: Partial<Letter> = {}) =>
  mailForm(letterOf(message, { to: 'it@example.jp', ...more }), SENDER)

hasGoldenForms('email', (_, letter) => {
  const { subject, text } = mailForm(letter, SENDER)
  return `Subject: ${subject}\n\n${text}`
})

test('the page says the same as the text, in the language of who reads it', () => {
  for (const message of [OUTAGE, RECOVERED, REMINDER])
    for (const locale of ['ja', 'en'] as const) {
      const { html, text } = formOf(message, { locale })
      const page = load(html)
      expect(page('html').attr('lang')).toBe(locale)
      const said = page('body').text()
      for (const part of [
        message.headline,
        message.lead,
        ...message.advice,
        ...message.facts.map(({ value }) => value),
      ])
        expect(said).toContain(part[locale])
      for (const { url } of message.links) {
        expect(text).toContain(url)
        expect(page(`a[href="${url}"]`)).toHaveLength(1)
      }
    }
})

test('nothing is fetched when it is opened, and nothing runs', () => {
  const { html } = formOf()
  const page = load(html)
  expect(page('script,img,link,iframe,object,form,svg,video')).toHaveLength(0)
  expect(html).not.toMatch(/@import|url\(|\son\w+=/i)
  // Some mail programs cut what is longer.
  expect(Buffer.byteLength(html)).toBeLessThan(100_000)
})

test('what is foreign stays text', () => {
  const evil = '</h1><script>x</script><a href="https://evil.example">&amp;"\'\u202e https://evil.example \u0000'
  const text = { ja: evil, en: evil }
  const { html, subject } = formOf({
    ...OUTAGE,
    headline: text,
    lead: text,
    facts: [{ label: text, value: text }],
    advice: [text],
    links: [
      { title: text, url: 'https://ok.example/"><script>' },
      { title: text, url: 'javascript:alert(1)' },
    ],
  })
  const page = load(html)
  expect(page('script')).toHaveLength(0)
  expect(
    page('a')
      .map((_, a) => page(a).attr('href'))
      .get(),
  ).toEqual(['https://ok.example/%22%3E%3Cscript%3E'])
  expect(html + subject).not.toMatch(/https:\/\/evil|(?!\n)\p{Cc}|\u202e/u)
})

test('100 kB of words make no endless mail', () => {
  const long = { ja: '障害'.repeat(50_000), en: '👨‍👩‍👧‍👦'.repeat(10_000) }
  for (const locale of ['ja', 'en'] as const) {
    const { html, text, subject } = formOf(
      { ...OUTAGE, headline: long, lead: long, advice: Array(50).fill(long) },
      { locale },
    )
    expect(subject.length).toBeLessThanOrEqual(200)
    expect(text.length).toBeLessThan(25_000)
    expect(html.isWellFormed()).toBe(true)
    expect(Buffer.byteLength(html)).toBeLessThan(100_000)
  }
})
