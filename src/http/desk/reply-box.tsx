import { LOCALES, type Text } from '../../core/locale.ts'
import type { DeskContext } from './desk-context.ts'
import { DESK_WORDS, LANGUAGE_TITLE } from './desk-words.ts'

/** A reply in both languages, each in a box that can be copied. */
export const ReplyBoxes = ({ id, reply, context }: { id: string; reply: Text; context: DeskContext }) => {
  const { say } = context.page
  return (
    <div class="replies">
      {LOCALES.map((locale) => (
        <div>
          <label for={`${id}-${locale}`} lang={locale}>
            {LANGUAGE_TITLE[locale]}
          </label>
          <textarea id={`${id}-${locale}`} lang={locale} readonly rows={12} spellcheck={false}>
            {reply[locale]}
          </textarea>
          <p data-scripted hidden>
            <button type="button" class="button" data-copy={`${id}-${locale}`}>
              {say(DESK_WORDS.copy)} ({LANGUAGE_TITLE[locale]})
            </button>{' '}
            <span class="note" role="status" data-said={say(DESK_WORDS.copied)} />
          </p>
        </div>
      ))}
    </div>
  )
}
