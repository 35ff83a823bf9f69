import type { Text } from '../locale.ts'
import type { CharacterKind } from './characters.ts'
import type { LoginIdFault } from './login-id.ts'
import type { LookAlike, PasswordFinding } from './password.ts'

/** What is said of each slip in a login ID. */
export const LOGIN_ID_WORDS: Readonly<Record<LoginIdFault, Text>> = {
  'full-width': {
    ja: '全角の文字（＠など）があります。半角で入力してください。',
    en: 'There are full-width characters (such as ＠). Type half-width ones.',
  },
  japanese: {
    ja: 'かなや漢字が入っています。日本語入力をオフにしてください。',
    en: 'There are Japanese letters. Switch the Japanese input off.',
  },
  space: { ja: '余分な空白が入っています。', en: 'There are stray spaces.' },
  invisible: {
    ja: '目に見えない文字が入っています。貼り付けずに、手で入力してください。',
    en: 'There are characters that cannot be seen. Type it by hand in place of pasting it.',
  },
  foreign: {
    ja: 'アルファベットに似た別の文字が入っています。手で入力し直してください。',
    en: 'There are letters that only look like ours. Type it by hand.',
  },
  'no-at': { ja: '@ とその後ろがありません。', en: 'The @ and what follows it are missing.' },
  'two-ats': { ja: '@ が2つ以上あります。', en: 'There is more than one @.' },
  'no-name': { ja: '@ の前（あなたのID）がありません。', en: 'What stands before the @ is missing.' },
  'no-domain': { ja: '@ の後ろがありません。', en: 'What follows the @ is missing.' },
  dots: {
    ja: '余分な点（.）か、重なった @ があります。',
    en: 'There is a dot too many, or a doubled @.',
  },
  symbol: { ja: 'IDには使わない記号が入っています。', en: 'There is a symbol that no ID has.' },
  'domain-misspelt': {
    ja: '@ の後ろの綴りが、会社のものと少し違います。',
    en: 'What follows the @ is spelt a little differently from the company’s.',
  },
  'domain-unknown': {
    ja: '@ の後ろが、会社のものではありません。',
    en: 'What follows the @ is not the company’s.',
  },
  'upper-case': {
    ja: '大文字が入っています。IDは小文字で入力してください。',
    en: 'There are capital letters. Type the ID in small letters.',
  },
}

/** What is said of a typed password. */
export const PASSWORD_WORDS: Readonly<Record<PasswordFinding, Text>> = {
  'full-width': {
    ja: '全角の文字が入っています。日本語入力をオフにして、半角で入力してください。',
    en: 'There are full-width characters. Switch the Japanese input off.',
  },
  japanese: {
    ja: 'かなや漢字が入っています。日本語入力をオフにしてください。',
    en: 'There are Japanese letters. Switch the Japanese input off.',
  },
  'caps-lock': {
    ja: 'Caps Lock がオンです。オフにしてください（Shift＋Caps Lock）。',
    en: 'Caps Lock is on. Switch it off.',
  },
  'space-around': {
    ja: '先頭か末尾に空白があります。貼り付けたときに入りやすい空白です。',
    en: 'There is a space at the beginning or the end, as pasting often leaves it.',
  },
  'space-inside': { ja: '途中に空白があります。', en: 'There is a space inside.' },
  invisible: {
    ja: '目に見えない文字が入っています。手で入力し直してください。',
    en: 'There are characters that cannot be seen. Type it by hand.',
  },
  foreign: {
    ja: 'アルファベットに似た別の文字が入っています。手で入力し直してください。',
    en: 'There are letters that only look like ours. Type it by hand.',
  },
  'all-upper': {
    ja: '英字がすべて大文字です。Caps Lock がオンになっていませんか。',
    en: 'All letters are capitals. Is Caps Lock on?',
  },
  'first-upper': {
    ja: '先頭だけが大文字です。スマートフォンが自動で大文字にすることがあります。',
    en: 'Only the first letter is a capital. Phones do that by themselves.',
  },
  'zero-or-o': {
    ja: '0（ゼロ）・O（大文字オー）・o（小文字オー）のどれかがあります。取り違えていないか確かめてください。',
    en: 'There is a 0 (zero), O or o. Make sure that it is the right one.',
  },
  'one-or-l': {
    ja: '1（イチ）・l（小文字エル）・I（大文字アイ）のどれかがあります。取り違えていないか確かめてください。',
    en: 'There is a 1 (one), l (small L) or I (capital i). Make sure that it is the right one.',
  },
  short: {
    ja: '8文字より短いです。LINE WORKS のパスワードは8文字以上です。',
    en: 'It is shorter than the 8 characters of a LINE WORKS password.',
  },
  long: {
    ja: '20文字より長いです。余分な文字が入っていないか確かめてください。',
    en: 'It is longer than 20 characters. Is there something too much?',
  },
}

/** The label under each typed character. */
export const CHARACTER_WORDS: Readonly<Record<CharacterKind, Text>> = {
  lower: { ja: '小文字', en: 'small' },
  upper: { ja: '大文字', en: 'capital' },
  digit: { ja: '数字', en: 'digit' },
  symbol: { ja: '記号', en: 'symbol' },
  'full-width': { ja: '全角', en: 'full-width' },
  japanese: { ja: '日本語', en: 'Japanese' },
  space: { ja: '空白', en: 'space' },
  'wide-space': { ja: '全角空白', en: 'wide space' },
  invisible: { ja: '見えない文字', en: 'invisible' },
  foreign: { ja: '別の文字', en: 'other letter' },
}

/** What a character that is easily mistaken is called. */
export const LOOK_ALIKE_WORDS: Readonly<Record<LookAlike, Text>> = {
  zero: { ja: 'ゼロ', en: 'zero' },
  'capital-o': { ja: '大文字オー', en: 'capital O' },
  'small-o': { ja: '小文字オー', en: 'small o' },
  one: { ja: 'イチ', en: 'one' },
  'small-l': { ja: '小文字エル', en: 'small L' },
  'capital-i': { ja: '大文字アイ', en: 'capital i' },
  bar: { ja: '縦棒', en: 'bar' },
}
