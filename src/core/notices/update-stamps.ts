import { foldText } from './fold.ts'
import { type NoticeWords, says } from './notice-words.ts'
import type { Entry } from './statements.ts'
import { type Span, timeSpansOf } from './time-spans.ts'

const ORDINAL = /第\s?(\d{1,2})\s?報|update\s?#\s?(\d{1,2})|제?\s?(\d{1,2})\s?차\s?(?:안내|공지)/
const LAST_REPORT = /最終報|最終更新報|final update/
const LEAD =
  /^(?:[[【(<][^\]】)>]{1,20}[\]】)>]\s?)?(?:[\s([<【（［＜■●◆・]|第\s?\d{1,2}\s?報|最終報|続報|追記|更新|update[ds]?|edited|추가|수정|[:：]){0,8}$/
const AFTER_STAMP =
  /^\s*(?:(?:jst|kst)\s*)?(?:(?:に|の)?(?:追記|更新|掲載|発表|配信|公開|投稿|時点|現在|update[ds]?|업데이트|추가|현재|기준)|[)\]】>）］＞:：|｜]|-\s|[^\S\n]|$)/

/** Words that make a stamp one of writing, not of happening. */
const MARKED = /追記|更新|掲載|発表|配信|公開|投稿|時点|現在|続報|update|edited|추가|수정|업데이트|기준|현재/

/** Reads "2026/07/02 17:05 …", "■第3報（10/7 19:05）" or "[Update 14:05 JST] …" as the beginning of an update. */
export function stampOf(
  body: string,
  words: NoticeWords,
): { entry: Entry; rest: string; span: Span | null; bare: boolean } | null {
  const head = body.slice(0, 80)
  const text = foldText(head)
  const span = timeSpansOf(text)[0] ?? null
  const ordinalMatch = ORDINAL.exec(text.slice(0, 24))
  const ordinal = LAST_REPORT.test(text.slice(0, 24))
    ? 99
    : ordinalMatch
      ? Number(ordinalMatch[1] ?? ordinalMatch[2] ?? ordinalMatch[3])
      : null
  const leads = span !== null && span.form === 'single' && span.from <= 24 && LEAD.test(text.slice(0, span.from))
  const after = span ? text.slice(span.to) : ''
  if (leads && span && AFTER_STAMP.test(after) && !/^\s?(?:~|-\s*$)/.test(after)) {
    const skipped = after.replace(
      /^(?:\s|jst|kst|に|の|追記|更新|掲載|発表|配信|公開|時点|現在|update[ds]?|업데이트|추가|기준|[)\]】>）］＞:：|｜「-]){1,8}/,
      '',
    )
    const tag = /^[[【(<][^\]】)>]{1,20}[\]】)>]/.exec(text.slice(0, span.from))?.[0] ?? ''
    const rest = cutLike(body, text.length - skipped.length)
    const isUpdate = ordinal !== null || MARKED.test(text.slice(0, text.length - skipped.length))
    return { entry: { stamp: span, ordinal, isUpdate }, rest: rest && tag + rest, span, bare: rest === '' }
  }
  if (ordinal !== null && (ordinalMatch?.index ?? 0) < 4 && text.length < 40)
    return { entry: { stamp: span, ordinal, isUpdate: true }, rest: '', span, bare: false }
  if (body.length < 30 && says(words, 'update-mark', text) && span?.form === 'single')
    return { entry: { stamp: span, ordinal, isUpdate: true }, rest: '', span, bare: true }
  return null
}

/** The part of `raw` behind as many folded characters; folding may change lengths, so it is counted character by character. */
function cutLike(raw: string, folded: number): string {
  let at = 0
  let count = 0
  for (const character of raw) {
    if (count >= folded) break
    count += foldText(character).length
    at += character.length
  }
  return raw.slice(at).trim()
}
