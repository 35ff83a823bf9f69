import { CHARACTER_WORDS, LOOK_ALIKE_WORDS, PASSWORD_WORDS } from '../../core/check/input-words.ts'
import { type PasswordCharacter, type PasswordReading, readPassword } from '../../core/check/password.ts'
import type { CheckData } from '../check/check-data.ts'
import { byId, make } from './element.ts'

/**
 * Shows what a typed password really is. It stays in this one input: it is never stored, never sent, never put into the
 * summary, and gone when the page is left.
 */
export function startPasswordBox(data: CheckData): void {
  const input = byId<HTMLInputElement>('password')
  const said = byId('password-said')
  const cells = byId('password-cells')
  const toggle = byId<HTMLButtonElement>('show-password')
  let capsLock: boolean | null = null

  const read = () => {
    const reading = readPassword(input.value, capsLock)
    const isShown = input.type === 'text'
    cells.replaceChildren(...cellsOf(reading.characters, isShown ? [...input.value] : null, data))
    said.replaceChildren(...nodesOf(reading, input.value, data))
  }
  const noteCapsLock = (event: Event) => {
    if (event instanceof KeyboardEvent || event instanceof MouseEvent) {
      const before = capsLock
      capsLock = event.getModifierState('CapsLock')
      if (before !== capsLock) read()
    }
  }
  for (const kind of ['keydown', 'keyup', 'pointerdown']) input.addEventListener(kind, noteCapsLock)
  input.addEventListener('input', read)
  toggle.addEventListener('click', () => {
    const show = input.type === 'password'
    input.type = show ? 'text' : 'password'
    toggle.textContent = show ? data.words.hide : data.words.show
    toggle.setAttribute('aria-pressed', String(show))
    read()
  })
  addEventListener('pagehide', () => {
    input.value = ''
    read()
  })
}

function nodesOf({ findings, isWrong }: PasswordReading, value: string, { locale, words }: CheckData): readonly Node[] {
  if (findings.length > 0)
    return [
      make(
        'ul',
        { class: isWrong ? 'slips' : 'slips mild' },
        ...findings.map((finding) => make('li', {}, PASSWORD_WORDS[finding][locale])),
      ),
    ]
  return value === '' ? [] : [make('p', { class: 'fine' }, words.passwordFine)]
}

/** One cell a character: what kind it is, and the character itself where the person wants to see it. */
const cellsOf = (characters: readonly PasswordCharacter[], shown: readonly string[] | null, { locale }: CheckData) =>
  characters.map(({ kind, lookAlike }, index) => {
    const name = shown && lookAlike ? LOOK_ALIKE_WORDS[lookAlike] : CHARACTER_WORDS[kind]
    return make(
      'li',
      { class: `cell n-${kind}${shown && lookAlike ? ' alike' : ''}` },
      make('span', { class: 'glyph' }, shown?.[index] ?? '•'),
      make('span', { class: 'kind' }, name[locale]),
    )
  })
